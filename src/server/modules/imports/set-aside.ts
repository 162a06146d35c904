import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'
import type { ImportRow } from './store.ts'

/** An index that is not there while an import runs: how it is made again. */
export interface SetAside {
  readonly name: string
  readonly definition: string
}

// Fewer rows are in before it pays.
const manyRows = 100_000
// Into a base of some size: then people work with it, and look for what they know in sorted lists.
const timesTheBase = 4
// By these the import itself finds people, and others are kept from bringing the same.
const needed = [
  'people_by_external_id',
  'people_by_email',
  'people_by_phone',
  'people_by_name',
  'people_bare',
  'people_by_company',
]
// Of two, each on a processor of its own.
const atOnce = 2

/** Whether so many people come, beside those who are there, that their indexes are made quicker afterwards, all at once. */
export async function isFlood(db: Queries, { dry_run, gentle, result }: ImportRow): Promise<boolean> {
  const coming = result.files.reduce((sum, { kind, rows }) => sum + (kind === 'people' ? rows : 0), 0)
  if (dry_run || gentle || coming < manyRows) return false
  // The first so many rows tell as much as a count of all.
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from (select from people limit ${Math.ceil(coming / timesTheBase)}) p`.execute(db)
  return (rows[0]?.rows ?? 0) * timesTheBase < coming
}

/**
 * Drops the indexes of people that only lists and searches go by. What it gives makes them again, and is to be kept in the
 * same transaction: a row that is brought costs a hundred microseconds with them, and a quarter of that without.
 */
export async function setIndexesAside(tx: Queries): Promise<SetAside[]> {
  const { rows } = await sql<SetAside>`
    select i.relname as name, pg_get_indexdef(i.oid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid
    where x.indrelid = 'people'::regclass and not x.indisunique and i.relname <> all(${needed}) limit 100`.execute(tx)
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(tx)
  return [...rows]
}

/** Makes the indexes again. Once more after a crash does no harm. */
export async function restoreIndexes(db: Queries, aside: readonly SetAside[]): Promise<void> {
  const left = [...aside]
  const maker = () =>
    db.connection().execute(async (connection) => {
      // Some take longer than anybody waits for an answer.
      await sql`set statement_timeout = 0`.execute(connection)
      await sql`set maintenance_work_mem = '128MB'`.execute(connection)
      try {
        for (let index = left.shift(); index; index = left.shift()) {
          const { definition } = index
          await sql.raw(definition.replace(/^CREATE INDEX /, 'CREATE INDEX IF NOT EXISTS ')).execute(connection)
        }
      } finally {
        await sql`reset maintenance_work_mem`.execute(connection)
        await sql`reset statement_timeout`.execute(connection)
      }
    })
  await Promise.all(Array.from({ length: atOnce }, maker))
}
