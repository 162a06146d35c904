import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { OperatorError } from '../../operator-error.ts'
import { type Account, reachable } from './account.ts'

/** The data directory as this process and as postgres name it. */
export type Place = {
  directory: string
  /** The same directory by a name that the account can use. */
  seen: string
  /** Handed to each child as descriptor 3, which `seen` may lead through. */
  descriptor: number
  account: Account | undefined
  close(): void
}

/**
 * Root's data directory often lies where the postgres account may not go (under /root, in a private temporary
 * directory). On Linux the account then reaches it through an open descriptor: `/proc/self/fd/3` leads straight to the
 * directory, whatever stands above it, so nobody's permissions have to be widened and the data stay where they were asked for.
 */
export function openPlace(directory: string, account: Account | undefined): Place {
  if (account) chmodSync(directory, 0o711)
  const descriptor = openSync(directory, 'r')
  const close = () => closeSync(descriptor)
  if (!account || reachable(directory, account)) return { directory, seen: directory, descriptor, account, close }
  const seen = '/proc/self/fd/3'
  if (existsSync('/proc/self/fd')) return { directory, seen, descriptor, account, close }
  close()
  throw new OperatorError('data_directory_unreachable', { directory, user: account.name })
}

/** The directory of the socket: `path` for us, `seen` for postgres. */
export type SocketDirectory = { path: string; seen: string }

/** Makes the directory of the socket, private to postgres and root: the socket asks for no password. */
export function makeSocketDirectory(place: Place, leftBehind: string | undefined): SocketDirectory {
  const inside = path.join(place.directory, 'socket')
  if (leftBehind !== undefined && leftBehind !== inside) rmSync(leftBehind, { recursive: true, force: true })
  const fits = Buffer.byteLength(path.join(inside, '.s.PGSQL.5432.lock')) <= longestSocketPath
  if (!fits) {
    const outside = mkdtempSync(path.join(os.tmpdir(), 'rondo-'))
    own(outside, place.account)
    return { path: outside, seen: outside }
  }
  // With the lock file in it, whose pid may be another program's by now.
  rmSync(inside, { recursive: true, force: true })
  mkdirSync(inside, { mode: 0o700 })
  own(inside, place.account)
  return { path: inside, seen: path.join(place.seen, 'socket') }
}

/** Removes a socket directory that lies outside the data directory. */
export function removeSocketDirectory(place: Place, socket: SocketDirectory): void {
  if (path.dirname(socket.path) !== place.directory) rmSync(socket.path, { recursive: true, force: true })
}

/** Gives a path to the account postgres runs as. */
export function own(file: string, account: Account | undefined): void {
  if (account) chownSync(file, account.uid, account.gid)
}

// The kernel keeps a socket's path in 108 bytes on Linux and 104 on macOS, with the zero at the end.
const longestSocketPath = 103
