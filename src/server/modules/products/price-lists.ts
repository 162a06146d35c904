import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/prices.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields, requireOrder } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { requireReferences } from '../../kernel/references.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from '../access/index.ts'

const columns = {
  name: 'name',
  validFrom: 'valid_from',
  validUntil: 'valid_until',
  tagId: 'tag_id',
} as const

const references = { tagId: 'tags', copyOf: 'price_lists' } as const

/** Price lists, those in use first, by name. */
export async function listPriceLists(ctx: Context): Promise<{ items: contract.PriceList[] }> {
  const rows = await priceLists(ctx)
    .orderBy(sql`price_lists.retired_at is not null`)
    .orderBy(sql`lower(price_lists.name)`)
    .limit(contract.mostPriceLists)
    .execute()
  return { items: rows.map(showPriceList) }
}

export async function addPriceList(
  ctx: Context,
  input: BodyOf<typeof contract.addPriceList>,
): Promise<contract.PriceList> {
  const { items } = await listPriceLists(ctx)
  if (items.length >= contract.mostPriceLists) fail('too_many', { kind: 'price_list', limit: contract.mostPriceLists })
  await requireReferences(ctx, references, input)
  requireOrder(input.validFrom, input.validUntil, 'validUntil')
  const copied = items.find(({ id }) => id === input.copyOf)
  const currency = requireCurrency(input.currency ?? copied?.currency ?? ctx.workspace.currency)
  if (copied && copied.currency !== currency) failFields([{ field: 'currency', code: 'choice' }])
  const id = newId()
  const row = { ...columnsOf(columns, input), workspace_id: ctx.workspace.id, id, name: input.name, currency }
  await unlessTaken(
    ctx,
    'price_list',
    () =>
      ctx.tx
        .insertInto('price_lists')
        .values({ ...row, created_at: ctx.now })
        .execute(),
    () => named(ctx, input.name),
  )
  if (copied) await copyPrices(ctx, copied.id, id)
  return find(ctx, id)
}

export async function changePriceList(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changePriceList>,
): Promise<contract.PriceList> {
  const row = await priceLists(ctx).where('price_lists.id', '=', id).forUpdate('price_lists').executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'price_list' })
  const current = showPriceList(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await requireReferences(ctx, references, input)
  const { validFrom = row.valid_from, validUntil = row.valid_until, retired } = input
  requireOrder(validFrom, validUntil, 'validUntil')
  const set = {
    ...columnsOf(columns, input),
    ...(retired === undefined ? {} : { retired_at: retired ? ctx.now : null }),
    ...nextVersion(row, changed),
  }
  await unlessTaken(
    ctx,
    'price_list',
    () =>
      ctx.tx
        .updateTable('price_lists')
        .set(set)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => named(ctx, input.name ?? row.name),
  )
  await audit(ctx, { action: 'prices.changed', subject: { kind: 'price_list', id }, data: { fields: changed } })
  return find(ctx, id)
}

async function copyPrices(ctx: Context, from: string, to: string): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('prices')
    .select(['product_id', 'price_minor', 'cost_minor'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('price_list_id', '=', from)
    .limit(100_000)
    .execute()
  // Ids are made here: the database has no UUIDv7 in all the versions we run on.
  const copies = rows.map((row) => ({ id: newId(), ...row }))
  await sql`
    insert into prices (workspace_id, id, price_list_id, product_id, price_minor, cost_minor)
    select ${ctx.workspace.id}, r.id, ${to}::uuid, r.product_id, r.price_minor, r.cost_minor
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb)
      as r (id uuid, product_id uuid, price_minor bigint, cost_minor bigint)`.execute(ctx.tx)
}

/** Price lists with how many prices they have and for whom they are. */
export function priceLists(ctx: Context) {
  return ctx.tx
    .selectFrom('price_lists')
    .leftJoin('tags', (join) =>
      join.onRef('tags.workspace_id', '=', 'price_lists.workspace_id').onRef('tags.id', '=', 'price_lists.tag_id'),
    )
    .where('price_lists.workspace_id', '=', ctx.workspace.id)
    .selectAll('price_lists')
    .select([
      'tags.name as tag_name',
      sql<number>`(select count(*)::int from prices i
        where i.workspace_id = price_lists.workspace_id and i.price_list_id = price_lists.id)`.as('price_count'),
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof priceLists>['executeTakeFirstOrThrow']>>

export function showPriceList(row: Row): contract.PriceList {
  return {
    id: row.id,
    version: row.version,
    currency: row.currency,
    ...fieldsOf(columns, row),
    tagName: row.tag_name,
    retired: row.retired_at !== null,
    priceCount: row.price_count,
  }
}

async function find(ctx: Context, id: string): Promise<contract.PriceList> {
  return showPriceList(await priceLists(ctx).where('price_lists.id', '=', id).executeTakeFirstOrThrow())
}

function named(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('price_lists')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
}
