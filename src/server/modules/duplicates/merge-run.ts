import { sql } from 'kysely'
import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { Failure } from '../../kernel/fail.ts'
import { type Job, nowOf, workspaceOf } from '../../kernel/job.ts'
import { leaveMerged, mergeGroup } from './merge-part.ts'
import { findMerge, type MergeRow, partsOf, saveMerge } from './merge-store.ts'
import { undoParts } from './merge-undo.ts'

export const mergeJob = 'duplicates.merge'

/** Groups a transaction: a batch holds their locks for less than a second. */
const batch = 10

/** Goes on with a merge of many groups or its undo, batch after batch, each a transaction that notes how far it came. */
export async function runMerge(job: Job): Promise<'done' | 'later'> {
  const id = String(job.payload['mergeId'])
  const workspace = await workspaceOf(job.db, job.workspaceId)
  if (!workspace) return 'done'
  if (job.isLastTry) {
    await saveMerge({ tx: job.db, workspace }, id, { status: 'failed', finished_at: await nowOf(job.db) })
    return 'done'
  }
  for (;;) {
    if (job.signal.aborted) return 'later'
    if (await job.db.transaction().execute((tx) => nextBatch(tx, workspace, id))) return 'done'
  }
}

async function nextBatch(tx: Queries, workspace: Workspace, id: string): Promise<boolean> {
  const merge = await findMerge({ tx, workspace }, id, true)
  const ctx: Context = { tx, workspace, now: await nowOf(tx), actor: merge.actor, version: null }
  if (merge.status === 'undoing') return undoParts(ctx, merge, batch)
  if (merge.status !== 'queued' && merge.status !== 'running') return true
  return mergeParts(ctx, merge)
}

async function mergeParts(ctx: Context, merge: MergeRow): Promise<boolean> {
  const parts = await partsOf(ctx, merge.id, 'waiting', batch)
  let [removed, refused] = [0, 0]
  for (const part of parts) {
    if (await isMerged(ctx, merge, part.id, [part.survivor_id, ...part.removed_ids])) removed += part.removed_ids.length
    else refused += 1
  }
  const isOver = parts.length < batch
  await saveMerge(ctx, merge.id, {
    status: isOver ? 'done' : 'running',
    processed: merge.processed + parts.length,
    removed: merge.removed + removed,
    refused: merge.refused + refused,
    ...(isOver ? { finished_at: ctx.now } : {}),
  })
  await leaveMerged(
    ctx,
    merge.kind,
    parts.map(({ id }) => id),
  )
  return isOver
}

/** Merges a group; one whose rows changed meanwhile, so that it cannot be, is counted and left as it is. */
async function isMerged(ctx: Context, merge: MergeRow, partId: string, ids: readonly string[]): Promise<boolean> {
  await sql`savepoint before_group`.execute(ctx.tx)
  try {
    await mergeGroup(ctx, merge.kind, { partId, ids, survivorId: null, choices: {} })
    return true
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await sql`rollback to savepoint before_group`.execute(ctx.tx)
    await sql`
      update merge_parts set state = 'refused' where workspace_id = ${ctx.workspace.id} and id = ${partId}`.execute(
      ctx.tx,
    )
    return false
  }
}
