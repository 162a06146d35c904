import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '../src/server/config.ts'
import { migrate } from '../src/server/database/migrate.ts'
import { type DatabaseConnection, openDatabase } from '../src/server/database/open.ts'

/** Runs something on an embedded database of its own, which is gone afterwards, like all that was put into its directory. */
export async function inOwnDatabase<Result>(
  work: (connection: DatabaseConnection, directory: string) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(path.join(tmpdir(), 'rondo-bench-'))
  const config = readConfig({ flags: { data: directory }, environment: {}, workingDirectory: directory })
  const database = await openDatabase(config, { command: 'bench' })
  try {
    await migrate(database.connection)
    return await work(database.connection, directory)
  } finally {
    await database.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}
