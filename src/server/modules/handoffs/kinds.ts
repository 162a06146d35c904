import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/handoffs.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

const most = 50

interface Row extends Pick<contract.HandoffKind, 'id' | 'version' | 'name' | 'route' | 'checklist' | 'introductions'> {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
  readonly accept_within_hours: number
  readonly retired_at: Date | null
}

const nameCursor = z.tuple([cursorText, z.uuid()])

export async function listHandoffKinds(ctx: Context, query: QueryOf<typeof contract.listHandoffKinds>) {
  const after = decodeCursor(query.after, nameCursor)
  const { rows } = await kinds(
    ctx,
    sql<boolean>`${query.retired ? sql`true` : sql`k.retired_at is null`}
      and ${after ? sql`(k.name_folded, k.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by k.name_folded, k.id limit ${query.limit + 1}`,
  ).execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addHandoffKind(
  ctx: Context,
  input: BodyOf<typeof contract.addHandoffKind>,
): Promise<contract.HandoffKind> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from handoff_kinds where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'handoff_kinds', limit: most })
  const id = newId()
  const row = { ...columnsFor(input), workspace_id: ctx.workspace.id, id, created_at: ctx.now, retired_at: null }
  await unlessNamed(ctx, row.name_folded, () => ctx.tx.insertInto('handoff_kinds').values(row).execute())
  return show(await findKind(ctx, id))
}

export async function changeHandoffKind(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeHandoffKind>,
): Promise<contract.HandoffKind> {
  const row = await findKind(ctx, id, { lock: true })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const columns = columnsFor({ ...current, ...input })
  const retired = input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }
  await unlessNamed(ctx, columns.name_folded, () =>
    ctx.tx
      .updateTable('handoff_kinds')
      .set({ ...columns, ...retired, ...nextVersion(row, changed) })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  return show(await findKind(ctx, id))
}

function columnsFor(kind: BodyOf<typeof contract.addHandoffKind>) {
  return {
    name: kind.name,
    name_folded: fold(kind.name),
    route: kind.route,
    accept_within_hours: kind.acceptWithinHours,
    checklist: JSON.stringify(kind.checklist),
    introductions: JSON.stringify(kind.introductions),
  }
}

function unlessNamed<Result>(ctx: Context, folded: string, write: () => Promise<Result>): Promise<Result> {
  const holder = async () => (await kinds(ctx, sql<boolean>`k.name_folded = ${folded}`).execute(ctx.tx)).rows[0]
  return unlessTaken(ctx, 'handoff_kind', write, holder)
}

/** With `field`, one that a request names: that there is no such row is then a fault of that field. */
export async function findKind(
  ctx: Context,
  id: string,
  { lock = false, field }: { readonly lock?: boolean; readonly field?: string } = {},
): Promise<Row> {
  const { rows } = await kinds(ctx, sql<boolean>`k.id = ${id} ${lock ? sql`for update` : sql``}`).execute(ctx.tx)
  return (
    rows[0] ??
    (field === undefined ? fail('not_found', { kind: 'handoff_kind' }) : fail('unknown_reference', { field }))
  )
}

function kinds(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select k.id, k.version, k.field_versions, k.name, k.name_folded, k.route, k.accept_within_hours, k.checklist,
      k.introductions, k.retired_at
    from handoff_kinds k where k.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ id, version, name, route, checklist, introductions, ...row }: Row): contract.HandoffKind {
  const acceptWithinHours = row.accept_within_hours
  return { id, version, name, route, acceptWithinHours, checklist, introductions, retired: row.retired_at !== null }
}
