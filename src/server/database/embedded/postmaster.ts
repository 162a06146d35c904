import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnOptions } from './cluster.ts'
import type { Place } from './place.ts'

/** The pid in postmaster.pid and whether that postmaster takes connections; undefined without the file. */
export function readPostmaster(cluster: string): { pid: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Ends a postmaster whose Rondo was killed. Returns whether there was anything of one. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const orphan = readPostmaster(cluster)
  if (!orphan) return false
  const lives = () => serves(orphan.pid, cluster)
  if (lives()) await stopPostmaster(orphan.pid, lives, orphanPatience)
  disown(cluster)
  return true
}

/**
 * Puts our pid into the file that a dead postmaster left. Postgres refuses to start while the pid in it exists, be it a
 * zombie (in a container whose first process does not collect orphans) or an unrelated program; its parent's pid it takes
 * for stale. Without the file it would no longer wait for backends that still hold the shared memory named in it.
 */
function disown(cluster: string): void {
  const file = path.join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return
  const [, ...rest] = readFileSync(file, 'utf8').split('\n')
  writeFileSync(file, [process.pid, ...rest].join('\n'))
}

/** Milliseconds to wait after each of SIGINT (clean) and SIGQUIT (its log is replayed at the next start). */
type Patience = { clean: number; quick: number }
// An orphan is in the way of somebody who waits; replaying its log is quicker than waiting for a slow disk.
const orphanPatience: Patience = { clean: 500, quick: 500 }
export const ownPatience: Patience = { clean: 5000, quick: 1000 }

/** Stops a postmaster: cleanly, if that takes too long at once, and by force in the end. */
export async function stopPostmaster(pid: number, lives: () => boolean, patience: Patience): Promise<void> {
  signal(pid, 'SIGINT')
  if (await ended(lives, patience.clean)) return
  signal(pid, 'SIGQUIT')
  if (await ended(lives, patience.quick)) return
  signal(pid, 'SIGKILL')
  await ended(lives, 1000)
}

/**
 * Starts a watcher that stops the postmaster when this process is gone, also after kill -9: the pipe to it closes.
 * A shell, because it takes 1 MB where a Node would take 40.
 */
export function watchOver(pid: number, place: Place): { end(): void } {
  const script = 'read -r _; kill -INT "$1"'
  const watcher = spawn('/bin/sh', ['-c', script, 'rondo-watcher', String(pid)], {
    ...spawnOptions(place),
    // In a group of its own: Ctrl-C at the terminal is for Rondo alone.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  return { end: () => watcher.kill('SIGKILL') }
}

// A pid may have been given to another program since, perhaps to another postgres; and in a container whose first process
// does not collect orphans, a dead postmaster keeps its pid but no directory.
function serves(pid: number, cluster: string): boolean {
  if (!signal(pid, 0)) return false
  if (process.platform !== 'linux') return commandLine(pid).includes(cluster)
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    // Ended meanwhile, or of another user.
    return false
  }
}

function commandLine(pid: number): string {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}

async function ended(lives: () => boolean, withinMilliseconds: number): Promise<boolean> {
  const until = performance.now() + withinMilliseconds
  while (performance.now() < until) {
    if (!lives()) return true
    await pause(5)
  }
  return false
}

/** False if there is no such process. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
