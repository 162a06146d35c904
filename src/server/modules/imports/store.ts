import { open } from 'node:fs/promises'
import { type Kysely, sql } from 'kysely'
import type { ImportMapping, ImportResult } from '../../../contract/imports.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context, Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import type { Upload } from '../../kernel/route.ts'
import type { Problem } from './problems.ts'

const pieceBytes = 1024 * 1024

export interface StoredFile {
  readonly id: string
  readonly name: string
}

/** Keeps a file as it came, in pieces, so that a worker on another machine can read it. */
export async function storeFile(ctx: Context, importId: string, name: string, upload: Upload): Promise<void> {
  const id = newId()
  await ctx.tx
    .insertInto('import_files')
    .values({ workspace_id: ctx.workspace.id, id, import_id: importId, name, bytes: upload.bytes })
    .execute()
  const file = await open(upload.path)
  try {
    for (let number = 0; ; number++) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, number * pieceBytes)
      if (bytesRead === 0) return
      const content = buffer.subarray(0, bytesRead)
      await ctx.tx
        .insertInto('import_file_pieces')
        .values({ workspace_id: ctx.workspace.id, id: newId(), file_id: id, number, content })
        .execute()
    }
  } finally {
    await file.close()
  }
}

/** The files of an import, in the order they came. */
export async function filesOf(db: Queries, workspaceId: string, importId: string): Promise<StoredFile[]> {
  return db
    .selectFrom('import_files')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .orderBy('id')
    .limit(100)
    .execute()
}

/** The bytes of a kept file, piece by piece: never more than one in memory. */
export async function* storedPieces(db: Queries, workspaceId: string, fileId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const piece = await db
      .selectFrom('import_file_pieces')
      .select('content')
      .where('workspace_id', '=', workspaceId)
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!piece) return
    yield piece.content
  }
}

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
  /** How often the import was taken up since its last batch: a process that a file kills must not start over for ever. */
  readonly starts?: number
}

export interface ImportRow {
  readonly id: string
  readonly status: ImportResult['status']
  readonly dry_run: boolean
  readonly observed_from: string | null
  readonly mapping: ImportMapping
  readonly confidence: ImportResult['confidence']
  readonly processed: number
  readonly result: Progress
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
    .select(['id', 'status', 'dry_run', 'observed_from', 'mapping', 'confidence', 'processed', 'result'])
    .select(['created_at', 'finished_at'])
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
  readonly startedAt?: Date
  readonly finishedAt?: Date
}

export async function saveImport(
  db: Kysely<Tables>,
  workspaceId: string,
  id: string,
  change: ImportChange,
): Promise<void> {
  await db
    .updateTable('imports')
    .set({
      ...(change.status === undefined ? {} : { status: change.status }),
      ...(change.processed === undefined ? {} : { processed: change.processed }),
      ...(change.result === undefined ? {} : { result: JSON.stringify(change.result) }),
      ...(change.startedAt === undefined ? {} : { started_at: change.startedAt }),
      ...(change.finishedAt === undefined ? {} : { finished_at: change.finishedAt }),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

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
