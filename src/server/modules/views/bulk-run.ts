import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { type Job, type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import { bulkJob } from './bulk.ts'
import { takeRows } from './bulk-rows.ts'
import { findBulkEdit, saveBulkEdit } from './bulk-store.ts'
import { giveBack } from './bulk-undo.ts'

export const bulkJobs: JobHandlers = { [bulkJob]: runBulkEdit }

/** Rows a transaction: a batch holds their locks for less than a second. */
const batch = 100

/** Goes on with an edit or its undo, batch after batch, each a transaction that notes how far it came. */
async function runBulkEdit(job: Job): Promise<'done' | 'later'> {
  const id = String(job.payload['editId'])
  const workspace = await workspaceOf(job.db, job.workspaceId)
  if (!workspace) return 'done'
  if (job.isLastTry) {
    await saveBulkEdit({ tx: job.db, workspace }, id, { status: 'failed', finished_at: await nowOf(job.db) })
    return 'done'
  }
  for (;;) {
    if (job.signal.aborted) return 'later'
    if (await job.db.transaction().execute((tx) => nextBatch(tx, workspace, id))) return 'done'
  }
}

async function nextBatch(tx: Queries, workspace: Workspace, id: string): Promise<boolean> {
  const edit = await findBulkEdit({ tx, workspace }, id, true)
  const ctx: Context = { tx, workspace, now: await nowOf(tx), actor: edit.actor, version: null }
  if (edit.status === 'undoing') return giveBack(ctx, edit, batch)
  if (edit.status !== 'queued' && edit.status !== 'running') return true
  return takeRows(ctx, edit, batch)
}
