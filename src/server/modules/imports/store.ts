import { type Kysely, sql } from 'kysely'
import type { RowCounts, RowSample, UndoCounts, UndoKind } from '../../../contract/import-counts.ts'
import type { ImportMapping, ImportResult } from '../../../contract/imports.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import type { Problem } from './problems.ts'
import type { SetAside } from './set-aside.ts'

export type FileResult = ImportResult['files'][number]

/** How far an import is and what it did; kept beside its row. */
export interface Progress {
  readonly rows: number
  readonly total: number
  /** What was seen when the files were looked through. */
  readonly noticed: Problem[]
  /** What the deal files call their stages. */
  readonly stageNames: readonly string[]
  /** What was found in the rows taken so far. */
  readonly problems: Problem[]
  readonly files: FileResult[]
  /** Rows of the file in work that are done; files before it are done whole. */
  readonly file: number
  readonly row: number
  /** Some rows of each file as they would come in; of a trial. */
  readonly samples?: readonly RowSample[]
  /** Fields of the workspace's own that were made for it, by their names. */
  readonly madeFields?: readonly string[]
  /** Whoever started it may not say who is in which team. */
  readonly leavesTeams?: boolean
  /** Indexes that are to be made again when its rows are in. */
  readonly aside?: readonly SetAside[]
  /** How often the import was taken up since its last batch: a process that a file kills must not start over for ever. */
  readonly starts?: number
}

/** How far an undo is. */
export interface Undo {
  /** Who asked for it. */
  readonly actor: { readonly kind: 'member' | 'key'; readonly id: string }
  /** The step in work, and the last row that it has dealt with. */
  readonly step: number
  readonly after: string | null
  /** Whether this round through a step has removed anything: then what hung on it may go in another. */
  readonly freed: boolean
  readonly counts: Readonly<Partial<Record<UndoKind, Omit<UndoCounts, 'kind'>>>>
}

export interface ImportRow {
  readonly id: string
  readonly status: ImportResult['status']
  readonly dry_run: boolean
  readonly gentle: boolean
  readonly observed_from: string | null
  readonly mapping: ImportMapping
  readonly confidence: ImportResult['confidence']
  readonly processed: number
  readonly result: Progress
  readonly undo: Undo | null
  readonly created_at: Date
  readonly finished_at: Date | null
}

/** An import; `lock` keeps others from starting or changing it meanwhile. */
export async function findImport(
  db: Queries,
  workspaceId: string,
  id: string,
  lock = false,
): Promise<ImportRow | null> {
  const row = await db
    .selectFrom('imports')
    .select(['id', 'status', 'dry_run', 'gentle', 'observed_from', 'mapping', 'confidence', 'processed', 'result'])
    .select(['undo', 'created_at', 'finished_at'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  // Only this module writes these columns.
  return (row as ImportRow | undefined) ?? null
}

export async function requireImport(ctx: Context, id: string, lock = false): Promise<ImportRow> {
  return (await findImport(ctx.tx, ctx.workspace.id, id, lock)) ?? fail('not_found', { kind: 'import' })
}

export interface ImportChange {
  readonly status?: ImportRow['status']
  readonly processed?: number
  readonly result?: Progress
  readonly undo?: Undo
  readonly startedAt?: Date
  readonly finishedAt?: Date
}

/** Somebody has stopped the import. */
export class Stopped extends Error {}

/** Saves how far a running import is. @throws Stopped */
export async function saveProgress(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
  progress: Pick<ImportChange, 'processed' | 'result'>,
): Promise<void> {
  const saved = await updating(db, workspaceId, id, progress).where('status', '=', 'running').executeTakeFirst()
  if (saved.numUpdatedRows === 0n) throw new Stopped('stopped')
}

export async function saveImport(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
  change: ImportChange,
): Promise<void> {
  await updating(db, workspaceId, id, change).execute()
}

function updating(db: Kysely<Tables>, workspaceId: string, id: string, change: ImportChange) {
  return db
    .updateTable('imports')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.processed === undefined ? {} : { processed: change.processed }),
      ...(change.result === undefined ? {} : { result: JSON.stringify(change.result) }),
      ...(change.undo === undefined ? {} : { undo: JSON.stringify(change.undo) }),
      ...(change.startedAt === undefined ? {} : { started_at: change.startedAt }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
}

/** A file before its first row was taken. */
export function untouched(file: FileResult): FileResult {
  return { ...file, created: 0, updated: 0, merged: 0, rejected: 0 }
}

/** How many rows of a file are done. */
export function handled(file: RowCounts): number {
  return file.created + file.updated + file.merged + file.rejected
}

/** A file with what became of some more rows of it. */
export function withRows(
  file: FileResult,
  more: Pick<RowCounts, 'created' | 'updated' | 'merged'>,
  rejected: number,
): FileResult {
  const sum = {
    created: file.created + more.created,
    updated: file.updated + more.updated,
    merged: file.merged + more.merged,
    rejected: file.rejected + rejected,
  }
  return { ...file, ...sum, rows: Math.max(file.rows, handled({ ...file, ...sum })) }
}

/** What became of the rows of some files. */
export function countRows(files: readonly RowCounts[]): RowCounts {
  const sum = { rows: 0, created: 0, updated: 0, merged: 0, rejected: 0 }
  for (const file of files) for (const key of countKeys) sum[key] += file[key]
  return sum
}

const countKeys = ['rows', 'created', 'updated', 'merged', 'rejected'] as const

export interface Rejection {
  readonly row: number
  readonly code: string
  readonly cells: readonly string[]
}

/** Keeps rows that were not taken, as they were. */
export async function storeRejections(
  ctx: Context,
  importId: string,
  fileId: string,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return
  const rows = rejections.map((rejection) => ({ id: newId(), ...rejection }))
  await sql`
    insert into import_rejections (workspace_id, id, import_id, file_id, row_number, code, cells)
    select ${ctx.workspace.id}, id, ${importId}::uuid, ${fileId}::uuid, row, code, cells
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, row integer, code text, cells jsonb)`.execute(
    ctx.tx,
  )
}
