import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { ListKind } from '../../../contract/fields.ts'
import { readFilter } from '../../../contract/filters.ts'
import * as contract from '../../../contract/views.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { collated } from '../../kernel/list/source.ts'
import { isMine, requireMine, sharedWith, sharing } from './sharing.ts'
import { sourceOf } from './sources.ts'

type AddView = BodyOf<typeof contract.addView>
type ChangeView = BodyOf<typeof contract.changeView>

/** The views of a list that one finds among theirs, by name. */
export async function listViews(ctx: Context, kind: ListKind): Promise<{ items: contract.View[] }> {
  const rows = await found(ctx)
    .where('v.kind', '=', kind)
    .orderBy(collated(ctx, sql.ref('v.name')))
    .orderBy('v.id')
    .limit(contract.mostViews)
    .execute()
  return { items: rows.map((row) => show(ctx, row)) }
}

export async function addView(ctx: Context, input: AddView): Promise<contract.View> {
  await checkState(ctx, input.kind, input.state)
  const { count } = await found(ctx)
    .clearSelect()
    .where('v.kind', '=', input.kind)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= contract.mostViews) fail('too_many', { kind: 'view', limit: contract.mostViews })
  const id = newId()
  await ctx.tx
    .insertInto('views')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      kind: input.kind,
      name: input.name,
      ...(await sharing(ctx, input.shared)),
      state: JSON.stringify(input.state),
      created_by: ctx.actor.id,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function changeView(ctx: Context, id: string, input: ChangeView): Promise<contract.View> {
  const row = await find(ctx, id)
  requireVersion(ctx, row, show(ctx, row))
  requireMine(ctx, row)
  if (input.state) await checkState(ctx, row.kind, input.state)
  await ctx.tx
    .updateTable('views')
    .set({
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.shared === undefined || input.shared === row.shared ? {} : await sharing(ctx, input.shared)),
      ...(input.state === undefined ? {} : { state: JSON.stringify(input.state) }),
      ...nextVersion(row, Object.keys(input)),
      updated_at: ctx.now,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return show(ctx, await find(ctx, id))
}

export async function deleteView(ctx: Context, id: string): Promise<Record<never, never>> {
  requireMine(ctx, await find(ctx, id))
  await ctx.tx.deleteFrom('views').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

/** Chooses the view that a list opens with, for whoever asks; null takes the choice back. */
export async function chooseFirstView(
  ctx: Context,
  { kind, viewId }: BodyOf<typeof contract.chooseFirstView>,
): Promise<Record<never, never>> {
  const key = { workspace_id: ctx.workspace.id, actor_id: ctx.actor.id, kind }
  await sql`delete from first_views
    where workspace_id = ${key.workspace_id} and actor_id = ${key.actor_id} and kind = ${kind}`.execute(ctx.tx)
  if (viewId === null) return {}
  const view = await found(ctx).where('v.id', '=', viewId).where('v.kind', '=', kind).executeTakeFirst()
  if (!view) fail('unknown_reference', { field: 'viewId' })
  // Chosen twice in the same moment: one choice stays.
  await ctx.tx
    .insertInto('first_views')
    .values({ ...key, id: newId(), view_id: viewId })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'actor_id', 'kind']).doUpdateSet({ view_id: sql`excluded.view_id` }),
    )
    .execute()
  return {}
}

/** The views that the actor made, or that are shared with them. */
function found(ctx: Context) {
  return ctx.tx
    .selectFrom('views as v')
    .leftJoin('members as maker', (join) =>
      join.onRef('maker.workspace_id', '=', 'v.workspace_id').onRef('maker.id', '=', 'v.created_by'),
    )
    .leftJoin('first_views as first', (join) =>
      join
        .onRef('first.workspace_id', '=', 'v.workspace_id')
        .onRef('first.view_id', '=', 'v.id')
        .on('first.actor_id', '=', ctx.actor.id),
    )
    .where('v.workspace_id', '=', ctx.workspace.id)
    .where(sharedWith(ctx, 'v'))
    .selectAll('v')
    .select(['maker.name as maker_name', 'first.id as first_id'])
}

type Row = Awaited<ReturnType<ReturnType<typeof found>['executeTakeFirstOrThrow']>>

async function find(ctx: Context, id: string): Promise<Row> {
  return (await found(ctx).where('v.id', '=', id).executeTakeFirst()) ?? fail('not_found', { kind: 'view' })
}

function show(ctx: Context, row: Row): contract.View {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    name: row.name,
    shared: row.shared,
    state: row.state,
    isMine: isMine(ctx, row),
    isFirst: row.first_id !== null,
    madeBy: row.maker_name,
  }
}

/** Refuses a state that names fields the list does not have. */
async function checkState(ctx: Context, kind: ListKind, state: contract.ViewState): Promise<void> {
  const { fields } = await sourceOf(ctx, kind)
  const named = [
    ...state.columns.map(({ key }, at) => ({ key, field: `state.columns.${at}.key`, can: 'isColumn' as const })),
    ...one(state.sort?.replace(/^-/, ''), 'state.sort', 'isSortable'),
    ...one(state.group, 'state.group', 'isGroupable'),
    ...one(state.day, 'state.day', 'isColumn'),
  ]
  const unknown = named.filter(({ key, can }) => !fields.some((field) => field.key === key && field[can]))
  const read = state.filter === undefined ? null : readFilter(fields, state.filter)
  const wrong =
    read && 'errors' in read ? read.errors.map((error) => ({ ...error, field: `state.${error.field}` })) : []
  const errors = [...unknown.map(({ field }) => ({ field, code: 'unknown' as const })), ...wrong]
  if (errors.length > 0) failFields(errors)
}

function one(key: string | undefined, field: string, can: 'isColumn' | 'isSortable' | 'isGroupable') {
  return key === undefined ? [] : [{ key, field, can }]
}
