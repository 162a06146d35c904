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
// Of people whom others bring or change meanwhile. As long as it is there, a flood is under way.
const beside = 'people_beside_flood'
// Of two, each on a processor of its own.
const atOnce = 2

/** How many people come, if that are so many, beside those who are there, that their indexes are made quicker afterwards. */
export async function floodRows(db: Queries, { dry_run, gentle, result }: ImportRow): Promise<number | null> {
  const coming = result.files.reduce((sum, { kind, rows }) => sum + (kind === 'people' ? rows : 0), 0)
  if (dry_run || gentle || coming < manyRows) return null
  // The first so many rows tell as much as a count of all.
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from (select from people limit ${Math.ceil(coming / timesTheBase)}) p`.execute(db)
  return (rows[0]?.rows ?? 0) * timesTheBase < coming ? coming : null
}

/**
 * Drops the indexes of people but those that keep an id from being there twice: the import remembers whom it has met. What
 * this gives makes them again, and is to be kept in the same transaction.
 */
export async function setIndexesAside(tx: Queries, importId: string): Promise<SetAside[]> {
  const { rows } = await sql<SetAside>`
    select i.relname as name, pg_get_indexdef(i.oid) as definition
    from pg_index x join pg_class i on i.oid = x.indexrelid
    where x.indrelid = 'people'::regclass and not x.indisunique
    -- Those of pieces take the longest: begun first, they are not what is waited for at the end.
    order by pg_get_indexdef(i.oid) like '%gin_trgm_ops%' desc, i.relname limit 100`.execute(tx)
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(tx)
  await sql`
    create index ${sql.id(beside)} on people (workspace_id, updated_at)
    where import_id is distinct from ${sql.lit(importId)}::uuid`.execute(tx)
  return [...rows]
}

/** Whether indexes are set aside, by whatever import. */
export async function isUnderFlood(db: Queries): Promise<boolean> {
  const { rows } = await sql<{ there: string | null }>`select to_regclass(${beside}) as there`.execute(db)
  return (rows[0]?.there ?? null) !== null
}

/** Makes the indexes again. Once more after a crash does no harm. */
export async function restoreIndexes(db: Queries, aside: readonly SetAside[]): Promise<void> {
  if (aside.length === 0) return
  const left = [...aside]
  const maker = () =>
    db.connection().execute(async (connection) => {
      // Some take longer than anybody waits for an answer.
      await sql`set statement_timeout = 0`.execute(connection)
      await sql`set maintenance_work_mem = '64MB'`.execute(connection)
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
  await sql`drop index if exists ${sql.id(beside)}`.execute(db)
}
