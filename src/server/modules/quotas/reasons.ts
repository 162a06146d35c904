import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/quota-history.ts'
import { type QuotaVersion, mostQuotaReasons } from '../../../contract/quota-history.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { findPlan } from './plan-rows.ts'

/** Says why a version was made, beside what was said of it before. */
export async function giveQuotaReason(
  ctx: Context,
  id: string,
  { number, reason }: BodyOf<typeof contract.giveQuotaReason>,
): Promise<Record<never, never>> {
  const { plan } = await findPlan(ctx, id, { lock: true })
  if (number > plan.version) fail('unknown_reference', { field: 'number' })
  const said = (await reasonsOf(ctx, id, [number])).get(number) ?? []
  if (said.length >= mostQuotaReasons) fail('too_many', { kind: 'quota_reason', limit: mostQuotaReasons })
  await ctx.tx
    .insertInto('quota_reasons')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      plan_id: id,
      number,
      reason,
      said_at: ctx.now,
      said_by: memberOf(ctx) ?? ctx.actor.id,
    })
    .execute()
  return {}
}

interface Said {
  readonly number: number
  readonly reason: string
  readonly said_at: Date | null
  readonly said_by: string | null
}

/** Why versions of a plan were made, by number, in the order in which it was said. */
export async function reasonsOf(
  ctx: Context,
  planId: string,
  numbers: readonly number[],
): Promise<Map<number, QuotaVersion['reasons']>> {
  const { rows } = await sql<Said>`
    select * from (
      select number, reason, null::timestamptz as said_at, null as said_by, id from quota_versions
      where workspace_id = ${ctx.workspace.id} and plan_id = ${planId} and number = any(${numbers}) and reason is not null
      union all
      select number, reason, said_at,
        (select m.name from members m where m.workspace_id = r.workspace_id and m.id = r.said_by), id
      from quota_reasons r
      where workspace_id = ${ctx.workspace.id} and plan_id = ${planId} and number = any(${numbers})
    ) said order by said_at nulls first, id limit ${numbers.length * (mostQuotaReasons + 1)}`.execute(ctx.tx)
  const told = rows.map(({ number, reason, said_at, said_by }) => ({
    number,
    told: { reason, saidAt: said_at?.toISOString() ?? null, saidBy: said_by },
  }))
  return new Map(
    [...Map.groupBy(told, ({ number }) => number)].map(([number, all]) => [number, all.map((each) => each.told)]),
  )
}
