import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DatabaseConnection } from './open.ts'
import type { Tables } from './tables.ts'

// Sums of money and counts fit in a safe integer; pg would give strings.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
// A day is a day, not an instant in the server's zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

// Statements are few and fixed; a text beyond this many is one made for its input and not worth a name.
const namedStatements = 400
const names = new Map<string, string>()

/** The name of a prepared statement, so that PostgreSQL parses and plans each text once a connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= namedStatements || text.length > 20_000) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/**
 * A client that prepares every parameterised statement (a third of the CPU of a short query is planning) and does not wait
 * for the answer to the beginning of a transaction: it goes out with the first statement, one round trip less a write.
 */
class PreparingClient extends pg.Client {
  // pg's query has ten overloads; Kysely and our code use the one of text and values only.
  override query(...args: unknown[]): never {
    const [text, values] = args
    const query = super.query.bind(this) as (...args: unknown[]) => never
    if (typeof text === 'string' && /^(?:begin|start transaction)/.test(text)) return this.beginning(query(text))
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return query(...args)
    const name = nameOf(text)
    return name === undefined ? query(text, values) : query({ name, text, values })
  }

  private beginning(answer: Promise<unknown>): never {
    // It fails only on a connection that is lost, or in a transaction that failed before: the next statement says so too.
    answer.catch(() => {})
    // The overloads again: what Kysely reads of this answer is that it came.
    return Promise.resolve({ command: 'BEGIN', rowCount: null, rows: [] }) as never
  }
}

/** The queries' two pools: one for people's clicks, a small one for long reports, so that a report never stops the board. */
export interface Pools {
  readonly db: Kysely<Tables>
  readonly reports: Kysely<Tables>
  close(): Promise<void>
}

/** Opens the pools; no connection is made before the first query. */
export function openPools(connection: DatabaseConnection, size = 8): Pools {
  const db = pool(connection, size, 15_000)
  const reports = pool(connection, 2, 60_000)
  return {
    db: kysely(db),
    reports: kysely(reports),
    close: async () => {
      await Promise.all([db.end(), reports.end()])
    },
  }
}

/** One connection, for whoever works alone: what its queries run on, and itself, for what only it can do. */
export async function openOne(connection: DatabaseConnection) {
  const client = new PreparingClient({ ...connection, keepAlive: true })
  let isLost = false
  client.on('error', () => {
    isLost = true
  })
  client.on('end', () => {
    isLost = true
  })
  await client.connect()
  const only = Object.assign(client, { release: () => {} })
  const pool = { connect: async () => only, end: () => client.end(), options: {} }
  // A client is what it is to kysely wherever it comes from; it only has no overload for their cursors.
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) })
  return { db, client, isLost: () => isLost }
}

function kysely(on: pg.Pool): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: on }) })
}

function pool(connection: DatabaseConnection, max: number, statementTimeoutMs: number): pg.Pool {
  const opened = new pg.Pool({
    ...connection,
    Client: PreparingClient,
    pipeline: true,
    max,
    idleTimeoutMillis: 30_000,
    // A request that finds no free connection for so long is answered 503, instead of piling up.
    connectionTimeoutMillis: 5_000,
    statement_timeout: statementTimeoutMs,
    // A client that died in the middle of a transaction must not keep its locks.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  })
  // A connection that breaks while it is idle is replaced by the pool; without a listener it would end the process.
  opened.on('error', () => {})
  // One that breaks while it is used fails its query; the event that comes with it would end the process as well.
  opened.on('connect', (client) => client.on('error', () => {}))
  return opened
}
