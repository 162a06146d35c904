import * as contract from '../../../contract/bulk-edits.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import type { Editor } from '../../kernel/editor.ts'
import { Failure, fail } from '../../kernel/fail.ts'
import { enqueue } from '../../kernel/job.ts'
import { has } from '../../kernel/rights.ts'
import { bulkJob, own, showBulkEdit } from './bulk.ts'
import { isSame, pick } from './bulk-rows.ts'
import { type BulkRow, findBulkEdit, isUndoable, rowsOf, saveBulkEdit } from './bulk-store.ts'
import { editors } from './editors.ts'

/** Takes an edit back: every row that nobody has changed since gets what it had before. */
export async function undoBulkEdit(ctx: Context, id: string): Promise<contract.BulkEdit> {
  await own(ctx, id)
  const edit = await findBulkEdit(ctx, id, true)
  if (edit.kind === 'deals' && !has(ctx.actor, 'deals.work')) fail('forbidden', { permission: 'deals.work' })
  if (!isUndoable(ctx, edit)) fail('edit_not_undoable')
  await saveBulkEdit(ctx, id, { status: 'undoing', finished_at: null })
  if (edit.changed > contract.mostRowsAtOnce) await enqueue(ctx, { kind: bulkJob, payload: { editId: id } })
  else await giveBack(ctx, edit, contract.mostRowsAtOnce)
  return showBulkEdit(ctx, id)
}

/** Gives the next changed rows back what they had. Returns whether the undo is over. */
export async function giveBack(ctx: Context, edit: BulkRow, limit: number): Promise<boolean> {
  const rows = await rowsOf(ctx, edit.id, 'changed', limit)
  let restored = 0
  for (const row of rows) {
    const isBack = await restore(ctx, editors[edit.kind], row.row_id, row.before ?? {}, row.after ?? {})
    if (isBack) restored += 1
    await ctx.tx
      .updateTable('bulk_edit_rows')
      .set({ state: isBack ? 'restored' : 'kept' })
      .where('workspace_id', '=', ctx.workspace.id)
      .where('id', '=', row.id)
      .execute()
  }
  if (rows.length > 0) await leaveChange(ctx, { kind: edit.kind, id: null, fields: [] }, [])
  const isOver = rows.length < limit
  await saveBulkEdit(ctx, edit.id, {
    restored: edit.restored + restored,
    kept: edit.kept + rows.length - restored,
    ...(isOver ? { status: 'undone', undone_at: ctx.now, finished_at: ctx.now } : {}),
  })
  return isOver
}

type Fields = Readonly<Record<string, unknown>>

/** Whether all of the row's fields are as before again; those that somebody changed since stay as they are. */
async function restore(ctx: Context, editor: Editor, id: string, before: Fields, after: Fields): Promise<boolean> {
  try {
    const row = await editor.read(ctx, id)
    const untouched = Object.keys(after).filter((field) => isSame(row[field], after[field]))
    if (untouched.length > 0) await editor.change(ctx, id, pick(before, untouched), Number(row['version']))
    return untouched.length === Object.keys(after).length
  } catch (error) {
    // Gone, or given to somebody whose rows whoever asks does not see: it stays as it is, and is counted so.
    if (!(error instanceof Failure)) throw error
    return false
  }
}
