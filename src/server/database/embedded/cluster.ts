import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { OperatorError } from '../../operator-error.ts'
import { own, type Place } from './place.ts'
import type { Programs } from './programs.ts'

/** Database and user of the embedded server; the user owns everything. */
export const databaseName = 'rondo'
export const databaseUser = 'rondo'

/** The directory of the cluster within the data directory. */
export const clusterName = 'postgres'

/** Whether the cluster is there. @throws OperatorError if another major version wrote it. */
export function clusterExists(directory: string, programs: Programs): boolean {
  const cluster = path.join(directory, clusterName)
  if (!existsSync(cluster)) return false
  const written = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  const brought = programs.majorVersion
  if (written !== brought) throw new OperatorError('postgres_version_differs', { directory, written, brought })
  return true
}

/**
 * Makes the cluster with its empty database under another name and renames it: what carries the name is whole, however
 * often an earlier attempt was killed.
 */
export async function initialise(place: Place, programs: Programs, durable: boolean): Promise<void> {
  for (const name of readdirSync(place.directory)) {
    if (name.startsWith(`${clusterName}.new`)) rmSync(path.join(place.directory, name), { recursive: true })
  }
  const beside = `${clusterName}.new`
  const seen = path.join(place.seen, beside)
  mkdirSync(path.join(place.directory, beside), { mode: 0o700 })
  own(path.join(place.directory, beside), place.account)
  await finish(place, programs.initdb, [
    '-D',
    seen,
    `--username=${databaseUser}`,
    '--auth=trust',
    '--encoding=UTF8',
    // Sorted by bytes, so that an index serves `LIKE 'x%'`; letters by Unicode, without which pg_trgm makes no
    // trigrams of Thai or Hebrew and a search reads every row.
    '--locale=C',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    ...(durable ? [] : ['--no-sync']),
  ])
  const single = ['--single', '-D', seen, 'postgres']
  await finish(place, programs.postgres, single, `CREATE DATABASE ${databaseName}\n`)
  renameSync(path.join(place.directory, beside), path.join(place.directory, clusterName))
}

/** What every program of PostgreSQL is started with. */
export function spawnOptions(place: Place) {
  return {
    ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
    cwd: '/',
    // Nothing of the caller's environment (PGDATA, LC_ALL) may change what the database is.
    env: {},
  }
}

async function finish(place: Place, program: string, args: readonly string[], input?: string): Promise<void> {
  const child = spawn(program, args, { ...spawnOptions(place), stdio: ['pipe', 'ignore', 'pipe', place.descriptor] })
  const ended = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (!child.stdin || !child.stderr || child.pid === undefined) {
    // The file is there, so what is missing is the system library it was linked against (musl instead of glibc).
    await ended.catch(() => undefined)
    throw new OperatorError('postgres_not_packaged', { platform: `${process.platform}-${process.arch}` })
  }
  child.stdin.end(input)
  const [code, complaint] = await Promise.all([ended, text(child.stderr)])
  if (code !== 0) throw new OperatorError('postgres_failed', { log: program, lines: complaint.trim().split('\n') })
}
