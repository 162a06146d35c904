import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/products.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import { type Context, today } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from '../access/index.ts'
import { settleCustom } from '../fields/index.ts'

const columns = {
  name: 'name',
  code: 'code',
  family: 'family',
  priceMinor: 'price_minor',
  costMinor: 'cost_minor',
  currency: 'currency',
  active: 'active',
  description: 'description',
  launchedOn: 'launched_on',
  retiredOn: 'retired_on',
  externalId: 'external_id',
} as const

export async function showProduct(ctx: Context, id: string): Promise<contract.Product> {
  const row = await products(ctx).where('id', '=', id).executeTakeFirst()
  return row ? show(row) : fail('not_found', { kind: 'product' })
}

export async function addProduct(ctx: Context, input: BodyOf<typeof contract.addProduct>): Promise<contract.Product> {
  requireLife(input.launchedOn, input.retiredOn)
  const own = await settleCustom(ctx, 'products', {}, input.custom)
  const id = newId()
  const row = {
    ...columnsOf(columns, input),
    ...own.set,
    workspace_id: ctx.workspace.id,
    id,
    name_folded: fold(input.name),
    currency: requireCurrency(input.currency ?? ctx.workspace.currency),
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'product',
    () => ctx.tx.insertInto('products').values(row).execute(),
    () => products(ctx).where('name_folded', '=', row.name_folded).executeTakeFirst(),
  )
  return showProduct(ctx, id)
}

export async function changeProduct(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeProduct>,
): Promise<contract.Product> {
  const row = await products(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'product' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const own = await settleCustom(ctx, 'products', row.custom, input.custom)
  const changed = [...changedFields(current, { ...input, custom: undefined }), ...own.fields]
  if (changed.length === 0) return current
  if (input.currency) requireCurrency(input.currency)
  const name = fold(input.name ?? row.name)
  const life = lifeAfter(ctx, current, input)
  requireLife(input.launchedOn ?? row.launched_on, life.retired_on)
  const next = {
    ...columnsOf(columns, input),
    ...own.set,
    ...life,
    name_folded: name,
    ...nextVersion(row, changed),
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'product',
    () =>
      ctx.tx
        .updateTable('products')
        .set(next)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => products(ctx).where('name_folded', '=', name).executeTakeFirst(),
  )
  return showProduct(ctx, id)
}

/** Deletes a product that no line ever named; what was sold stays known, and can only be retired. */
export async function deleteProduct(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await products(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'product' })
  const line = await ctx.tx
    .selectFrom('deal_lines')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('product_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (line) fail('in_use', { kind: 'deal' })
  await ctx.tx.deleteFrom('products').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  await audit(ctx, { action: 'product.deleted', subject: { kind: 'product', id }, data: { name: row.name } })
  return {}
}

/** Retiring ends a product's life today unless a day is said; taking it up again opens the end. */
function lifeAfter(ctx: Context, current: contract.Product, input: BodyOf<typeof contract.changeProduct>) {
  if (input.retiredOn !== undefined) return { retired_on: input.retiredOn }
  if (input.active === undefined || input.active === current.active) return { retired_on: current.retiredOn }
  return { retired_on: input.active ? null : (current.retiredOn ?? today(ctx)) }
}

function requireLife(launchedOn: string | null | undefined, retiredOn: string | null | undefined): void {
  if (launchedOn && retiredOn && launchedOn > retiredOn)
    failFields([{ field: 'retiredOn', code: 'too_small', limit: launchedOn }])
}

export function products(ctx: Context) {
  return ctx.tx.selectFrom('products').selectAll('products').where('products.workspace_id', '=', ctx.workspace.id)
}

type Row = Awaited<ReturnType<ReturnType<typeof products>['executeTakeFirstOrThrow']>>

export function show(row: Row): contract.Product {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...fieldsOf(columns, row),
    custom: { ...row.custom },
  }
}
