import { type Selectable, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/sources.ts'
import type { Sources } from '../../database/tables/base.ts'
import { changedFields, columnsOf, fieldsOf } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

const columns = {
  name: 'name',
  kind: 'kind',
  observedFrom: 'observed_from',
  note: 'note',
  basis: 'basis',
  licence: 'licence',
} as const

const nameCursor = z.tuple([cursorText, z.uuid()])

/** Sources, by name. */
export async function listSources(ctx: Context, query: QueryOf<typeof contract.listSources>) {
  const rows = await sources(ctx)
    .where(behind(query.after))
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(query.limit + 1)
    .execute()
  return pageOf(rows, query.limit, cursorOf, show)
}

export async function addSource(ctx: Context, input: BodyOf<typeof contract.addSource>): Promise<contract.Source> {
  const id = newId()
  const row = { ...columnsOf(columns, input), name: input.name, kind: input.kind }
  await unlessTaken(
    ctx,
    'source',
    () =>
      ctx.tx
        .insertInto('sources')
        .values({ ...row, workspace_id: ctx.workspace.id, id, created_at: ctx.now })
        .execute(),
    () => named(ctx, input.name),
  )
  return show(await sources(ctx).where('id', '=', id).executeTakeFirstOrThrow())
}

export async function changeSource(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeSource>,
): Promise<contract.Source> {
  const row = await sources(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) return fail('not_found', { kind: 'source' })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await unlessTaken(
    ctx,
    'source',
    () =>
      ctx.tx
        .updateTable('sources')
        .set({ ...columnsOf(columns, input), ...nextVersion(row, changed) })
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => named(ctx, input.name ?? row.name),
  )
  return show(await sources(ctx).where('id', '=', id).executeTakeFirstOrThrow())
}

function sources(ctx: Context) {
  return ctx.tx
    .selectFrom('sources')
    .selectAll()
    .select(sql<string>`lower(name)`.as('lowered'))
    .where('workspace_id', '=', ctx.workspace.id)
}

type Row = Selectable<Sources> & { readonly lowered: string }

function behind(after: string | undefined) {
  const cursor = decodeCursor(after, nameCursor)
  return cursor ? sql<boolean>`(lower(name), id) > (${cursor[0]}, ${cursor[1]}::uuid)` : sql<boolean>`true`
}

function cursorOf(row: Row): [string, string] {
  return [row.lowered, row.id]
}

function named(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('sources')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
}

function show(row: Row): contract.Source {
  return { id: row.id, version: row.version, ...fieldsOf(columns, row) }
}
