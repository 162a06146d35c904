import { sql } from 'kysely'
import type * as contract from '../../../contract/cards.ts'
import type { Deal } from '../../../contract/deals.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { showDeal, tellDeal } from '../deals/index.ts'
import { type CardRow, cardRows, showCard } from './cards.ts'

/** A seller reads no more before a call. */
const mostShown = 30

/** What cards are looked for by. */
interface Situation {
  readonly dealId: string | null
  readonly productIds: readonly string[]
  /** Of the customer's company. */
  readonly sector: string | null
}

type Why = contract.DealCard['why']

/** The cards of a deal: of whom it is fought against, of what is offered, of the customer's market. */
export async function listDealCards(ctx: Context, id: string): Promise<{ items: contract.DealCard[] }> {
  const deal = await showDeal(ctx, id)
  return { items: await cardsFor(ctx, { ...situationOf(deal), sector: await sectorOf(ctx, deal) }) }
}

export function situationOf(deal: Pick<Deal, 'id' | 'lines'>): Omit<Situation, 'sector'> {
  return { dealId: deal.id, productIds: deal.lines.map(({ productId }) => productId) }
}

export async function cardsFor(ctx: Context, { dealId, productIds, sector }: Situation): Promise<contract.DealCard[]> {
  const why = sql<Why | null>`case
    when c.kind = 'competitor' and exists (select from deal_competitors k where k.workspace_id = c.workspace_id
      and k.card_id = c.id and k.deal_id = ${dealId}::uuid) then 'competitor'
    when c.product_id = any(${[...productIds]}::uuid[]) then 'product'
    when c.kind = 'market' and c.sector_folded = ${sector === null ? null : fold(sector)} then 'sector'
    when c.kind = 'market' and c.sector is null then 'any_market' end`
  // A competitor that was named stays in the deal when its card is retired.
  const shown = sql<boolean>`${why} is not null and (c.retired_at is null or c.kind = 'competitor')`
  const { rows } = await sql<CardRow & { why: Why }>`
    ${cardRows(ctx, shown, sql`, ${why} as why`)}
    order by array_position(array['competitor', 'product', 'sector', 'any_market'], ${why}), c.title_folded, c.id
    limit ${mostShown}`.execute(ctx.tx)
  return rows.map((row) => ({ ...showCard(row), why: row.why }))
}

/** The sector of the company that a deal is with. */
async function sectorOf(ctx: Context, { customer }: Pick<Deal, 'customer'>): Promise<string | null> {
  if (customer?.kind !== 'company') return null
  const row = await ctx.tx
    .selectFrom('companies')
    .select('sector')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', customer.id)
    .executeTakeFirst()
  return row?.sector ?? null
}

export async function nameCompetitor(ctx: Context, id: string, { cardId }: { readonly cardId: string }) {
  await showDeal(ctx, id)
  const { rows } = await sql`
    select from cards c where c.workspace_id = ${ctx.workspace.id} and c.id = ${cardId} and c.kind = 'competitor'
      and c.retired_at is null`.execute(ctx.tx)
  if (rows.length === 0) fail('unknown_reference', { field: 'cardId' })
  const { rows: named } = await sql`
    insert into deal_competitors (workspace_id, id, deal_id, card_id, named_at)
    select ${ctx.workspace.id}, ${newId()}::uuid, d.id, ${cardId}, ${ctx.now} from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${id}
    on conflict do nothing returning id`.execute(ctx.tx)
  if (named.length > 0) await tellDeal(ctx, id, { facts: [{ type: 'deal.competitor_named', data: { cardId } }] })
  return listDealCards(ctx, id)
}

export async function dropCompetitor(ctx: Context, id: string, cardId: string): Promise<Record<string, never>> {
  const { numAffectedRows = 0n } = await sql`
    delete from deal_competitors k
    where k.workspace_id = ${ctx.workspace.id} and k.deal_id = ${id} and k.card_id = ${cardId}`.execute(ctx.tx)
  if (numAffectedRows === 0n) fail('not_found', { kind: 'card' })
  // A deal that is not seen is refused here, and the deletion goes back with it.
  await tellDeal(ctx, id, { facts: [{ type: 'deal.competitor_dropped', data: { cardId } }] })
  return {}
}
