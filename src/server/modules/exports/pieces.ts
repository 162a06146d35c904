import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'

/** What a file of pieces belongs to. */
type Owner = 'export' | 'restore'

export const pieceBytes = 1024 * 1024

/** The bytes of a kept file from `start` on, up to but without `end`, piece by piece: never more than one in memory. */
export async function* piecesOf(
  db: Queries,
  owner: Owner,
  workspaceId: string,
  id: string,
  start = 0,
  end = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at = at - (at % pieceBytes) + pieceBytes) {
    const from = at % pieceBytes
    const length = Math.min(pieceBytes - from, end - at)
    const { rows } = await sql<{ content: Buffer }>`
      select substring(content from ${from + 1}::int for ${length}::int) as content
      from ${sql.table(`${owner}_pieces`)}
      where workspace_id = ${workspaceId} and ${sql.ref(`${owner}_id`)} = ${id}
        and number = ${Math.floor(at / pieceBytes)}`.execute(db)
    const [piece] = rows
    if (!piece) return
    yield piece.content
  }
}

export async function keepPiece(
  db: Queries,
  owner: Owner,
  workspaceId: string,
  id: string,
  number: number,
  content: Buffer,
): Promise<void> {
  await sql`
    insert into ${sql.table(`${owner}_pieces`)} (workspace_id, id, ${sql.ref(`${owner}_id`)}, number, content)
    values (${workspaceId}, ${newId()}, ${id}, ${number}, ${content})`.execute(db)
}

/** Deletes the pieces of a file, so that its making begins anew. */
export async function dropPieces(db: Queries, owner: Owner, workspaceId: string, id: string): Promise<void> {
  await sql`
    delete from ${sql.table(`${owner}_pieces`)}
    where workspace_id = ${workspaceId} and ${sql.ref(`${owner}_id`)} = ${id}`.execute(db)
}

/** The same bytes in pieces of one size, the last one smaller. */
export async function* inPieces(content: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const part of content) {
    const bytes = Buffer.from(part)
    held.push(bytes)
    length += bytes.length
    if (length < pieceBytes) continue
    const whole = Buffer.concat(held)
    let at = 0
    for (; length - at >= pieceBytes; at += pieceBytes) yield whole.subarray(at, at + pieceBytes)
    held = [whole.subarray(at)]
    length -= at
  }
  if (length > 0) yield Buffer.concat(held)
}
