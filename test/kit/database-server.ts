import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/server/database/embedded.ts'
import { migrate } from '../../src/server/database/migrate.ts'
import type { DatabaseConnection } from '../../src/server/database/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabase: TestDatabase
  }
}

/** The server of a test run and the migrated database that fresh ones are copied from. */
export type TestDatabase = { server: DatabaseConnection; template: string }

type Run = { database: TestDatabase; end(): Promise<void> }

/**
 * One PostgreSQL for the whole run: that of DATABASE_URL, else an embedded one without fsync, which only a test may be.
 * Vitest calls this once for each project that names it; the first call starts, the last end stops.
 */
export default async function databaseServer(project: TestProject): Promise<() => Promise<void>> {
  shared.users += 1
  shared.run ??= startRun()
  const { database, end } = await shared.run
  project.provide('testDatabase', database)
  return async () => {
    shared.users -= 1
    if (shared.users === 0) await end()
  }
}

// Each project loads this file for itself, but all in one process.
const key = Symbol.for('rondo.test.database')
type Shared = { users: number; run?: Promise<Run> }
// A property of ours on an object that has room for any.
const holder = globalThis as { [key]?: Shared }
holder[key] ??= { users: 0 }
const shared = holder[key]

async function startRun(): Promise<Run> {
  const { server, stop } = await startServer()
  const prefix = `rondo_test_${process.pid}_${Temporal.Now.instant().epochMilliseconds}`
  const database = { server, template: `${prefix}_template` }
  await administer(
    server,
    `CREATE DATABASE ${database.template} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'`,
  )
  await migrate(inDatabase(server, database.template))
  return {
    database,
    end: async () => {
      for (const name of await databasesNamed(server, prefix))
        await administer(server, `DROP DATABASE "${name}" WITH (FORCE)`)
      await stop()
    },
  }
}

async function startServer(): Promise<{ server: DatabaseConnection; stop(): Promise<void> }> {
  const connectionString = process.env.DATABASE_URL
  if (connectionString) return { server: { connectionString }, stop: async () => {} }
  const directory = await mkdtemp(path.join(os.tmpdir(), 'rondo-test-'))
  const embedded = await startEmbedded({ directory, durable: false, connections: 200 })
  const stop = async () => {
    await embedded.stop()
    await rm(directory, { recursive: true, force: true })
  }
  return { server: embedded.connection, stop }
}

/** The same server, another database of it. */
export function inDatabase(server: DatabaseConnection, database: string): DatabaseConnection {
  if ('host' in server) return { ...server, database }
  const url = new URL(server.connectionString)
  url.pathname = `/${database}`
  return { connectionString: url.href }
}

/** Runs one statement on the server outside of any test's database. */
export async function administer(
  server: DatabaseConnection,
  statement: string,
): Promise<pg.QueryResult<{ name: string }>> {
  const client = new pg.Client(server)
  await client.connect()
  try {
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

async function databasesNamed(server: DatabaseConnection, prefix: string): Promise<string[]> {
  const { rows } = await administer(
    server,
    `SELECT datname AS name FROM pg_database WHERE starts_with(datname, '${prefix}')`,
  )
  return rows.map(({ name }) => name)
}
