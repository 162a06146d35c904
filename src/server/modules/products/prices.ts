import { sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/prices.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { audit } from '../access/index.ts'
import { priceLists, showPriceList } from './price-lists.ts'

type PriceInList = OutputOf<typeof contract.setPrice>

const nameCursor = z.tuple([cursorText])

/** The prices of a list, by the name of the product. */
export async function listPrices(ctx: Context, listId: string, query: QueryOf<typeof contract.listPrices>) {
  await requireList(ctx, listId)
  const after = decodeCursor(query.after, nameCursor)
  const rows = await prices(ctx, listId)
    .$if(after !== null, (q) => q.where('products.name_folded', '>', after?.[0] ?? ''))
    .orderBy('products.name_folded')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.name_folded], show)
}

export async function setPrice(
  ctx: Context,
  listId: string,
  productId: string,
  input: BodyOf<typeof contract.setPrice>,
): Promise<PriceInList> {
  await requireList(ctx, listId)
  await requireReferences(ctx, { productId: 'products' }, { productId })
  const cost = input.costMinor ?? null
  await sql`
    insert into prices (workspace_id, id, price_list_id, product_id, price_minor, cost_minor)
    values (${ctx.workspace.id}, ${newId()}, ${listId}, ${productId}, ${input.priceMinor}, ${cost})
    on conflict (workspace_id, price_list_id, product_id) do update
      set price_minor = excluded.price_minor,
        cost_minor = ${input.costMinor === undefined ? sql`prices.cost_minor` : sql`excluded.cost_minor`}`.execute(
    ctx.tx,
  )
  await audit(ctx, {
    action: 'prices.changed',
    subject: { kind: 'price_list', id: listId },
    data: { productId, priceMinor: input.priceMinor },
  })
  return show(await prices(ctx, listId).where('prices.product_id', '=', productId).executeTakeFirstOrThrow())
}

export async function removePrice(ctx: Context, listId: string, productId: string): Promise<Record<string, never>> {
  await requireList(ctx, listId)
  const removed = await ctx.tx
    .deleteFrom('prices')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('price_list_id', '=', listId)
    .where('product_id', '=', productId)
    .returning('price_minor')
    .executeTakeFirst()
  if (!removed) return {}
  await audit(ctx, {
    action: 'prices.changed',
    subject: { kind: 'price_list', id: listId },
    data: { productId, priceMinor: null },
  })
  return {}
}

/** What a product costs in each list, those in use first. */
export async function listProductPrices(
  ctx: Context,
  productId: string,
): Promise<OutputOf<typeof contract.listProductPrices>> {
  const product = await ctx.tx
    .selectFrom('products')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', productId)
    .executeTakeFirst()
  if (!product) fail('not_found', { kind: 'product' })
  const rows = await priceLists(ctx)
    .innerJoin('prices', (join) =>
      join
        .onRef('prices.workspace_id', '=', 'price_lists.workspace_id')
        .onRef('prices.price_list_id', '=', 'price_lists.id')
        .on('prices.product_id', '=', productId),
    )
    .select(['prices.price_minor', 'prices.cost_minor'])
    .orderBy(sql`price_lists.retired_at is not null`)
    .orderBy(sql`lower(price_lists.name)`)
    .limit(200)
    .execute()
  return {
    items: rows.map((row) => ({ list: showPriceList(row), priceMinor: row.price_minor, costMinor: row.cost_minor })),
  }
}

function prices(ctx: Context, listId: string) {
  return ctx.tx
    .selectFrom('prices')
    .innerJoin('products', (join) =>
      join.onRef('products.workspace_id', '=', 'prices.workspace_id').onRef('products.id', '=', 'prices.product_id'),
    )
    .where('prices.workspace_id', '=', ctx.workspace.id)
    .where('prices.price_list_id', '=', listId)
    .select(['prices.product_id', 'prices.price_minor', 'prices.cost_minor', 'products.name', 'products.name_folded'])
}

type Row = Awaited<ReturnType<ReturnType<typeof prices>['executeTakeFirstOrThrow']>>

function show(row: Row): PriceInList {
  return {
    productId: row.product_id,
    productName: row.name,
    priceMinor: row.price_minor,
    costMinor: row.cost_minor,
  }
}

async function requireList(ctx: Context, id: string): Promise<void> {
  const list = await ctx.tx
    .selectFrom('price_lists')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!list) fail('not_found', { kind: 'price_list' })
}
