import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/closing.ts'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type { CloseTechnique } from '../../../contract/facts.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

/** More than these nobody compares. */
const most = 50

interface Row {
  readonly id: string
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly name: string
  readonly name_folded: string
  readonly retired_at: Date | null
}

const nameCursor = z.tuple([cursorText, z.uuid()])

export async function listCloseTechniques(ctx: Context, query: QueryOf<typeof contract.listCloseTechniques>) {
  const after = decodeCursor(query.after, nameCursor)
  const { rows } = await techniques(
    ctx,
    sql<boolean>`${query.retired ? sql`true` : sql`t.retired_at is null`}
      and ${after ? sql`(t.name_folded, t.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by t.name_folded, t.id limit ${query.limit + 1}`,
  ).execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addCloseTechnique(
  ctx: Context,
  { name }: BodyOf<typeof contract.addCloseTechnique>,
): Promise<contract.OwnTechnique> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from close_techniques where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'close_techniques', limit: most })
  const id = newId()
  const row = {
    workspace_id: ctx.workspace.id,
    id,
    name,
    name_folded: fold(name),
    created_at: ctx.now,
    retired_at: null,
  }
  await unlessNamed(ctx, row.name_folded, () => ctx.tx.insertInto('close_techniques').values(row).execute())
  return show(await find(ctx, id))
}

export async function changeCloseTechnique(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeCloseTechnique>,
): Promise<contract.OwnTechnique> {
  const row = await find(ctx, id, true)
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const name = input.name ?? row.name
  await unlessNamed(ctx, fold(name), () =>
    ctx.tx
      .updateTable('close_techniques')
      .set({
        name,
        name_folded: fold(name),
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
        ...nextVersion(row, changed),
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  return show(await find(ctx, id))
}

/** One of one's own is named exactly where the technique is one. */
export async function requireTechnique(ctx: Context, technique: CloseTechnique, id: string | undefined): Promise<void> {
  if ((technique === 'own') !== (id !== undefined)) fail('unknown_reference', { field: 'techniqueId' })
  if (id === undefined) return
  const { rows } = await techniques(ctx, sql<boolean>`t.id = ${id} and t.retired_at is null`).execute(ctx.tx)
  if (rows.length === 0) fail('unknown_reference', { field: 'techniqueId' })
}

function unlessNamed<Result>(ctx: Context, folded: string, write: () => Promise<Result>): Promise<Result> {
  const holder = async () => (await techniques(ctx, sql<boolean>`t.name_folded = ${folded}`).execute(ctx.tx)).rows[0]
  return unlessTaken(ctx, 'close_technique', write, holder)
}

async function find(ctx: Context, id: string, lock = false): Promise<Row> {
  const { rows } = await techniques(ctx, sql<boolean>`t.id = ${id} ${lock ? sql`for update` : sql``}`).execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'close_technique' })
}

function techniques(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.retired_at
    from close_techniques t where t.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ id, version, name, retired_at }: Row): contract.OwnTechnique {
  return { id, version, name, retired: retired_at !== null }
}
