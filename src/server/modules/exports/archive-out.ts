import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { rondoVersion } from '../../kernel/version.ts'
import type { Context } from '../../kernel/context.ts'
import { type AddPart, zipped } from '../../kernel/zip.ts'
import { archivedTables, type ArchivedTable, workspaceColumns } from './archive-tables.ts'
import { tableColumns } from './catalogue.ts'
import {
  archiveFormat,
  archiveVersion,
  type ArchivePart,
  filePath,
  type Manifest,
  manifestName,
  partPath,
  workspacePart,
} from './manifest.ts'
import type { Tally } from './run.ts'

interface Asked {
  readonly exportedAt: Date
  /** Told once how many rows there will be. */
  readonly sized: (rows: number) => Promise<unknown>
}

/**
 * Everything of the workspace as one zip: JSON lines per table, each row in the order of its key and its columns in one
 * order, the contents of files, and a manifest with the hash of each part. Read in the context's snapshot.
 */
export function archive(ctx: Context, tally: Tally, { exportedAt, sized }: Asked): AsyncIterable<Uint8Array> {
  return zipped(async (add) => {
    // Instants are told in UTC, whatever the database's own zone is.
    await sql`select set_config('timezone', 'UTC', true)`.execute(ctx.tx)
    await sized(await countAll(ctx))
    const columns = await tableColumns(ctx.tx)
    const parts = [await addPart(add, workspacePart, workspaceColumns, false, workspaceLine(ctx), tally)]
    for (const table of archivedTables) {
      const own = columnsIn(columns, table)
      parts.push(await addPart(add, table.name, own, table.goesOn, pagesOf(ctx, table, own), tally))
    }
    const files = await addFiles(ctx, add)
    const { id, slug } = ctx.workspace
    const told: Manifest = {
      format: archiveFormat,
      version: archiveVersion,
      rondo: rondoVersion,
      exportedAt: exportedAt.toISOString(),
      exportedBy: ctx.actor.memberId ?? null,
      workspace: { id, slug },
      parts,
      files,
    }
    await add(manifestName, once(`${JSON.stringify(told, null, 2)}\n`))
  })
}

function columnsIn(all: ReadonlyMap<string, readonly string[]>, { name, without }: ArchivedTable): readonly string[] {
  return (all.get(name) ?? []).filter((column) => !without.includes(column))
}

/** Writes lines as a part, and says what it holds. */
async function addPart(
  add: AddPart,
  name: string,
  columns: readonly string[],
  goesOn: boolean,
  pages: AsyncIterable<readonly string[]>,
  tally: Tally,
): Promise<ArchivePart> {
  const hash = createHash('sha256')
  let rows = 0
  let bytes = 0
  const content = async function* (): AsyncGenerator<Buffer> {
    for await (const lines of pages) {
      if (lines.length === 0) continue
      const piece = Buffer.from(`${lines.join('\n')}\n`)
      hash.update(piece)
      rows += lines.length
      tally.rows += lines.length
      bytes += piece.length
      yield piece
    }
  }
  await add(partPath(name), content())
  return { name, columns: [...columns], rows, bytes, sha256: hash.digest('hex'), compared: !goesOn }
}

async function* workspaceLine({ tx, workspace }: Context): AsyncGenerator<string[]> {
  const { rows } = await sql<{ line: string }>`
    select to_jsonb(r)::text as line from (
      select ${sql.join(workspaceColumns.map((column) => sql.ref(column)))} from workspaces where id = ${workspace.id}) r`.execute(
    tx,
  )
  yield rows.map(({ line }) => line)
}

// Rows of the base are a few hundred bytes each; those of imports and notes may be many kilobytes.
const pageRows = 1000

/** The rows of a table as JSON, page after page through a cursor: the database keeps the place, nobody the rows. */
async function* pagesOf(
  { tx, workspace }: Context,
  { name, key }: ArchivedTable,
  columns: readonly string[],
): AsyncGenerator<string[]> {
  const order = sql.join(key.map((column) => sql.ref(column)))
  // A cursor's statement takes no values from outside: the id is a uuid of ours.
  await sql`declare archived no scroll cursor for
    select to_jsonb(r)::text as line from (
      select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}
      where workspace_id = ${sql.lit(workspace.id)} order by workspace_id, ${order}) r`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(pageRows)} from archived`.execute(tx)
    yield rows.map(({ line }) => line)
    if (rows.length < pageRows) break
  }
  await sql`close archived`.execute(tx)
}

/** The contents of the files, in the order of their ids. */
async function addFiles({ tx, workspace }: Context, add: AddPart): Promise<Manifest['files']> {
  const files = { count: 0, bytes: 0 }
  for (let after: string | null = null; ; ) {
    const page: { id: string; bytes: number }[] = await tx
      .selectFrom('files')
      .select(['id', 'bytes'])
      .where('workspace_id', '=', workspace.id)
      .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(pageRows)
      .execute()
    for (const { id, bytes } of page) {
      await add(filePath(id), contentOf(tx, workspace.id, id))
      files.count += 1
      files.bytes += Number(bytes)
    }
    const last = page.at(-1)
    if (!last || page.length < pageRows) return files
    after = last.id
  }
}

async function* contentOf(tx: Context['tx'], workspaceId: string, fileId: string): AsyncGenerator<Buffer> {
  for (let number = 0; ; number++) {
    const piece = await tx
      .selectFrom('file_pieces')
      .select('content')
      .where('workspace_id', '=', workspaceId)
      .where('file_id', '=', fileId)
      .where('number', '=', number)
      .executeTakeFirst()
    if (!piece) return
    yield piece.content
  }
}

async function* once(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

async function countAll({ tx, workspace }: Context): Promise<number> {
  const each = archivedTables.map(
    ({ name }): RawBuilder<number> =>
      sql`(select count(*) from ${sql.table(name)} where workspace_id = ${workspace.id})`,
  )
  const { rows } = await sql<{ rows: number }>`select (${sql.join(each, sql` + `)}) + 1 as rows`.execute(tx)
  return rows[0]?.rows ?? 0
}
