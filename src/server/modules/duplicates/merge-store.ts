import { type Selectable, sql, type Updateable } from 'kysely'
import * as z from 'zod/mini'
import type { Merge } from '../../../contract/duplicates.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, type Page, pageOf } from '../../kernel/page.ts'
import { has } from '../../kernel/rights.ts'
import { seen } from '../../kernel/seen.ts'
import type { AlikeKind } from './likeness/traits.ts'

export type MergeRow = Selectable<Tables['merges']>
type Place = Pick<Context, 'tx' | 'workspace'>

/** A merge; `lock` holds it, so that one at a time goes on with it. */
export async function findMerge(ctx: Place, id: string, lock = false): Promise<MergeRow> {
  const row = await ctx.tx
    .selectFrom('merges')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  return row ?? fail('not_found', { kind: 'merge' })
}

/** A merge of one's own, or any for those who manage the workspace. */
export async function ownMerge(ctx: Context, id: string, lock = false): Promise<MergeRow> {
  const row = await findMerge(ctx, id, lock)
  const isOwn = row.created_by === ctx.actor.id || has(ctx.actor, 'workspace.manage')
  return isOwn ? row : fail('not_found', { kind: 'merge' })
}

export async function saveMerge(ctx: Place, id: string, set: Updateable<Tables['merges']>): Promise<void> {
  await ctx.tx
    .updateTable('merges')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** Notes a merge and its groups. Returns its id and those of the groups. */
export async function noteMerge(ctx: Context, kind: AlikeKind, groups: readonly (readonly string[])[]) {
  const id = newId()
  await ctx.tx
    .insertInto('merges')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      kind,
      status: 'queued',
      total: groups.length,
      actor: JSON.stringify(ctx.actor),
      created_by: ctx.actor.id,
      created_at: ctx.now,
    })
    .execute()
  const parts = groups.map((ids) => ({ id: newId(), survivor: ids[0], removed: ids.slice(1) }))
  await sql`
    insert into merge_parts (workspace_id, id, merge_id, survivor_id, removed_ids)
    select ${ctx.workspace.id}, p.id, ${id}, p.survivor, p.removed
    from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p (id uuid, survivor uuid, removed uuid[])`.execute(
    ctx.tx,
  )
  return { id, partIds: parts.map((part) => part.id) }
}

/** The next groups of a merge in a state. */
export function partsOf(ctx: Place, mergeId: string, state: 'waiting' | 'merged', limit: number) {
  return (
    ctx.tx
      .selectFrom('merge_parts')
      .selectAll()
      .where('workspace_id', '=', ctx.workspace.id)
      .where('merge_id', '=', mergeId)
      .where('state', '=', state)
      // A later group may have gone on with what an earlier one left.
      .orderBy('id', state === 'merged' ? 'desc' : 'asc')
      .limit(limit)
      .execute()
  )
}

export async function showMerge(ctx: Context, id: string): Promise<Merge> {
  await ownMerge(ctx, id)
  const { rows } = await shownMerges(ctx, sql<boolean>`m.id = ${id}`, 1).execute(ctx.tx)
  const [row] = rows
  return row ? show(ctx, row) : fail('not_found', { kind: 'merge' })
}

const cursor = z.tuple([z.uuid()])

/** What was merged, the latest first: one's own, or all for those who manage the workspace. */
export async function listMerges(
  ctx: Context,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Page<Merge>> {
  const last = decodeCursor(after, cursor)
  const behind = last ? sql`m.id < ${last[0]}` : sql`true`
  const mine = has(ctx.actor, 'workspace.manage') ? sql`true` : sql`m.created_by = ${ctx.actor.id}`
  const { rows } = await shownMerges(ctx, sql<boolean>`${behind} and ${mine}`, limit + 1).execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [row.id],
    (row) => show(ctx, row),
  )
}

type ShownRow = MergeRow & { readonly by_name: string | null; readonly survivor: Merge['survivor'] }

function shownMerges(ctx: Context, which: ReturnType<typeof sql<boolean>>, limit: number) {
  const name = (table: string) => sql`(
    select t.name from ${sql.table(table)} t where t.workspace_id = p.workspace_id and t.id = p.survivor_id
      and ${seen(ctx.actor, sql.ref('t.owner_id'))})`
  return sql<ShownRow>`
    select m.*, (select b.name from members b where b.workspace_id = m.workspace_id and b.id = m.created_by) as by_name,
      (select json_build_object('id', p.survivor_id, 'name', s.name)
        from merge_parts p cross join lateral (
          select case m.kind when 'company' then ${name('companies')} when 'person' then ${name('people')}
            else ${name('households')} end as name) s
        where p.workspace_id = m.workspace_id and p.merge_id = m.id and s.name is not null
        order by p.id limit 1) as survivor
    from merges m where m.workspace_id = ${ctx.workspace.id} and ${which} order by m.id desc limit ${limit}`
}

/** How long what was merged can be parted again. */
export const undoableDays = 30
const dayMs = 86_400_000

/** Whether it can be taken back: it is over, merged something, and is less than thirty days old. */
export function isUndoable(ctx: Pick<Context, 'now'>, merge: MergeRow): boolean {
  const isOver = merge.status === 'done' || merge.status === 'failed'
  return isOver && merge.removed > 0 && ctx.now.getTime() - merge.created_at.getTime() < undoableDays * dayMs
}

function show(ctx: Context, row: ShownRow): Merge {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    total: row.total,
    processed: row.processed,
    removed: row.removed,
    refused: row.refused,
    kept: row.kept,
    survivor: row.survivor,
    byName: row.by_name,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    undoable: isUndoable(ctx, row),
  }
}
