import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { assert, fail, Failure } from '../../kernel/fail.ts'
import { type Job, nowOf, workspaceOf } from '../../kernel/job.ts'
import { writeEntry } from '../access/index.ts'
import { readdressRemarks } from '../dashboards/index.ts'
import { openArchive, type OpenArchive } from './archive-in.ts'
import { archivedTables } from './archive-tables.ts'
import { piecesOf } from './pieces.ts'
import { findRestore, saveRestore } from './restores.ts'
import { type Taking, takeFiles, takeTable, takeWorkspace } from './restore-rows.ts'
import { hasRoom } from './room.ts'
import { leavePlace, takePlace } from './owner-place.ts'

export { restoreJob } from './restores.ts'

/**
 * Takes an archive in, in one transaction: until its end nobody sees anything of it, and what is wrong with it leaves nothing
 * behind. A try that was cut off begins anew.
 */
export async function runRestore(job: Job): Promise<'done' | 'later'> {
  const id = String(job.payload['restoreId'])
  const { db, workspaceId } = job
  const found = await findRestore(db, workspaceId, id)
  const workspace = await workspaceOf(db, workspaceId)
  if (!workspace || !found || (found.status !== 'queued' && found.status !== 'running')) return 'done'
  const end = async (refusal: Failure) => {
    const { code, data } = refusal
    await saveRestore(db, workspaceId, id, {
      status: 'failed',
      rows: 0,
      refusal: JSON.stringify({ code, data }),
      finished_at: await nowOf(db),
    })
    return 'done' as const
  }
  if (job.isLastTry) return end(new Failure('internal', {}))
  await saveRestore(db, workspaceId, id, { status: 'running', rows: 0 })
  try {
    const read = (start: number, end: number) => piecesOf(db, 'restore', workspaceId, id, start, end)
    const archive = await openArchive({ bytes: found.bytes, read })
    try {
      await db.transaction().execute((tx) => take(job, tx, found, archive))
    } finally {
      archive.close()
    }
  } catch (error) {
    if (error instanceof Interrupted) return 'later'
    const refusal = refusalOf(error)
    if (refusal === null) throw error
    return end(refusal)
  }
  await sql`analyze`.execute(db)
  return 'done'
}

/** The process is stopping: what was written so far is rolled back, and the archive is taken in by the next one. */
class Interrupted extends Error {}

type Found = NonNullable<Awaited<ReturnType<typeof findRestore>>>

async function take({ db, workspaceId, signal }: Job, tx: Queries, found: Found, archive: OpenArchive): Promise<void> {
  await sql`set local statement_timeout = 0`.execute(tx)
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx)
  await sql`select set_config('timezone', 'UTC', true)`.execute(tx)
  await sql`select id from workspaces where id = ${workspaceId} for no key update`.execute(tx)
  if (!(await hasRoom(tx, workspaceId))) fail('workspace_not_empty')
  const taking: Taking = {
    tx,
    workspaceId,
    archive,
    progress: async (rows) => {
      if (signal.aborted) throw new Interrupted()
      // Beside the transaction, so that it is seen while that is under way.
      await saveRestore(db, workspaceId, found.id, { rows })
    },
    taken: 0,
  }
  const place = await leavePlace(tx, workspaceId)
  await clearSetUp(tx, workspaceId)
  await sql`create temp table incoming (row jsonb not null) on commit drop`.execute(tx)
  for (const table of archivedTables) await takeTable(taking, table)
  await takeFiles(taking)
  await endWhatWasUnderWay(tx, workspaceId)
  await readdressRemarks(tx, workspaceId)
  await takeWorkspace(taking)
  await takePlace(tx, workspaceId, place, archive.manifest)
  await finish(tx, workspaceId, found, taking.taken)
}

/** What a workspace begins with makes room for what it was elsewhere. The log of what was done here stays. */
async function clearSetUp(tx: Queries, workspaceId: string): Promise<void> {
  for (const { name } of archivedTables.filter(({ isSetUp, goesOn }) => isSetUp && !goesOn).toReversed())
    await sql`delete from ${sql.table(name)} where workspace_id = ${workspaceId}`.execute(tx)
}

/** What was under way there is no work of anybody's here. */
async function endWhatWasUnderWay(tx: Queries, workspaceId: string): Promise<void> {
  for (const name of ['imports', 'bulk_edits', 'changeovers', 'merges'])
    await sql`
      update ${sql.table(name)} set status = 'failed'
      where workspace_id = ${workspaceId} and status in ('queued', 'running', 'undoing')`.execute(tx)
}

// What every screen begins with; whoever looks on reads it anew.
const changedKinds = ['workspace', 'deals', 'companies', 'people', 'households', 'products', 'processes', 'members']

async function finish(tx: Queries, workspaceId: string, found: Found, rows: number): Promise<void> {
  const now = await nowOf(tx)
  const workspace = await workspaceOf(tx, workspaceId)
  assert(workspace, 'a workspace that is locked is there')
  await saveRestore(tx, workspaceId, found.id, { status: 'done', rows, finished_at: now })
  const owner = await tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  const actor = { kind: 'member', id: owner?.id ?? found.created_by } as const
  await writeEntry(tx, {
    workspaceId,
    at: now,
    actor,
    action: 'archive.restored',
    data: { name: found.file_name, rows },
  })
  const leaving: Pick<Context, 'tx' | 'now' | 'workspace'> = { tx, now, workspace }
  for (const kind of changedKinds) await leaveChange(leaving, { kind, id: null, fields: [] })
}

/** What the archive is to blame for, as a refusal; null for everything else, which another try may get over. */
function refusalOf(error: unknown): Failure | null {
  if (error instanceof Failure) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Of PostgreSQL: a value that is none of its type; a reference, a key or a rule that a row breaks.
  const part = error instanceof Error && 'table' in error && typeof error.table === 'string' ? error.table : null
  if (code.startsWith('22')) return new Failure('archive_refused', { reason: 'rows', part })
  if (code.startsWith('23')) return new Failure('archive_refused', { reason: 'references', part })
  return null
}
