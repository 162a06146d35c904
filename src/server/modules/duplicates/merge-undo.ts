import { type Selectable, sql } from 'kysely'
import type { Merge } from '../../../contract/duplicates.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { audit } from '../access/index.ts'
import { tellCustomers } from '../deals/index.ts'
import { tables } from './described.ts'
import type { Row } from './fields.ts'
import { regroup } from './groups.ts'
import type { AlikeKind } from './likeness/traits.ts'
import { dealsOf, giveBack } from './links.ts'
import { isSame, leadTo, leaveMerged, rowOf, setColumns } from './merge-part.ts'
import { isUndoable, type MergeRow, ownMerge, partsOf, saveMerge, showMerge } from './merge-store.ts'
import { lockRows } from './rows.ts'

type PartRow = Selectable<Tables['merge_parts']>

/** Takes a merge back: at once if it is of one group, else by the job. */
export async function undoMerge(ctx: Context, id: string, job: string): Promise<Merge> {
  const merge = await ownMerge(ctx, id, true)
  if (!isUndoable(ctx, merge)) fail('merge_not_undoable')
  if (merge.total === 1 && (await isGoneOn(ctx, merge))) fail('merge_not_undoable')
  await saveMerge(ctx, id, { status: 'undoing', finished_at: null, undone_by: ctx.actor.id })
  if (merge.total === 1) await undoParts(ctx, merge, 2)
  else await enqueue(ctx, { kind: job, payload: { mergeId: id } })
  await audit(ctx, { action: 'merge.undone' })
  return showMerge(ctx, id)
}

async function isGoneOn(ctx: Context, merge: MergeRow): Promise<boolean> {
  const parts = await partsOf(ctx, merge.id, 'merged', 1)
  const [part] = parts
  return part === undefined || !(await stands(ctx, merge.kind, part))
}

/** Undoes the next groups of a merge. Returns whether it is over. */
export async function undoParts(ctx: Context, merge: MergeRow, limit: number): Promise<boolean> {
  const parts = await partsOf(ctx, merge.id, 'merged', limit)
  let kept = 0
  for (const part of parts) {
    const isBack = await undoPart(ctx, merge.kind, part)
    if (!isBack) kept += 1
    await ctx.tx
      .updateTable('merge_parts')
      .set({ state: isBack ? 'undone' : 'kept' })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', part.id)
      .execute()
  }
  const isOver = parts.length < limit
  await saveMerge(ctx, merge.id, {
    kept: merge.kept + kept,
    ...(isOver ? { status: 'undone', undone_at: ctx.now, finished_at: ctx.now } : {}),
  })
  if (parts.length > 0)
    await leaveMerged(
      ctx,
      merge.kind,
      parts.map(({ id }) => id),
    )
  return isOver
}

/** Whether the survivor is there and has not gone into another, and the removed rows still lead to it. */
async function stands(ctx: Context, kind: AlikeKind, part: PartRow): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from ${sql.table(tables[kind])} t
    where t.workspace_id = ${ctx.workspace.id} and (
      (t.id = ${part.survivor_id} and t.merged_into_id is null)
      or (t.id = any(${part.removed_ids}::uuid[]) and t.merged_into_id = ${part.survivor_id}))`.execute(ctx.tx)
  return rows[0]?.count === part.removed_ids.length + 1
}

async function undoPart(ctx: Context, kind: AlikeKind, row: PartRow): Promise<boolean> {
  const part = { id: row.id, survivorId: row.survivor_id, removedIds: row.removed_ids }
  const all = [part.survivorId, ...part.removedIds]
  await lockRows(ctx, kind, all)
  if (!(await stands(ctx, kind, row))) return false
  const deals = await dealsOf(ctx, kind, part.id)
  await giveBack(ctx, kind, part)
  await takeAwayAdded(ctx, part.id)
  await restoreSurvivor(ctx, kind, part.survivorId, row.before ?? {}, row.after ?? {})
  await leadTo(ctx, kind, part, null)
  await tellCustomers(ctx, deals)
  await sql`
    update duplicates d set state = 'open', decided_at = null, decided_by = null
    where d.workspace_id = ${ctx.workspace.id} and d.state = 'merged'
      and (d.one_id = any(${part.removedIds}::uuid[]) or d.other_id = any(${part.removedIds}::uuid[]))`.execute(ctx.tx)
  await regroup(ctx, kind, all)
  return true
}

/** The roles that a merge added to the survivor. */
async function takeAwayAdded(ctx: Context, partId: string): Promise<void> {
  await sql`
    delete from positions p using merge_links m
    where m.workspace_id = ${ctx.workspace.id} and m.part_id = ${partId} and m.link = 'added'
      and p.workspace_id = m.workspace_id and p.id = m.row_id`.execute(ctx.tx)
}

/** Gives the survivor's columns back what they held, but for those that somebody has changed since. */
async function restoreSurvivor(ctx: Context, kind: AlikeKind, id: string, before: Row, after: Row): Promise<void> {
  const now = await rowOf(ctx, kind, id)
  const untouched = Object.keys(after).filter((column) => isSame(now[column], after[column]))
  await setColumns(ctx, kind, id, untouched, before)
}
