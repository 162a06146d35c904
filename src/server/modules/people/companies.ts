import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold, likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { requireCurrency } from '../../kernel/money.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { unlessTaken } from '../../kernel/unique.ts'

type AddCompany = BodyOf<typeof contract.addCompany>
type ChangeCompany = BodyOf<typeof contract.changeCompany>

const columns = {
  name: 'name',
  domain: 'domain',
  phone: 'phone',
  email: 'email',
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  country: 'country',
  sector: 'sector',
  foundedYear: 'founded_year',
  employees: 'employees',
  revenueMinor: 'revenue_minor',
  revenueCurrency: 'revenue_currency',
  parentId: 'parent_id',
  ownerId: 'owner_id',
  sourceId: 'source_id',
  externalId: 'external_id',
} as const

const references = { parentId: 'companies', ownerId: 'members', sourceId: 'sources' } as const

/** Companies, newest first. */
export async function listCompanies(ctx: Context, query: QueryOf<typeof contract.listCompanies>) {
  const after = decodeCursor(query.after, idCursor)
  const rows = await companies(ctx)
    .$if(after !== null, (q) => q.where('companies.id', '<', after?.[0] ?? ''))
    .$if(query.q !== undefined, (q) => {
      const piece = likePiece(query.q ?? '')
      return q.where((eb) => eb.or([eb('companies.name_folded', 'like', piece), eb('companies.domain', 'like', piece)]))
    })
    .orderBy('companies.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

export async function showCompany(ctx: Context, id: string): Promise<contract.Company> {
  const row = await companies(ctx).where('companies.id', '=', id).executeTakeFirst()
  return row ? show(row) : fail('not_found', { kind: 'company' })
}

export async function addCompany(ctx: Context, input: AddCompany): Promise<contract.Company> {
  await check(ctx, input)
  const id = newId()
  const row = {
    ...columnsOf(columns, input),
    workspace_id: ctx.workspace.id,
    id,
    name_folded: fold(input.name),
    revenue_currency: input.revenueCurrency ?? (typeof input.revenueMinor === 'number' ? ctx.workspace.currency : null),
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'company',
    () => ctx.tx.insertInto('companies').values(row).execute(),
    () => holder(ctx, input),
  )
  return showCompany(ctx, id)
}

export async function changeCompany(ctx: Context, id: string, input: ChangeCompany): Promise<contract.Company> {
  const row = await companies(ctx).where('companies.id', '=', id).forUpdate('companies').executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'company' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await check(ctx, input)
  if (input.parentId) await refuseCircle(ctx, id, input.parentId)
  const next = {
    ...columnsOf(columns, input),
    ...(input.name === undefined ? {} : { name_folded: fold(input.name) }),
    ...nextVersion(row, changed),
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'company',
    () =>
      ctx.tx
        .updateTable('companies')
        .set(next)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => holder(ctx, input),
  )
  return showCompany(ctx, id)
}

function companies(ctx: Context) {
  return ctx.tx
    .selectFrom('companies')
    .leftJoin('companies as parent', (join) =>
      join.onRef('parent.workspace_id', '=', 'companies.workspace_id').onRef('parent.id', '=', 'companies.parent_id'),
    )
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'companies.workspace_id').onRef('owner.id', '=', 'companies.owner_id'),
    )
    .where('companies.workspace_id', '=', ctx.workspace.id)
    .selectAll('companies')
    .select(['parent.name as parent_name', 'owner.name as owner_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof companies>['executeTakeFirstOrThrow']>>

function show(row: Row): contract.Company {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...fieldsOf(columns, row),
    parentName: row.parent_name,
    ownerName: row.owner_name,
  }
}

function holder(ctx: Context, input: ChangeCompany) {
  return ctx.tx
    .selectFrom('companies')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('external_id', '=', input.externalId ?? null)
    .executeTakeFirst()
}

async function check(ctx: Context, input: ChangeCompany): Promise<void> {
  if (input.revenueCurrency) requireCurrency(input.revenueCurrency)
  await requireReferences(ctx, references, input)
}

/** A company cannot belong, directly or over others, to itself. */
async function refuseCircle(ctx: Context, id: string, parentId: string): Promise<void> {
  const { rows } = await sql`
    with recursive above (id) as (
      select ${parentId}::uuid
      union
      select c.parent_id from companies c join above on c.id = above.id
      where c.workspace_id = ${ctx.workspace.id} and c.parent_id is not null
    )
    select 1 from above where id = ${id}::uuid`.execute(ctx.tx)
  if (rows.length > 0) fail('unknown_reference', { field: 'parentId' })
}
