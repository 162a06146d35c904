import { type RawBuilder, sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import { nameWords } from '../../kernel/fold.ts'
import { without } from './marks.ts'
import { nothingLeft } from './parts.ts'

/** A table that may name somebody in its words. */
export interface Searched {
  readonly table: string
  /** The columns of its key beside the workspace, with their types. */
  readonly key: readonly { readonly name: string; readonly type: string }[]
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'jsonb' }[]
}

/** Tables whose words are not searched, and why. */
const unsearched: Readonly<Record<string, string>> = {
  members: 'colleagues, by their own names',
  invitations: 'colleagues to be, by their own addresses',
  api_keys: 'names of programs',
  teams: 'names of teams',
  exports: 'all of them go',
  restores: 'archives on their way in, which go when they are in',
  likeness_scans: 'how far a scan is',
  stored_histories: 'formats',
  stored_blocks: 'columns of numbers',
  migrations: 'of the program',
}

/** Columns that hold bytes, and what an erasure does with them. */
export const bytes: Readonly<Record<string, string>> = {
  'api_keys.secret_hash': 'a hash',
  'deals.name_words': 'made anew with the name',
  'export_pieces.content': 'all exports go',
  'file_pieces.content': 'goes with its file',
  'files.sha256': 'goes with its file',
  'forgotten_contacts.hash': 'what it is kept for',
  'forgotten_contacts.salt': 'no word of anybody',
  'idempotency_keys.request_hash': 'a hash',
  'import_file_pieces.content': 'goes where the import is over',
  'invitations.mail_token_hash': 'a hash',
  'invitations.token_hash': 'a hash',
  'restore_pieces.content': 'goes where the archive is in',
  'stored_blocks.bytes': 'columns of numbers',
  'weekly_summaries.stop_token_hash': 'a hash',
}

/** Rows that are copies of what somebody sent: such a row goes as a whole. */
const copies: readonly string[] = ['import_rejections', 'import_parts', 'idempotency_keys', 'known_numbers']

// Customers are called and reached by their own columns; of what others noted of them only these are texts.
const ofCustomers = { tables: ['companies', 'people', 'households'], columns: ['custom'] }
// Never what anybody typed.
const codes = ['field_versions', 'kind', 'type', 'status', 'state', 'outcome', 'channel', 'direction', 'actor_kind']

/** Every table of a workspace that has words, also one that is made tomorrow. */
export async function searchedTables(db: Queries): Promise<readonly Searched[]> {
  const { rows } = await sql<Searched>`
    select c.relname as table,
      (select jsonb_agg(jsonb_build_object('name', k.attname, 'type', format_type(k.atttypid, k.atttypmod)) order by k.attnum)
        from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary and k.attname <> 'workspace_id') as key,
      (select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null)))
        from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
          and a.attname <> all(${codes}::text[])
          and (c.relname <> all(${ofCustomers.tables}::text[]) or a.attname = any(${ofCustomers.columns}::text[]))) as columns
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and c.relname <> all(${Object.keys(unsearched)}::text[])
      and exists (select from pg_attribute w where w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped)
    order by c.relname limit 1000`.execute(db)
  return rows.filter(({ key, columns }) => key !== null && columns !== null)
}

// A row found is read and written back; most tables have none.
const batch = 200

interface Found {
  readonly key: readonly string[]
  readonly words: Readonly<Record<string, unknown>>
}

/** Takes what the pattern finds out of the words of a table. Returns whether it came to the end before the signal. */
export async function takeOut(
  db: Queries,
  workspaceId: string,
  searched: Searched,
  pattern: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let after: readonly string[] | null = null; ; ) {
    if (signal.aborted) return false
    const from: readonly string[] | null = after
    const found: readonly Found[] = await db
      .transaction()
      .execute((tx) => takeOutBatch(tx, workspaceId, searched, pattern, from))
    after = found.at(-1)?.key ?? null
    if (found.length < batch) return true
  }
}

async function takeOutBatch(
  tx: Queries,
  workspaceId: string,
  { table, key, columns }: Searched,
  pattern: string,
  after: readonly string[] | null,
): Promise<readonly Found[]> {
  await sql`set local statement_timeout = 0`.execute(tx)
  const keys = sql.join(key.map(({ name }) => sql.ref(`t.${name}`)))
  const words = sql.join(columns.map(({ name }) => sql`t.${sql.ref(name)}::text`))
  const { rows } = await sql<Found>`
    select array[${sql.join(key.map(({ name }) => sql`t.${sql.ref(name)}::text`))}] as key,
      jsonb_build_object(${sql.join(columns.map(({ name }) => sql`${sql.lit(name)}, t.${sql.ref(name)}`))}) as words
    from ${sql.table(table)} t
    where t.workspace_id = ${workspaceId} and concat_ws(' ', ${words}) ~* ${pattern}
      and ${after ? sql`(${keys}) > (${typed(key, after)})` : sql`true`}
    order by ${keys} limit ${batch} for update of t`.execute(tx)
  for (const row of rows) {
    const isThis = sql`t.workspace_id = ${workspaceId} and (${keys}) = (${typed(key, row.key)})`
    if (copies.includes(table)) await sql`delete from ${sql.table(table)} t where ${isThis}`.execute(tx)
    else await rewrite(tx, table, isThis, changed(table, columns, row, new RegExp(pattern, 'giu')))
  }
  return rows
}

function typed(key: Searched['key'], values: readonly string[]): RawBuilder<unknown> {
  return sql.join(key.map(({ type }, at) => sql`${values[at] ?? null}::${sql.raw(type)}`))
}

function changed(
  table: string,
  columns: Searched['columns'],
  { words }: Found,
  pattern: RegExp,
): readonly RawBuilder<unknown>[] {
  return columns.flatMap(({ name, type }) => {
    const before = words[name]
    const next = without(before, pattern, nothingLeft)
    if (before === null || JSON.stringify(before) === JSON.stringify(next)) return []
    return [
      sql`${sql.ref(name)} = ${type === 'jsonb' ? JSON.stringify(next) : next}`,
      ...(table === 'deals' && name === 'name' && typeof next === 'string'
        ? [sql`name_words = ${nameWords(next)}::tsvector`]
        : []),
    ]
  })
}

async function rewrite(
  tx: Queries,
  table: string,
  isThis: RawBuilder<unknown>,
  set: readonly RawBuilder<unknown>[],
): Promise<void> {
  if (set.length > 0) await sql`update ${sql.table(table)} t set ${sql.join(set)} where ${isThis}`.execute(tx)
}
