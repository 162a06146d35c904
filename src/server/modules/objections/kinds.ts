import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { ObjectionKind } from '../../../contract/facts.ts'
import type * as contract from '../../../contract/objection-kinds.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

/** More kinds than this nobody tells apart during a call. */
const most = 200

interface Row extends contract.OwnKind {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
}

const cursor = z.tuple([cursorText, z.uuid()])

export async function listObjectionKinds(ctx: Context, query: QueryOf<typeof contract.listObjectionKinds>) {
  const after = decodeCursor(query.after, cursor)
  const conditions = [sql`true`]
  if (query.kind) conditions.push(sql`k.kind = ${query.kind}`)
  if (after) conditions.push(sql`(k.name_folded, k.id) > (${after[0]}, ${after[1]}::uuid)`)
  const { rows } = await sql<Row>`
    ${kindRows(ctx)} and ${sql.join(conditions, sql` and `)}
    order by k.name_folded, k.id limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addObjectionKind(
  ctx: Context,
  { name, kind }: BodyOf<typeof contract.addObjectionKind>,
): Promise<contract.OwnKind> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from objection_kinds
    where workspace_id = ${ctx.workspace.id} and merged_into_id is null`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'objection_kinds', limit: most })
  const id = newId()
  const row = { workspace_id: ctx.workspace.id, id, name, name_folded: fold(name), kind, created_at: ctx.now }
  await unlessTaken(
    ctx,
    'objection_kind',
    () => ctx.tx.insertInto('objection_kinds').values(row).execute(),
    () => holder(ctx, name),
  )
  return show(await find(ctx, id))
}

export async function changeObjectionKind(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeObjectionKind>,
): Promise<contract.OwnKind> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const { name } = input
  const changed = changedFields(current, input)
  if (name === undefined || changed.length === 0) return current
  await unlessTaken(
    ctx,
    'objection_kind',
    () => update(ctx, id, { name, name_folded: fold(name), ...nextVersion(row, changed) }),
    () => holder(ctx, name),
  )
  return show(await find(ctx, id))
}

/**
 * Two kinds that mean the same become one. The log keeps what it says: figures follow where a kind has gone, and the common kind is that of
 * the one it was merged into.
 */
export async function mergeObjectionKind(
  ctx: Context,
  id: string,
  { intoId }: BodyOf<typeof contract.mergeObjectionKind>,
): Promise<contract.OwnKind> {
  const from = await find(ctx, id, true)
  if (intoId === id) fail('unknown_reference', { field: 'intoId' })
  const [into] = await read(ctx, sql`and k.id = ${intoId} for update of k`)
  if (into === undefined) return fail('unknown_reference', { field: 'intoId' })
  await ctx.tx
    .updateTable('objections')
    .set({ own_kind_id: intoId, kind: into.kind })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('own_kind_id', '=', id)
    .execute()
  await update(ctx, id, { merged_into_id: intoId, ...nextVersion(from, ['mergedInto']) })
  return show(await find(ctx, intoId))
}

/** Refuses a kind that there is not, or that stands below another common kind. */
export async function requireOwnKind(ctx: Context, id: string | null, kind: ObjectionKind): Promise<void> {
  if (id === null) return
  const [row] = await read(ctx, sql`and k.id = ${id} and k.kind = ${kind}`)
  if (row === undefined) fail('unknown_reference', { field: 'ownKindId' })
}

/** What a kind of the workspace's own is called; null for none. */
export async function ownKindNamed(ctx: Context, id: string | null): Promise<string | null> {
  return id === null ? null : (await find(ctx, id)).name
}

async function update(ctx: Context, id: string, set: object): Promise<void> {
  await ctx.tx
    .updateTable('objection_kinds')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

async function holder(ctx: Context, name: string): Promise<Row | undefined> {
  const [row] = await read(ctx, sql`and k.name_folded = ${fold(name)} limit 1`)
  return row
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const [row] = await read(ctx, sql`and k.id = ${id} ${lock ? sql`for update of k` : sql``}`)
  return row ?? fail('not_found', { kind: 'objection_kind' })
}

async function read(ctx: Context, which: RawBuilder<unknown>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`${kindRows(ctx)} ${which}`.execute(ctx.tx)
  return rows
}

/** Kinds `k` that were not merged into another one. */
function kindRows(ctx: Context): RawBuilder<Row> {
  return sql<Row>`
    select k.id, k.version, k.field_versions, k.name, k.name_folded, k.kind,
      (select count(*)::int from objections o where o.workspace_id = k.workspace_id and o.own_kind_id = k.id) as objections
    from objection_kinds k where k.workspace_id = ${ctx.workspace.id} and k.merged_into_id is null`
}

function show({ id, version, name, kind, objections }: Row): contract.OwnKind {
  return { id, version, name, kind, objections }
}
