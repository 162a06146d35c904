import { sql } from 'kysely'
import { mostArchiveBytes } from '../../../contract/exports.ts'
import type { Context, Queries, Workspace } from '../../kernel/context.ts'
import { type Job, nowOf, workspaceOf } from '../../kernel/job.ts'
import { audit } from '../access/index.ts'
import { archive } from './archive-out.ts'
import { cardFile } from './cards.ts'
import { type ExportRow, findExport, saveExport } from './files.ts'
import { dropPieces, inPieces, keepPiece } from './pieces.ts'
import { tableFile } from './table.ts'

/** How many rows are written, told by whoever writes them. */
export interface Tally {
  rows: number
}

/**
 * Makes a file in one snapshot of the database, piece by piece, and keeps it. A try that was cut off left pieces behind: they
 * go, and the file is made anew, of the rows as they are then.
 */
export async function runExport(job: Job): Promise<'done' | 'later'> {
  const id = String(job.payload['exportId'])
  const workspace = await workspaceOf(job.db, job.workspaceId)
  const found = workspace && (await findExport({ tx: job.db, workspace }, id))
  if (!found || (found.status !== 'queued' && found.status !== 'running')) return 'done'
  const place = { tx: job.db, workspace }
  if (job.isLastTry) {
    await dropPieces(job.db, 'export', workspace.id, id)
    await saveExport(place, id, { status: 'failed', finished_at: await nowOf(job.db) })
    return 'done'
  }
  await dropPieces(job.db, 'export', workspace.id, id)
  if (!(await saveExport(place, id, { status: 'running', rows: 0, bytes: 0 }))) return 'done'
  const tally: Tally = { rows: 0 }
  const bytes = await inSnapshot(job, workspace, found, (ctx) =>
    keep(job, place, found, contentOf(ctx, place, found, tally), tally),
  )
  if (bytes === 'interrupted') return 'later'
  if (bytes === 'gone') return 'done'
  await finish(job.db, workspace, found, tally.rows, bytes)
  return 'done'
}

/** Runs a reading of many statements which all see the same moment; none of them is cut off for taking long. */
async function inSnapshot<Result>(
  { db }: Job,
  workspace: Workspace,
  { actor }: ExportRow,
  read: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      return read({ tx, workspace, actor, now: await nowOf(tx), version: null })
    })
}

function contentOf(
  ctx: Context,
  place: Place,
  { id, request, created_at }: ExportRow,
  tally: Tally,
): AsyncIterable<string | Uint8Array> {
  switch (request.kind) {
    case 'table':
      return tableFile(ctx, request, tally)
    case 'cards':
      return cardFile(ctx, request, tally)
    case 'everything':
      return archive(ctx, tally, { exportedAt: created_at, sized: (total) => saveExport(place, id, { total }) })
  }
}

type Place = Pick<Context, 'tx' | 'workspace'>

/** Keeps the pieces beside the snapshot they are read in, and tells how far it is. */
async function keep(
  { signal, db }: Job,
  place: Place,
  { id }: ExportRow,
  content: AsyncIterable<string | Uint8Array>,
  tally: Tally,
): Promise<number | 'interrupted' | 'gone'> {
  let bytes = 0
  let number = 0
  for await (const piece of inPieces(content)) {
    if (signal.aborted) return 'interrupted'
    bytes += piece.length
    if (bytes > mostArchiveBytes) throw new RangeError('an export larger than a file may be')
    // Deleted by whoever asked for it: nobody waits for the rest.
    if (!(await saveExport(place, id, { rows: tally.rows, bytes }))) return 'gone'
    await keepPiece(db, 'export', place.workspace.id, id, number++, piece)
  }
  return bytes
}

async function finish(
  db: Job['db'],
  workspace: Workspace,
  found: ExportRow,
  rows: number,
  bytes: number,
): Promise<void> {
  await db.transaction().execute(async (tx: Queries) => {
    const now = await nowOf(tx)
    const ctx: Context = { tx, workspace, actor: found.actor, now, version: null }
    if (!(await saveExport(ctx, found.id, { status: 'done', rows, bytes, finished_at: now }))) return
    const { request } = found
    const what = request.kind === 'table' ? { of: request.of, format: request.format } : {}
    await audit(ctx, { action: 'export.made', data: { kind: request.kind, ...what, rows } })
  })
}
