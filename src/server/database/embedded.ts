import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '../operator-error.ts'
import { postgresAccount } from './embedded/account.ts'
import { clusterExists, clusterName, databaseName, databaseUser, initialise, spawnOptions } from './embedded/cluster.ts'
import { makeSocketDirectory, openPlace, type Place, removeSocketDirectory } from './embedded/place.ts'
import { ownPatience, readPostmaster, stopOrphan, stopPostmaster, watchOver } from './embedded/postmaster.ts'
import { type Programs, postgresPrograms } from './embedded/programs.ts'

/** A local database without a password: its directory is closed to others. */
export type SocketConnection = { host: string; port: number; database: string; user: string }

export type Embedded = {
  connection: SocketConnection
  /** Ends the database cleanly: within 5 s, or its log is replayed at the next start. */
  stop(): Promise<void>
}

export type EmbeddedOptions = {
  directory: string
  /** The socket directory of an owner that was killed, to be removed. */
  leftBehind?: string | undefined
  /** False gives up safety for speed: for tests alone. */
  durable?: boolean
  connections?: number
  say?: (step: 'initialising' | 'recovering' | 'restarting') => void
  /** Called when the database ended and could not be brought back. */
  lost?: (cause: unknown) => void
}

const port = 5432

/** The connection of a guest to the database that another process runs. */
export function socketConnection(socketDirectory: string): SocketConnection {
  return { host: socketDirectory, port, database: databaseName, user: databaseUser }
}

/**
 * Starts the PostgreSQL that npm brought on a directory that the caller owns, and keeps it running until `stop`: if it
 * dies it is started again, and if this process dies it ends too.
 * @throws OperatorError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const cluster = path.join(options.directory, clusterName)
  const account = postgresAccount(cluster)
  const programs = postgresPrograms(options.directory, account)
  const place = openPlace(options.directory, account)
  if (!clusterExists(options.directory, programs)) {
    options.say?.('initialising')
    await initialise(place, programs, options.durable ?? true)
  }
  if (await stopOrphan(cluster)) options.say?.('recovering')
  const socket = makeSocketDirectory(place, options.leftBehind)
  const launch = () =>
    launchPostmaster(place, programs, [...serverSettings(options), ['unix_socket_directories', socket.seen]])
  const keeper = keep(await launch(), launch, place, options)
  return {
    connection: socketConnection(socket.path),
    stop: async () => {
      await keeper.stop()
      removeSocketDirectory(place, socket)
      place.close()
    },
  }
}

type Settings = readonly (readonly [name: string, value: string])[]

// Sized for a small machine: reads beyond shared_buffers come from the page cache of the kernel, which is not counted
// against anybody. A log of 256 MB at most is replayed in about a second after a crash.
function serverSettings({ durable = true, connections = 40 }: EmbeddedOptions): Settings {
  const safety = durable
    ? []
    : ['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => [name, 'off'] as const)
  return [
    ['listen_addresses', ''],
    ['port', String(port)],
    ['unix_socket_permissions', '0700'],
    ['max_connections', String(connections)],
    ['shared_buffers', '64MB'],
    ['effective_cache_size', '512MB'],
    ['work_mem', '8MB'],
    ['maintenance_work_mem', '64MB'],
    ['max_wal_size', '256MB'],
    // After a crash everything is flushed before the log is replayed: by file that took up to 3 s on a busy disk, at once 0.1 s.
    ...(process.platform === 'linux' ? [['recovery_init_sync_method', 'syncfs'] as const] : []),
    ['random_page_cost', '1.1'],
    ['jit', 'off'],
    ['io_method', 'sync'],
    ['max_worker_processes', '4'],
    ['max_parallel_workers_per_gather', '1'],
    ['max_logical_replication_workers', '0'],
    ['autovacuum_worker_slots', '3'],
    ['autovacuum_max_workers', '2'],
    ['log_min_messages', 'warning'],
    ['log_checkpoints', 'off'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ...safety,
  ]
}

type Running = { child: ChildProcess; pid: number }

/** Starts postgres and resolves when it takes connections. */
async function launchPostmaster(place: Place, programs: Programs, settings: Settings): Promise<Running> {
  const cluster = path.join(place.directory, clusterName)
  // After kill -9 of the postmaster its children hold the shared memory for a moment, and a new one refuses to start.
  const retryUntil = performance.now() + (readPostmaster(cluster) ? 5000 : 0)
  for (;;) {
    const running = await attempt(place, programs, settings)
    if (running) return running
    if (performance.now() > retryUntil) {
      const log = logFile(place)
      throw new OperatorError('postgres_failed', { log, lines: readFileSync(log, 'utf8').trim().split('\n').slice(-8) })
    }
    await pause(50)
  }
}

/** One try: undefined if postgres ended before it was ready. */
async function attempt(place: Place, programs: Programs, settings: Settings): Promise<Running | undefined> {
  const cluster = path.join(place.directory, clusterName)
  const log = openLog(place)
  const args = [
    '-D',
    path.join(place.seen, clusterName),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  const child = spawn(programs.postgres, args, {
    ...spawnOptions(place),
    // In a group of its own: Ctrl-C at the terminal must not stop the database before the requests in flight.
    detached: true,
    stdio: ['ignore', log, log, place.descriptor],
  })
  closeSync(log)
  const { pid } = child
  if (pid === undefined) throw await new Promise((resolve) => child.once('error', resolve))
  while (lives(child)) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.pid === pid && postmaster.ready) return { child, pid }
    await pause(5)
  }
  return undefined
}

/** Starts postgres again when it ends by itself, at most five times a minute. */
function keep(first: Running, launch: () => Promise<Running>, place: Place, { say, lost }: EmbeddedOptions) {
  let stopping = false
  let restarts: number[] = []
  let watcher: ReturnType<typeof watchOver>
  const follow = (running: Running): Running => {
    watcher = watchOver(running.pid, place)
    running.child.once('exit', () => {
      watcher.end()
      if (stopping) return
      current = restart().then(follow)
      current.catch((cause) => lost?.(cause))
    })
    return running
  }
  const restart = () => {
    const now = performance.now()
    restarts = [...restarts.filter((at) => now - at < 60_000), now]
    if (restarts.length > 5)
      return Promise.reject(new OperatorError('postgres_failed', { log: logFile(place), lines: [] }))
    say?.('restarting')
    return launch()
  }
  let current = Promise.resolve(follow(first))
  return {
    stop: async () => {
      stopping = true
      // A database that is just being restarted is stopped as soon as it runs; one that is lost is stopped already.
      const running = await current.catch(() => undefined)
      if (running) await stopPostmaster(running.pid, () => lives(running.child), ownPatience)
    },
  }
}

function lives(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

function logFile(place: Place): string {
  return path.join(place.directory, 'postgres.log')
}

// One file and the one before it: warnings only, so this is months.
function openLog(place: Place): number {
  const file = logFile(place)
  mkdirSync(place.directory, { recursive: true })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 4_000_000) renameSync(file, `${file}.1`)
  return openSync(file, 'a', 0o600)
}
