import { open } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Context, Queries } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import type { Upload } from '../../kernel/route.ts'
import { piecedSource, type Source } from './reading/source.ts'

// What is read in one step: parsing it takes the program a few milliseconds, and whoever waits for an answer no longer.
const pieceBytes = 128 * 1024
// Several a statement: a file of 100 MB is 800 of them.
const piecesAtOnce = 16

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly bytes: number
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
    const length = pieceBytes * piecesAtOnce
    for (let number = 0; ; number += piecesAtOnce) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, number * pieceBytes)
      if (bytesRead === 0) return
      await storePieces(ctx, id, number, buffer.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

async function storePieces(ctx: Context, fileId: string, first: number, bytes: Buffer): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / pieceBytes) }, (_, at) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    file_id: fileId,
    number: first + at,
    content: bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes),
  }))
  await ctx.tx.insertInto('import_file_pieces').values(pieces).execute()
}

/** The files of an import, in the order they came. */
export async function filesOf(db: Queries, workspaceId: string, importId: string): Promise<StoredFile[]> {
  return db
    .selectFrom('import_files')
    .select(['id', 'name', 'bytes'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .orderBy('id')
    .limit(100)
    .execute()
}

/** The bytes of a kept file, piece by piece: never more than one in memory. */
export async function storedSource(db: Queries, workspaceId: string, file: StoredFile): Promise<Source> {
  const pieces = db
    .selectFrom('import_file_pieces')
    .where('workspace_id', '=', workspaceId)
    .where('file_id', '=', file.id)
  const first = await pieces
    .select(sql<number>`octet_length(content)`.as('bytes'))
    .where('number', '=', 0)
    .executeTakeFirst()
  return piecedSource(file.bytes, first?.bytes ?? pieceBytes, async (number) => {
    const piece = await pieces.select('content').where('number', '=', number).executeTakeFirst()
    return piece?.content
  })
}
