import { sql } from 'kysely'
import { startOfDay } from '../../../kernel/context.ts'
import type { Reading } from '../loading.ts'
import { workOn } from './kept-work.ts'
import { effort } from './pieces.ts'
import { cellSize, efforts } from './work-days.ts'

interface Days {
  readonly from: string
  readonly to: string
  readonly knownAt: Date
}

interface Effort {
  readonly calls: number
  readonly appointments: number
}

/**
 * The calls and appointments that somebody made in some days, both ends included; of everybody, and of what was brought in, where nobody is named. What was
 * known at an earlier moment is counted for that alone.
 */
export async function effortOn(ctx: Reading, days: Days, owners: readonly string[] | null): Promise<Effort> {
  return days.knownAt.getTime() < ctx.now.getTime() ? knownThen(ctx, days, owners) : keptOf(ctx, days, owners)
}

async function keptOf(ctx: Reading, { from, to }: Days, owners: readonly string[] | null): Promise<Effort> {
  const { codes, days } = await workOn(ctx, from, to)
  const wanted = owners && new Set(owners.map((id) => codes.numbers.get(id) ?? -1))
  const counts = efforts.map(() => 0)
  for (const [, done] of days)
    for (let at = 0; at < done.length; at += cellSize) {
      const place = done[at + 4] ?? 0
      if (wanted === null || wanted.has(done[at] ?? 0)) counts[place] = (counts[place] ?? 0) + (done[at + 3] ?? 0)
    }
  const [, calls = 0, appointments = 0] = counts
  return { calls, appointments }
}

async function knownThen(ctx: Reading, { from, to, knownAt }: Days, owners: readonly string[] | null): Promise<Effort> {
  const { id, timeZone } = ctx.workspace
  const { rows } = await sql<Effort>`
    select count(*) filter (where ${effort} = 1) as calls, count(*) filter (where ${effort} = 2) as appointments
    from touches t
    where t.workspace_id = ${id} and t.occurred_at >= ${startOfDay(from, timeZone)}
      and t.occurred_at < ${startOfDay(to, timeZone, 1)} and t.created_at <= ${knownAt}
      and (${owners === null} or t.author_id = any(${owners ?? []}::uuid[]))`.execute(ctx.tx)
  return rows[0] ?? { calls: 0, appointments: 0 }
}
