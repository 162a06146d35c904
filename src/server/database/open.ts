import { accessSync, constants, mkdirSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { Config } from '../config.ts'
import { OperatorError } from '../operator-error.ts'
import { awaitServer } from './check.ts'
import { type SocketConnection, socketConnection, startEmbedded } from './embedded.ts'
import { type OwnerLock, readOwner, takeOwnership } from './owner-lock.ts'

/** Where the database is; spread into the options of a pool or client of `pg`. */
export type DatabaseConnection = SocketConnection | { connectionString: string }

export type OpenDatabase = {
  connection: DatabaseConnection
  /** Whether this process runs the embedded database, and so stops it. */
  owned: boolean
  stop(): Promise<void>
}

export type DatabaseStep = 'initialising' | 'recovering' | 'restarting' | 'waiting'

export type OpenOptions = {
  /** How others are told who owns the directory: `rondo start`. */
  command: string
  /** Refuse to be a guest: the database is to live as long as this process. */
  sole?: boolean
  say?: (step: DatabaseStep) => void
  /** Called when the embedded database ended and could not be brought back. */
  lost?: (cause: unknown) => void
}

/**
 * Opens the database of the configuration: the server of DATABASE_URL, else the embedded one, as its owner if nobody
 * else is, as a guest of the owner otherwise. A guest never stops it.
 * @throws OperatorError
 */
export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) {
    const connection = { connectionString: config.databaseUrl }
    await awaitServer(connection, () => options.say?.('waiting'))
    return { connection, owned: false, stop: async () => {} }
  }
  const directory = config.dataDirectory
  prepareDirectory(directory)
  const lock = takeOwnership(directory, options.command)
  if (lock) return own(directory, lock, options)
  if (options.sole) throw held(directory)
  return { connection: await joinOwner(directory, options), owned: false, stop: async () => {} }
}

async function own(directory: string, lock: OwnerLock, options: OpenOptions): Promise<OpenDatabase> {
  try {
    const embedded = await startEmbedded({ directory, leftBehind: lock.leftBehind, ...options })
    lock.announce(embedded.connection.host)
    const stop = async () => {
      await embedded.stop()
      lock.release()
    }
    return { connection: embedded.connection, owned: true, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Waits until the owner's database is ready: it may have been started a moment ago. */
async function joinOwner(directory: string, options: OpenOptions): Promise<DatabaseConnection> {
  for (const until = performance.now() + 15_000; performance.now() < until; await pause(50)) {
    const socketDirectory = readOwner(directory)?.socketDirectory
    if (socketDirectory === undefined) continue
    const connection = socketConnection(socketDirectory)
    await awaitServer(connection, () => options.say?.('waiting'))
    return connection
  }
  throw held(directory)
}

function held(directory: string): OperatorError {
  const { command, pid } = readOwner(directory) ?? { command: '', pid: 0 }
  return new OperatorError('data_directory_held', { directory, command, pid })
}

function prepareDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new OperatorError('data_directory_not_writable', { directory, reason: String(error.code) })
  }
}
