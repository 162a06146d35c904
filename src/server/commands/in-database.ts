import * as z from 'zod/mini'
import type { Config } from '../config.ts'
import { migrate } from '../database/migrate.ts'
import { type DatabaseConnection, openDatabase } from '../database/open.ts'
import { openPools, type Pools } from '../database/pool.ts'
import { parseBody } from '../http/parse.ts'
import { Failure } from '../kernel/fail.ts'
import { OperatorError } from '../operator-error.ts'
import type { Output } from './command.ts'
import { sayStep } from './steps.ts'

/**
 * Runs an operator's work on the database, brought up to date; beside a running server, or on its own.
 * @throws OperatorError `refused` when a rule of Rondo refuses
 */
export async function inDatabase<Result>(
  config: Config,
  output: Output,
  command: string,
  work: (pools: Pools, connection: DatabaseConnection) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(config, { command, say: sayStep(output) })
  try {
    await migrate(database.connection)
    const pools = openPools(database.connection, 2)
    try {
      return await work(pools, database.connection)
    } finally {
      await pools.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    throw new OperatorError('refused', { code: thrown.code, data: { ...thrown.data }, fields: thrown.fields ?? [] })
  } finally {
    await database.stop()
  }
}

/** Flags read by a schema of the contract, so that the command line takes what the screens take. */
export function parseFlags<Schema extends z.ZodMiniType>(schema: Schema, flags: object): z.output<Schema> {
  // parseBody returns what this schema gives.
  return parseBody(schema, flags) as z.output<Schema>
}
