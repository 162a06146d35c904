import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { withoutPassword } from '../config.ts'
import { OperatorError } from '../operator-error.ts'
import type { DatabaseConnection } from './open.ts'

const oldestVersion = 150_000

/**
 * Waits up to 15 s for a server that is starting, then checks that it is one Rondo can use: PostgreSQL 15, UTF-8.
 * @throws OperatorError
 */
export async function awaitServer(connection: DatabaseConnection, waiting: () => void): Promise<void> {
  const until = performance.now() + 15_000
  for (let told = false; ; told = true) {
    try {
      return await check(connection)
    } catch (error) {
      if (!(error instanceof Error) || error instanceof OperatorError) throw error
      const reason = 'code' in error ? String(error.code) : error.message
      const address = addressOf(connection)
      if (!startingUp.has(reason) || performance.now() > until)
        throw new OperatorError('database_unreachable', { address, reason: error.message || reason })
      if (!told) waiting()
    }
    await pause(250)
  }
}

/**
 * Whether searches in Thai and Hebrew use their index. Under `lc_ctype = C` pg_trgm makes no trigrams of these letters,
 * and says nothing: the search then reads every row, 1.3 s instead of 5 ms at a million names.
 */
export async function searchesEveryScript(connection: DatabaseConnection): Promise<boolean> {
  return using(connection, async (client) => {
    const installed = await client.query(`SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'`)
    if (installed.rowCount === 0) return true
    const made = await client.query<{ all: boolean }>(
      `SELECT cardinality(show_trgm('สวัสดี')) > 0 AND cardinality(show_trgm('שלום')) > 0 AS all`,
    )
    return made.rows[0]?.all === true
  })
}

// Not listening yet, no such socket yet, name not known yet, "the database system is starting up".
const startingUp = new Set(['ECONNREFUSED', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', '57P03'])

async function check(connection: DatabaseConnection): Promise<void> {
  await using(connection, async (client) => {
    const { rows } = await client.query<{ version: string; encoding: string }>(
      `SELECT current_setting('server_version_num') AS version, current_setting('server_encoding') AS encoding`,
    )
    const { version = '0', encoding = '' } = rows[0] ?? {}
    if (Number(version) >= oldestVersion && encoding === 'UTF8') return
    throw new OperatorError('database_unsuitable', { address: addressOf(connection), version, encoding })
  })
}

async function using<T>(connection: DatabaseConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function addressOf(connection: DatabaseConnection): string {
  return 'host' in connection ? connection.host : withoutPassword(connection.connectionString)
}
