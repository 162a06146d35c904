import { type RawBuilder, sql } from 'kysely'
import type { Deal } from '../../../contract/deals.ts'
import type * as contract from '../../../contract/lines.ts'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type { FieldError } from '../../../contract/errors.ts'
import { type Context, today } from '../../kernel/context.ts'
import { requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { listPriceOf, type PricedProduct, pricedProductJson, priceOf } from '../products/index.ts'
import type { CustomerColumns } from './customer.ts'
import { holdDeal, showDeal, timeOfEdit } from './hold.ts'
import { sumOfLines } from './line-sum.ts'
import { amountChange } from './outcomes.ts'
import { showDealRow } from './rows.ts'
import { save } from './save.ts'

type NewLine = BodyOf<typeof contract.setLines>['lines'][number]
type Line = Deal['lines'][number]

/** The products that lines name, with what lists offer them for to this customer, as one JSON value of a bigger statement. */
export function productsJson(
  ctx: Context,
  lines: readonly Pick<NewLine, 'productId'>[],
  customer: CustomerColumns,
): RawBuilder<PricedProduct[]> {
  return sql`(
    select coalesce(json_agg(${pricedProductJson(today(ctx), tagsOf(ctx, customer))}), '[]')
    from products p
    where p.workspace_id = ${ctx.workspace.id} and p.id = any(${lines.map((line) => line.productId)}::uuid[]))`
}

/** The tags of a customer, as an array in SQL; none for nobody. */
function tagsOf(ctx: Context, customer: CustomerColumns): RawBuilder<unknown> {
  const of = (table: 'companies' | 'people' | 'households', id: string | null) =>
    sql`(select t.tag_ids from ${sql.table(table)} t where t.workspace_id = ${ctx.workspace.id} and t.id = ${id})`
  return sql`coalesce(${of('companies', customer.company_id)}, ${of('people', customer.person_id)},
    ${of('households', customer.household_id)}, '{}')`
}

/**
 * Lines with their prices and costs: those of the price list that applies, else of the product, unless said. Refuses a
 * product there is not, and a line that nothing gives a price.
 * @param before the lines that there were: a price that is kept is still the list's that it came from, and what it was listed for then
 */
export function priceLines(
  lines: readonly NewLine[],
  products: readonly PricedProduct[],
  currency: string,
  before: Deal['lines'] = [],
): Deal['lines'] {
  const byId = new Map(products.map((product) => [product.id, product]))
  const wrong: FieldError[] = []
  // Each of them is kept once.
  const left = [...before]
  const priced = lines.map((line, at) => {
    const product = byId.get(line.productId) ?? fail('unknown_reference', { field: `lines.${at}.productId` })
    const listed = priceOf(product, currency)
    const priceMinor = line.priceMinor ?? listed.priceMinor
    if (priceMinor === null) wrong.push({ field: `lines.${at}.priceMinor`, code: 'required' })
    const kept = before.find((each) => each.productId === product.id && each.priceMinor === priceMinor)
    const priceList = priceMinor === listed.priceMinor ? listed.priceList : (kept?.priceList ?? null)
    const told = {
      productId: product.id,
      productName: product.name,
      quantity: line.quantity,
      priceMinor: priceMinor ?? 0,
      costMinor: line.costMinor === undefined ? listed.costMinor : line.costMinor,
      priceList,
    }
    const unchanged = takeSame(left, told)
    return {
      ...told,
      listMinor: unchanged ? unchanged.listMinor : listPriceOf(product, currency, priceList?.id ?? null),
    }
  })
  if (wrong.length > 0) failFields(wrong)
  return priced
}

/** Takes out the first line of the same product at the same price of the same list. */
function takeSame(lines: Line[], { productId, priceMinor, priceList }: Omit<Line, 'listMinor'>): Line | undefined {
  const at = lines.findIndex(
    (line) => line.productId === productId && line.priceMinor === priceMinor && line.priceList?.id === priceList?.id,
  )
  return at < 0 ? undefined : lines.splice(at, 1)[0]
}

/** What a product would cost in a line of a deal today. */
export async function showLinePrice(
  ctx: Context,
  dealId: string,
  productId: string,
): Promise<OutputOf<typeof contract.showLinePrice>> {
  const { rows } = await sql<CustomerColumns & { currency: string }>`
    select d.currency, d.company_id, d.person_id, d.household_id from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(
    ctx.tx,
  )
  const [deal] = rows
  if (!deal) return fail('not_found', { kind: 'deal' })
  const [product] = await pricedProducts(ctx, [{ productId }], deal)
  return product ? priceOf(product, deal.currency) : fail('not_found', { kind: 'product' })
}

async function pricedProducts(
  ctx: Context,
  lines: readonly Pick<NewLine, 'productId'>[],
  customer: CustomerColumns,
): Promise<PricedProduct[]> {
  const { rows } = await sql<{ products: PricedProduct[] }>`
    select ${productsJson(ctx, lines, customer)} as products`.execute(ctx.tx)
  return rows[0]?.products ?? []
}

/** What a deal with these lines is worth, in minor units; unknown without lines. */
export function amountOf(lines: Deal['lines']): number | null {
  if (lines.length === 0) return null
  const limit = Number.MAX_SAFE_INTEGER
  return sumOfLines(lines) ?? failFields([{ field: 'lines', code: 'too_large', limit }])
}

/** The columns of a line. */
export function lineColumns(line: Line) {
  return {
    product_id: line.productId,
    quantity: line.quantity,
    price_minor: line.priceMinor,
    cost_minor: line.costMinor,
    price_list_id: line.priceList?.id ?? null,
    list_minor: line.listMinor,
  }
}

/** Replaces the lines of a deal; its amount becomes their sum. */
export async function setLines(ctx: Context, id: string, input: BodyOf<typeof contract.setLines>): Promise<Deal> {
  const held = await holdDeal(ctx, id)
  requireVersion(ctx, held, showDealRow(held))
  const lines = priceLines(input.lines, await pricedProducts(ctx, input.lines, held), held.currency, held.lines)
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
