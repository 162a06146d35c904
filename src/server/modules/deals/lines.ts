import { type RawBuilder, sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/deals.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import type { Context } from '../../kernel/context.ts'
import { requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { holdDeal, showDeal, timeOfEdit } from './hold.ts'
import { sumOfLines } from './line-sum.ts'
import { amountChange } from './outcomes.ts'
import { showDealRow } from './rows.ts'
import { save } from './save.ts'

type NewLine = BodyOf<typeof contract.setLines>['lines'][number]

export interface PricedProduct {
  readonly id: string
  readonly name: string
  readonly priceMinor: number | null
  readonly costMinor: number | null
  readonly currency: string
}

/** The products that lines name, as one JSON value of a bigger statement. */
export function productsJson(ctx: Context, lines: readonly NewLine[]): RawBuilder<PricedProduct[]> {
  return sql`(
    select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'priceMinor', p.price_minor,
      'costMinor', p.cost_minor, 'currency', p.currency)), '[]')
    from products p
    where p.workspace_id = ${ctx.workspace.id} and p.id = any(${lines.map((line) => line.productId)}::uuid[]))`
}

/**
 * Lines with their prices and costs: those of the product, if it has any in the deal's currency, unless said. Refuses a
 * product there is not, and a line that nothing gives a price.
 */
export function priceLines(
  lines: readonly NewLine[],
  products: readonly PricedProduct[],
  currency: string,
): Deal['lines'] {
  const byId = new Map(products.map((product) => [product.id, product]))
  const wrong: FieldError[] = []
  const priced = lines.map((line, at) => {
    const product = byId.get(line.productId) ?? fail('unknown_reference', { field: `lines.${at}.productId` })
    const own = product.currency === currency ? product : null
    const priceMinor = line.priceMinor ?? own?.priceMinor
    if (priceMinor === undefined || priceMinor === null)
      wrong.push({ field: `lines.${at}.priceMinor`, code: 'required' })
    return {
      productId: product.id,
      productName: product.name,
      quantity: line.quantity,
      priceMinor: priceMinor ?? 0,
      costMinor: line.costMinor === undefined ? (own?.costMinor ?? null) : line.costMinor,
    }
  })
  if (wrong.length > 0) failFields(wrong)
  return priced
}

/** What a deal with these lines is worth, in minor units; unknown without lines. */
export function amountOf(lines: Deal['lines']): number | null {
  if (lines.length === 0) return null
  const limit = Number.MAX_SAFE_INTEGER
  return sumOfLines(lines) ?? failFields([{ field: 'lines', code: 'too_large', limit }])
}

/** The columns of a line. */
export function lineColumns(line: Deal['lines'][number]) {
  return {
    product_id: line.productId,
    quantity: line.quantity,
    price_minor: line.priceMinor,
    cost_minor: line.costMinor,
  }
}

/** Replaces the lines of a deal; its amount becomes their sum. */
export async function setLines(ctx: Context, id: string, input: BodyOf<typeof contract.setLines>): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  requireVersion(ctx, held, showDealRow(held))
  const { rows } = await sql<{ products: PricedProduct[] }>`
    select ${productsJson(ctx, input.lines)} as products`.execute(ctx.tx)
  const lines = priceLines(input.lines, rows[0]?.products ?? [], held.currency)
  await ctx.tx.deleteFrom('deal_lines').where('workspace_id', '=', ctx.workspace.id).where('deal_id', '=', id).execute()
  const workspace_id = ctx.workspace.id
  const kept = lines.map((line, position) => ({
    ...lineColumns(line),
    workspace_id,
    id: newId(),
    deal_id: id,
    position,
  }))
  if (kept.length > 0) await ctx.tx.insertInto('deal_lines').values(kept).execute()
  const amount = amountOf(lines)
  const occurredAt = timeOfEdit(ctx, held)
  const data = { count: lines.length, minor: amount ?? 0, currency: held.currency }
  await save(ctx, held, {
    set: { amount_minor: amount },
    fields: ['lines', ...(amount === held.amount_minor ? [] : ['amountMinor'])],
    facts: [
      { type: 'deal.lines_changed', data, occurredAt },
      ...(amount === held.amount_minor ? [] : [amountChange(held, amount, occurredAt)]),
    ],
  })
  return showDeal(ctx, id)
}
