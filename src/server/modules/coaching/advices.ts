import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/coaching.ts'
import { type Context, memberOf, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { coachingChoice } from './choices.ts'

interface Row extends Omit<contract.Advice, 'on' | 'dealId' | 'checkOn' | 'managerFrom'> {
  readonly on_day: string
  readonly deal_id: string | null
  readonly check_on: string
}

/** One's own advice; that of others, whose deals one sees and leads, once it has been theirs alone for as long as was chosen. */
export async function listAdvices(ctx: Context, query: QueryOf<typeof contract.listAdvices>) {
  const { limit, after, member, team, which } = query
  const last = decodeCursor(after, idCursor)?.[0]
  const { delayDays } = await coachingChoice(ctx)
  const standing =
    which === 'standing'
      ? sql`a.checked_at is null and a.answer is distinct from 'dismissed'`
      : sql`a.checked_at is not null`
  const { rows } = await advices(
    ctx,
    sql`${standing} and ${visible(ctx, delayDays)} and (${last ?? null}::uuid is null or a.id < ${last ?? null})
      and (${member ?? null}::uuid is null or a.member_id = ${member ?? null})
      and (${team ?? null}::uuid is null or m.team_id = ${team ?? null})`,
    limit + 1,
  )
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => shown(row, delayDays),
  )
}

/** An advice that one may see. */
export async function showAdvice(ctx: Context, id: string): Promise<contract.Advice> {
  const { delayDays } = await coachingChoice(ctx)
  const { rows } = await advices(ctx, sql`a.id = ${id} and ${visible(ctx, delayDays)}`, 1)
  const [row] = rows
  return row ? shown(row, delayDays) : fail('not_found', { kind: 'coaching' })
}

/** Takes an advice up, or puts it aside. @throws Failure not_found for everybody but the one it was given to */
export async function answerAdvice(ctx: Context, id: string, { answer }: BodyOf<typeof contract.answerAdvice>) {
  const { delayDays } = await coachingChoice(ctx)
  await ctx.tx
    .updateTable('coaching_advices')
    .set({ answer, answered_at: ctx.now })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .where('member_id', '=', memberOf(ctx))
    .execute()
  const { rows } = await advices(ctx, sql`a.id = ${id} and a.member_id = ${memberOf(ctx)}`, 1)
  const [row] = rows
  return row ? shown(row, delayDays) : fail('not_found', { kind: 'coaching' })
}

function visible(ctx: Context, delayDays: number) {
  const { sees } = ctx.actor
  const leads = has(ctx.actor, 'deals.assign')
  return sql`(a.member_id = ${memberOf(ctx)}::uuid or (${leads} and a.on_day <= ${today(ctx)}::date - ${delayDays}::integer
    and (${sees === null} or a.member_id = any(${sees ?? []}::uuid[]))))`
}

function advices(ctx: Context, which: ReturnType<typeof sql>, most: number) {
  return sql<Row>`
    select a.id, json_build_object('id', m.id, 'name', m.name) as member, a.code, a.on_day::text, a.numbers, a.deal_id, a.answer,
      a.check_on::text, a.verdict, a.before, a.after
    from coaching_advices a
    join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
    where a.workspace_id = ${ctx.workspace.id} and ${which}
    order by a.id desc limit ${most}`.execute(ctx.tx)
}

function shown({ on_day: on, deal_id: dealId, check_on: checkOn, ...row }: Row, delayDays: number): contract.Advice {
  const managerFrom = Temporal.PlainDate.from(on).add({ days: delayDays }).toString()
  return { ...row, on, dealId, checkOn, managerFrom }
}
