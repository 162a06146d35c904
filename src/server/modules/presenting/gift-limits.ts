import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/presenting.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'

interface Limits {
  readonly month_minor: number | null
  readonly deal_minor: number | null
}

export async function showGiftLimits(ctx: Context): Promise<contract.GiftLimits> {
  const { rows } = await sql<Partial<Limits> & { spent: number }>`
    select l.month_minor, l.deal_minor, (${spentIn(ctx, today(ctx))}) as spent
    from (select 1) one left join gift_limits l on l.workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  const [row] = rows
  return {
    monthMinor: row?.month_minor ?? null,
    dealMinor: row?.deal_minor ?? null,
    spentMinor: row?.spent ?? 0,
    currency: ctx.workspace.currency,
  }
}

export async function setGiftLimits(
  ctx: Context,
  { monthMinor, dealMinor }: BodyOf<typeof contract.setGiftLimits>,
): Promise<contract.GiftLimits> {
  await ctx.tx
    .insertInto('gift_limits')
    .values({ workspace_id: ctx.workspace.id, id: newId(), month_minor: monthMinor, deal_minor: dealMinor })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id']).doUpdateSet({ month_minor: monthMinor, deal_minor: dealMinor }),
    )
    .execute()
  return showGiftLimits(ctx)
}

interface Gift {
  /** Of a gift that is changed: what it cost before does not count. */
  readonly id: string | null
  readonly dealId: string
  readonly startsOn: string
  readonly costMinor: number
}

/** Refuses a gift that would cost more than the month or the deal has left; gifts are given one after the other. */
export async function requireWithinLimits(ctx: Context, { id, dealId, startsOn, costMinor }: Gift): Promise<void> {
  const { rows } = await sql<Limits>`
    select month_minor, deal_minor from gift_limits where workspace_id = ${ctx.workspace.id} for update`.execute(ctx.tx)
  const [limits] = rows
  if (!limits || costMinor === 0) return
  const { rows: sums } = await sql<{ month: number; deal: number }>`
    select (${spentIn(ctx, startsOn, id)}) as month,
      (select coalesce(sum(t.cost_minor), 0)::bigint from trials t
        where t.workspace_id = ${ctx.workspace.id} and t.deal_id = ${dealId} and t.kind = 'gift'
          and t.id is distinct from ${id}::uuid) as deal`.execute(ctx.tx)
  const spent = sums[0] ?? { month: 0, deal: 0 }
  const refuse = (limit: 'month' | 'deal', limitMinor: number | null) => {
    if (limitMinor === null || spent[limit] + costMinor <= limitMinor) return
    fail('over_gift_limit', { limit, limitMinor, spentMinor: spent[limit], currency: ctx.workspace.currency })
  }
  refuse('month', limits.month_minor)
  refuse('deal', limits.deal_minor)
}

/** What the gifts of the calendar month of a day cost, but for one. */
function spentIn(ctx: Context, on: string, but: string | null = null) {
  return sql`
    select coalesce(sum(t.cost_minor), 0)::bigint from trials t
    where t.workspace_id = ${ctx.workspace.id} and t.kind = 'gift' and t.id is distinct from ${but}::uuid
      and t.starts_on >= date_trunc('month', ${on}::date)
      and t.starts_on < date_trunc('month', ${on}::date) + interval '1 month'`
}
