import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/people.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold, likePiece } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { requireReferences } from '../../kernel/references.ts'
import { unlessTaken } from '../../kernel/unique.ts'

type AddHousehold = BodyOf<typeof contract.addHousehold>
type ChangeHousehold = BodyOf<typeof contract.changeHousehold>

const columns = {
  name: 'name',
  street: 'street',
  postalCode: 'postal_code',
  city: 'city',
  country: 'country',
  phone: 'phone',
  ownerId: 'owner_id',
  sourceId: 'source_id',
  externalId: 'external_id',
} as const

const references = { ownerId: 'members', sourceId: 'sources' } as const

/** Households, newest first. */
export async function listHouseholds(ctx: Context, query: QueryOf<typeof contract.listHouseholds>) {
  const after = decodeCursor(query.after, idCursor)
  const rows = await households(ctx)
    .$if(after !== null, (q) => q.where('households.id', '<', after?.[0] ?? ''))
    .$if(query.q !== undefined, (q) => {
      const piece = likePiece(query.q ?? '')
      const street = sql<string>`lower(households.street)`
      return q.where((eb) => eb.or([eb('households.name_folded', 'like', piece), eb(street, 'like', piece)]))
    })
    .orderBy('households.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

export async function showHousehold(ctx: Context, id: string): Promise<contract.Household> {
  const row = await households(ctx).where('households.id', '=', id).executeTakeFirst()
  return row ? show(row) : fail('not_found', { kind: 'household' })
}

export async function addHousehold(ctx: Context, input: AddHousehold): Promise<contract.Household> {
  await requireReferences(ctx, references, input)
  const id = newId()
  const row = {
    ...columnsOf(columns, input),
    workspace_id: ctx.workspace.id,
    id,
    name_folded: fold(input.name),
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'household',
    () => ctx.tx.insertInto('households').values(row).execute(),
    () => holder(ctx, input),
  )
  return showHousehold(ctx, id)
}

export async function changeHousehold(ctx: Context, id: string, input: ChangeHousehold): Promise<contract.Household> {
  const row = await households(ctx).where('households.id', '=', id).forUpdate('households').executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'household' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await requireReferences(ctx, references, input)
  const next = {
    ...columnsOf(columns, input),
    ...(input.name === undefined ? {} : { name_folded: fold(input.name) }),
    ...nextVersion(row, changed),
    updated_at: ctx.now,
  }
  await unlessTaken(
    ctx,
    'household',
    () =>
      ctx.tx
        .updateTable('households')
        .set(next)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => holder(ctx, input),
  )
  return showHousehold(ctx, id)
}

function households(ctx: Context) {
  return ctx.tx
    .selectFrom('households')
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'households.workspace_id').onRef('owner.id', '=', 'households.owner_id'),
    )
    .where('households.workspace_id', '=', ctx.workspace.id)
    .selectAll('households')
    .select(['owner.name as owner_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof households>['executeTakeFirstOrThrow']>>

function show(row: Row): contract.Household {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...fieldsOf(columns, row),
    ownerName: row.owner_name,
  }
}

function holder(ctx: Context, input: ChangeHousehold) {
  return ctx.tx
    .selectFrom('households')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('external_id', '=', input.externalId ?? null)
    .executeTakeFirst()
}
