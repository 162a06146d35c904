import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import type { DatabaseConnection } from '../../src/server/database/open.ts'
import { administer, inDatabase } from './database-server.ts'

export type FreshDatabase = {
  connection: DatabaseConnection
  /** Drops it, whoever is still connected. What is not dropped goes with the run. */
  drop(): Promise<void>
}

/** A migrated, empty database of one's own; one a test file is the rule. Takes about 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { server, template } = inject('testDatabase')
  const name = template.replace('template', randomBytes(6).toString('hex'))
  // Written to the log page by page instead of copied with a checkpoint before and after: quicker for a small one.
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY wal_log`)
  return {
    connection: inDatabase(server, name),
    drop: async () => {
      await administer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    },
  }
}
