import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import * as contract from '../../../contract/tags.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { unlessTaken } from '../../kernel/unique.ts'
import { audit } from '../access/index.ts'

/** All tags, by name. */
export async function listTags(ctx: Context): Promise<{ items: contract.Tag[] }> {
  const items = await tags(ctx).orderBy(sql`lower(name)`).orderBy('id').limit(contract.mostTags).execute()
  return { items: items.map(show) }
}

export async function addTag(ctx: Context, input: BodyOf<typeof contract.addTag>): Promise<contract.Tag> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tags where workspace_id = ${ctx.workspace.id}`.execute(ctx.tx)
  const count = rows[0]?.count ?? 0
  if (count >= contract.mostTags) fail('too_many', { kind: 'tag', limit: contract.mostTags })
  // Colours go round, so that neighbours differ without anybody choosing.
  const colour = input.colour ?? contract.tagColours[count % contract.tagColours.length] ?? 'grey'
  const row = { id: newId(), name: input.name, colour }
  await unlessTaken(
    ctx,
    'tag',
    () =>
      ctx.tx
        .insertInto('tags')
        .values({ ...row, workspace_id: ctx.workspace.id, created_at: ctx.now })
        .execute(),
    () => named(ctx, input.name),
  )
  return { ...row, version: 1 }
}

export async function changeTag(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeTag>,
): Promise<contract.Tag> {
  const row = await held(ctx, id)
  requireVersion(ctx, row, show(row))
  const changed = changedFields(show(row), input)
  if (changed.length === 0) return show(row)
  const set = { ...(input.name && { name: input.name }), ...(input.colour && { colour: input.colour }) }
  const next = nextVersion(row, changed)
  await unlessTaken(
    ctx,
    'tag',
    () =>
      ctx.tx
        .updateTable('tags')
        .set({ ...set, ...next })
        .where('workspace_id', '=', ctx.workspace.id)
        .where('id', '=', id)
        .execute(),
    () => named(ctx, input.name ?? row.name),
  )
  return { ...show(row), ...set, version: next.version }
}

/** Deletes a tag and takes it off everything that has it; prices that hang on it keep it. */
export async function deleteTag(ctx: Context, id: string): Promise<Record<string, never>> {
  const row = await held(ctx, id)
  const workspace = ctx.workspace.id
  const list = await ctx.tx
    .selectFrom('price_lists')
    .select('id')
    .where('workspace_id', '=', workspace)
    .where('tag_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  if (list) fail('in_use', { kind: 'price_list' })
  for (const table of ['companies', 'people', 'households', 'deals'] as const)
    await sql`
      update ${sql.table(table)} set tag_ids = array_remove(tag_ids, ${id}::uuid)
      where workspace_id = ${workspace} and tag_ids @> array[${id}::uuid]`.execute(ctx.tx)
  await ctx.tx.deleteFrom('tags').where('workspace_id', '=', workspace).where('id', '=', id).execute()
  await audit(ctx, { action: 'tag.deleted', subject: { kind: 'tag', id }, data: { name: row.name } })
  return {}
}

/** Refuses tags that there are not. */
export async function requireTags(ctx: Context, ids: readonly string[] | undefined): Promise<void> {
  if (!ids || ids.length === 0) return
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from tags
    where workspace_id = ${ctx.workspace.id} and id = any(${ids}::uuid[])`.execute(ctx.tx)
  if (rows[0]?.count !== new Set(ids).size) fail('unknown_reference', { field: 'tagIds' })
}

function tags(ctx: Context) {
  return ctx.tx.selectFrom('tags').selectAll().where('workspace_id', '=', ctx.workspace.id)
}

async function held(ctx: Context, id: string) {
  const row = await tags(ctx).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? fail('not_found', { kind: 'tag' })
}

function named(ctx: Context, name: string) {
  return ctx.tx
    .selectFrom('tags')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst()
}

function show(row: Pick<contract.Tag, 'id' | 'name' | 'colour' | 'version'>): contract.Tag {
  return { id: row.id, name: row.name, colour: row.colour, version: row.version }
}
