import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/nurture.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { fold } from '../../kernel/fold.ts'
import { newId } from '../../kernel/id.ts'
import { cursorText, decodeCursor, pageOf } from '../../kernel/page.ts'
import { unlessTaken } from '../../kernel/unique.ts'

const most = 100

interface Row extends Pick<contract.NurtureTrack, 'id' | 'version' | 'name' | 'steps' | 'running'> {
  readonly field_versions: Record<string, number>
  readonly name_folded: string
  readonly retired_at: Date | null
}

const nameCursor = z.tuple([cursorText, z.uuid()])

export async function listNurtureTracks(ctx: Context, query: QueryOf<typeof contract.listNurtureTracks>) {
  const after = decodeCursor(query.after, nameCursor)
  const { rows } = await tracks(
    ctx,
    sql<boolean>`${query.retired ? sql`true` : sql`t.retired_at is null`}
      and ${after ? sql`(t.name_folded, t.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
      order by t.name_folded, t.id limit ${query.limit + 1}`,
  ).execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.name_folded, row.id], show)
}

export async function addNurtureTrack(
  ctx: Context,
  { name, steps }: BodyOf<typeof contract.addNurtureTrack>,
): Promise<contract.NurtureTrack> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from nurture_tracks where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  if ((rows[0]?.count ?? 0) >= most) fail('too_many', { kind: 'nurture_tracks', limit: most })
  const id = newId()
  const named = { name, name_folded: fold(name) }
  const row = {
    ...named,
    workspace_id: ctx.workspace.id,
    id,
    steps: inOrder(steps),
    created_at: ctx.now,
    retired_at: null,
  }
  await unlessNamed(ctx, named.name_folded, () => ctx.tx.insertInto('nurture_tracks').values(row).execute())
  return show(await findTrack(ctx, id))
}

export async function changeNurtureTrack(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeNurtureTrack>,
): Promise<contract.NurtureTrack> {
  const row = await findTrack(ctx, id, { lock: true })
  const current = show(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  const name = input.name ?? row.name
  await unlessNamed(ctx, fold(name), () =>
    ctx.tx
      .updateTable('nurture_tracks')
      .set({
        name,
        name_folded: fold(name),
        ...(input.steps === undefined ? {} : { steps: inOrder(input.steps) }),
        ...(input.retired === undefined ? {} : { retired_at: input.retired ? ctx.now : null }),
        ...nextVersion(row, changed),
      })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', id)
      .execute(),
  )
  return show(await findTrack(ctx, id))
}

/** The touches as they follow each other, whatever the order they were written in. */
function inOrder(steps: readonly contract.TrackStep[]): string {
  return JSON.stringify(steps.toSorted((one, other) => one.afterDays - other.afterDays))
}

function unlessNamed<Result>(ctx: Context, folded: string, write: () => Promise<Result>): Promise<Result> {
  const holder = async () => (await tracks(ctx, sql<boolean>`t.name_folded = ${folded}`).execute(ctx.tx)).rows[0]
  return unlessTaken(ctx, 'nurture_track', write, holder)
}

/** With `field`, one that a request names: that there is no such row is then a fault of that field. */
export async function findTrack(
  ctx: Context,
  id: string,
  { lock = false, field }: { readonly lock?: boolean; readonly field?: string } = {},
): Promise<Row> {
  const { rows } = await tracks(ctx, sql<boolean>`t.id = ${id} ${lock ? sql`for update of t` : sql``}`).execute(ctx.tx)
  return (
    rows[0] ??
    (field === undefined ? fail('not_found', { kind: 'nurture_track' }) : fail('unknown_reference', { field }))
  )
}

function tracks(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select t.id, t.version, t.field_versions, t.name, t.name_folded, t.steps, t.retired_at, (
      select count(*)::int from nurtures n
      where n.workspace_id = t.workspace_id and n.track_id = t.id and n.ended_at is null) as running
    from nurture_tracks t where t.workspace_id = ${ctx.workspace.id} and ${where}`
}

function show({ id, version, name, steps, running, retired_at }: Row): contract.NurtureTrack {
  return { id, version, name, steps, running, retired: retired_at !== null }
}
