import { sql } from 'kysely'
import type { SellerAtAGlance } from '../../../contract/glance.ts'
import { rateRatio } from '../../../statistics/index.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'

const weekDays = 7
const usualWeeks = 8
/** Counts under it say nothing of a week. */
const fewestTouches = 10

/** When the last seven days began, today counted. */
export function weekStart(ctx: Context): Date {
  return startOfDay(today(ctx), ctx.workspace.timeZone, 1 - weekDays)
}

/** What sellers began themselves in the last seven days, beside a week of the eight before. */
export async function touchesOf(
  ctx: Context,
  members: readonly string[],
): Promise<ReadonlyMap<string, SellerAtAGlance['touches']>> {
  const first = weekStart(ctx)
  const earliest = startOfDay(today(ctx), ctx.workspace.timeZone, 1 - weekDays * (usualWeeks + 1))
  const { rows } = await sql<{ id: string; week: number; before: number }>`
    select t.author_id as id, count(*) filter (where t.occurred_at >= ${first}) as week,
      count(*) filter (where t.occurred_at < ${first}) as before
    from touches t
    where t.workspace_id = ${ctx.workspace.id} and t.author_id = any(${members}::uuid[]) and t.direction = 'outbound'
      and t.occurred_at >= ${earliest} and t.occurred_at <= ${ctx.now}
    group by 1 limit ${members.length + 1}`.execute(ctx.tx)
  return new Map(rows.map(({ id, week, before }) => [id, weekBeside(week, before)]))
}

/** A week beside eight: another one than usual where the ratio's 95 % limits leave out an eighth. */
export function weekBeside(week: number, before: number): SellerAtAGlance['touches'] {
  const counts = { week, usual: before / usualWeeks }
  if (week + before < fewestTouches) return { ...counts, verdict: 'not_enough' }
  const { low, high } = rateRatio(week, before)
  if (high !== null && high < 1 / usualWeeks) return { ...counts, verdict: 'less' }
  return { ...counts, verdict: low !== null && low > 1 / usualWeeks ? 'more' : 'usual' }
}
