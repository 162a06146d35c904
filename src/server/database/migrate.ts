import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const folder = new URL('./migrations/', import.meta.url)

// Any number will do as long as nobody else uses it: held while migrations run, so that two processes take turns.
const migrationLock = 7_266_340

/**
 * Brings the schema up to date: each file of `migrations/` that has not run yet runs in a transaction of its own, in the
 * order of their names, one statement a round trip. A file that fails leaves nothing behind.
 */
export async function migrate(connection: pg.ClientConfig): Promise<{ applied: string[] }> {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await client.query(
      'create table if not exists migrations (name text primary key, hash text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map(
      (await client.query<{ name: string; hash: string }>('select name, hash from migrations')).rows.map((row) => [
        row.name,
        row.hash,
      ]),
    )
    const applied: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort()) {
      const sql = await readFile(new URL(name, folder), 'utf8')
      const hash = createHash('sha256').update(sql).digest('hex')
      if (done.has(name)) continue
      await apply(client, name, hash, sql)
      applied.push(name)
    }
    // Loaded when it is needed: it takes as long as the rest of a start.
    if (applied.length > 0) await (await import('./queue.ts')).installQueue(connection)
    return { applied }
  } finally {
    await client.end()
  }
}

async function apply(client: pg.Client, name: string, hash: string, sql: string): Promise<void> {
  await client.query('begin')
  try {
    for (const statement of statements(sql)) await client.query(statement)
    await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Statements end with a semicolon at the end of a line: the files are ours and keep to that. */
function statements(sql: string): string[] {
  return sql
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/--.*$/gm, '').trim() !== '')
}
