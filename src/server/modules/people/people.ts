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

type AddPerson = BodyOf<typeof contract.addPerson>
type ChangePerson = BodyOf<typeof contract.changePerson>

const columns = {
  name: 'name',
  title: 'title',
  email: 'email',
  phone: 'phone',
  linkedin: 'linkedin',
  companyId: 'company_id',
  ownerId: 'owner_id',
  sourceId: 'source_id',
  externalId: 'external_id',
} as const

const references = { companyId: 'companies', ownerId: 'members', sourceId: 'sources' } as const

/** People, newest first. */
export async function listPeople(ctx: Context, query: QueryOf<typeof contract.listPeople>) {
  const after = decodeCursor(query.after, idCursor)
  const rows = await people(ctx)
    .$if(after !== null, (q) => q.where('people.id', '<', after?.[0] ?? ''))
    .$if(query.company !== undefined, (q) => q.where('people.company_id', '=', query.company ?? null))
    .$if(query.q !== undefined, (q) => {
      const piece = likePiece(query.q ?? '')
      return q.where((eb) => eb.or([eb('people.name_folded', 'like', piece), eb('people.email', 'like', piece)]))
    })
    .orderBy('people.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, (row) => [row.id], show)
}

export async function showPerson(ctx: Context, id: string): Promise<contract.Person> {
  const row = await people(ctx).where('people.id', '=', id).executeTakeFirst()
  return row ? show(row) : fail('not_found', { kind: 'person' })
}

export async function addPerson(ctx: Context, input: AddPerson): Promise<contract.Person> {
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
    'person',
    () => ctx.tx.insertInto('people').values(row).execute(),
    () => holder(ctx, input),
  )
  return showPerson(ctx, id)
}

export async function changePerson(ctx: Context, id: string, input: ChangePerson): Promise<contract.Person> {
  const row = await people(ctx).where('people.id', '=', id).forUpdate('people').executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'person' })
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
    'person',
    () =>
      ctx.tx
        .updateTable('people')
        .set(next)
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => holder(ctx, input),
  )
  return showPerson(ctx, id)
}

function people(ctx: Context) {
  return ctx.tx
    .selectFrom('people')
    .leftJoin('companies as company', (join) =>
      join.onRef('company.workspace_id', '=', 'people.workspace_id').onRef('company.id', '=', 'people.company_id'),
    )
    .leftJoin('members as owner', (join) =>
      join.onRef('owner.workspace_id', '=', 'people.workspace_id').onRef('owner.id', '=', 'people.owner_id'),
    )
    .where('people.workspace_id', '=', ctx.workspace.id)
    .selectAll('people')
    .select(['company.name as company_name', 'owner.name as owner_name'])
}

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>

function show(row: Row): contract.Person {
  return {
    id: row.id,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    ...fieldsOf(columns, row),
    companyName: row.company_name,
    ownerName: row.owner_name,
  }
}

function holder(ctx: Context, input: ChangePerson) {
  return ctx.tx
    .selectFrom('people')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('external_id', '=', input.externalId ?? null)
    .executeTakeFirst()
}
