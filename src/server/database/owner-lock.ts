import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Who owns a data directory, in the owner's own words. */
export type Owner = {
  /** For people: `rondo start`. */
  command: string
  pid: number
  /** ISO instant. */
  since: string
  /** Where guests connect; absent until the database is ready. */
  socketDirectory?: string
}

export type OwnerLock = {
  /** Tells guests where to connect. */
  announce(socketDirectory: string): void
  /** The socket directory of an owner that was killed before it could clean up. */
  readonly leftBehind: string | undefined
  release(): void
}

/**
 * Takes the data directory for this process, or returns undefined while another living process has it.
 *
 * Node has no flock, but its SQLite locks files the same way: the kernel lets go when the process ends, however it ends,
 * also across containers that share the directory. A pid written to a file is neither: pids are reused, and mean
 * something else in the next container. So the lock is the kernel's, and pid and time are only told.
 */
export function takeOwnership(directory: string, command: string): OwnerLock | undefined {
  const lock = new DatabaseSync(path.join(directory, 'owner.lock'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
  const leftBehind = readOwner(directory)?.socketDirectory
  const owner: Owner = { command, pid: process.pid, since: Temporal.Now.instant().toString() }
  write(directory, owner)
  return {
    leftBehind,
    announce: (socketDirectory) => write(directory, { ...owner, socketDirectory }),
    release: () => {
      rmSync(file(directory), { force: true })
      lock.close()
    },
  }
}

/** What the owner wrote down; after a crash, what the last one did. */
export function readOwner(directory: string): Owner | undefined {
  try {
    // Written by this program, whole or not at all.
    return JSON.parse(readFileSync(file(directory), 'utf8')) as Owner
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

function write(directory: string, owner: Owner): void {
  const beside = `${file(directory)}.new`
  writeFileSync(beside, JSON.stringify(owner), { mode: 0o600 })
  renameSync(beside, file(directory))
}

function file(directory: string): string {
  return path.join(directory, 'owner.json')
}

function isBusy(error: unknown): boolean {
  const sqliteBusy = 5
  return error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy
}
