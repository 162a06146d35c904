import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import type { OpenArchive } from './archive-in.ts'
import { type ArchivedTable, workspaceColumns } from './archive-tables.ts'
import { tableColumns } from './catalogue.ts'
import { type ArchivePart, filePath, workspacePart } from './manifest.ts'
import { inPieces } from './pieces.ts'

/** An archive on its way into a workspace. */
export interface Taking {
  readonly tx: Queries
  readonly workspaceId: string
  readonly archive: OpenArchive
  /** Told how many rows are in. */
  readonly progress: (rows: number) => Promise<void>
  taken: number
}

/**
 * Takes the rows of a table in: first as JSON into a table of this transaction, then all at once, so that rows may refer to
 * rows of their own table that come later.
 */
export async function takeTable(taking: Taking, { name, without }: ArchivedTable): Promise<void> {
  const { tx, workspaceId, archive } = taking
  const part = archive.manifest.parts.find((each) => each.name === name)
  // Older archives lack the tables that came later.
  if (!part || part.rows === 0) return
  await requireColumns(tx, part, without)
  for await (const lines of archive.lines(part)) {
    await sql`insert into incoming (row) select line::jsonb from unnest(${lines}::text[]) line`.execute(tx)
    taking.taken += lines.length
    await taking.progress(taking.taken)
  }
  const columns = part.columns.map((column) => sql.ref(column))
  const values = part.columns.map((column) => sql.ref(`r.${column}`))
  await sql`
    insert into ${sql.table(name)} (workspace_id, ${sql.join(columns)})
    select ${workspaceId}::uuid, ${sql.join(values)}
    from incoming i cross join lateral jsonb_populate_record(null::${sql.table(name)}, i.row) r`.execute(tx)
  await sql`truncate incoming`.execute(tx)
}

/** Columns that this Rondo does not have hold what it could not give back. */
async function requireColumns(tx: Queries, part: ArchivePart, without: readonly string[]): Promise<void> {
  const known = (await tableColumns(tx)).get(part.name) ?? []
  const isStrange = part.columns.some((column) => !known.includes(column) || without.includes(column))
  if (isStrange) fail('archive_refused', { reason: 'newer', part: part.name })
}

const pageRows = 500

/** Takes the contents of the files in; each must be what its row says of it. */
export async function takeFiles({ tx, workspaceId, archive, progress, taken }: Taking): Promise<void> {
  for (let after = ''; ; ) {
    const files = await tx
      .selectFrom('files')
      .select(['id', 'bytes', 'sha256'])
      .where('workspace_id', '=', workspaceId)
      .$if(after !== '', (query) => query.where('id', '>', after))
      .orderBy('id')
      .limit(pageRows)
      .execute()
    for (const { id, bytes, sha256 } of files) {
      const found = await takeFile(tx, workspaceId, id, archive.file(id))
      if (found.bytes !== Number(bytes) || !found.hash.equals(sha256))
        fail('archive_refused', { reason: 'broken', part: filePath(id) })
      await progress(taken)
    }
    const last = files.at(-1)
    if (!last || files.length < pageRows) return
    after = last.id
  }
}

async function takeFile(tx: Queries, workspaceId: string, fileId: string, content: AsyncIterable<Buffer>) {
  const hash = createHash('sha256')
  let bytes = 0
  let number = 0
  for await (const piece of inPieces(content)) {
    hash.update(piece)
    bytes += piece.length
    await tx
      .insertInto('file_pieces')
      .values({ workspace_id: workspaceId, id: newId(), file_id: fileId, number: number++, content: piece })
      .execute()
  }
  return { hash: hash.digest(), bytes }
}

/** Takes over what the workspace is called and how it counts. */
export async function takeWorkspace({ tx, workspaceId, archive }: Taking): Promise<void> {
  const part = archive.manifest.parts.find(({ name }) => name === workspacePart)
  if (!part) return
  for await (const [line] of archive.lines(part)) {
    const set = workspaceColumns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`r.${column}`)}`)
    // Whatever a process remembers of the fields that this workspace made, it made in another life.
    await sql`
      update workspaces w set ${sql.join(set)}, custom_version = w.custom_version + 1
      from jsonb_populate_record(null::workspaces, ${line ?? '{}'}::jsonb) r where w.id = ${workspaceId}`.execute(tx)
  }
}
