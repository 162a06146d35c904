import type { Selectable, Updateable } from 'kysely'
import type { BulkEdit } from '../../../contract/bulk-edits.ts'
import { type ErrorCode, errors } from '../../../contract/errors.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

export type BulkRow = Selectable<Tables['bulk_edits']>

type Place = Pick<Context, 'tx' | 'workspace'>

/** An edit of many rows; `lock` holds it, so that one worker at a time goes on with it. */
export async function findBulkEdit(ctx: Place, id: string, lock = false): Promise<BulkRow> {
  const row = await ctx.tx
    .selectFrom('bulk_edits')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .$if(lock, (q) => q.forUpdate())
    .executeTakeFirst()
  return row ?? fail('not_found', { kind: 'bulk-edits' })
}

export async function saveBulkEdit(ctx: Place, id: string, set: Updateable<Tables['bulk_edits']>): Promise<void> {
  await ctx.tx
    .updateTable('bulk_edits')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
}

/** The next rows of an edit in a state, by their ids. */
export function rowsOf(ctx: Place, id: string, state: Tables['bulk_edit_rows']['state']['__select__'], limit: number) {
  return ctx.tx
    .selectFrom('bulk_edit_rows')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('edit_id', '=', id)
    .where('state', '=', state)
    .orderBy('id')
    .limit(limit)
    .execute()
}

const dayMs = 86_400_000

/** Whether it can be taken back: it is over, and less than a day old. */
export function isUndoable(ctx: Context, edit: BulkRow): boolean {
  return (
    (edit.status === 'done' || edit.status === 'failed') &&
    edit.changed > 0 &&
    ctx.now.getTime() - edit.created_at.getTime() < dayMs
  )
}

export function show(ctx: Context, edit: BulkRow): BulkEdit {
  return {
    id: edit.id,
    kind: edit.kind,
    status: edit.status,
    total: edit.total,
    processed: edit.processed,
    changed: edit.changed,
    refused: Object.entries(edit.refused).flatMap(([code, count]) => (isCode(code) ? [{ code, count }] : [])),
    restored: edit.restored,
    kept: edit.kept,
    createdAt: edit.created_at.toISOString(),
    finishedAt: edit.finished_at?.toISOString() ?? null,
    undoable: isUndoable(ctx, edit),
  }
}

function isCode(code: string): code is ErrorCode {
  return code in errors
}
