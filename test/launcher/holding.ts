import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { SocketConnection } from '../../src/server/database/embedded.ts'

export type Held = {
  child: ChildProcess
  connection: SocketConnection
  owned: boolean
  steps: string[]
}
export type Refused = { refused: string; details: Record<string, unknown> }

type Line = { step?: string } | { connection: SocketConnection; owned: boolean } | Refused

/** Opens the directory in a process of its own; resolves when it is open or refused. */
export async function hold(directory: string, options: { sole?: boolean; uid?: number } = {}): Promise<Held | Refused> {
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'holder.ts'), directory, options.sole ? 'sole' : ''],
    {
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const steps: string[] = []
  for await (const text of createInterface({ input: child.stdout })) {
    // Lines of holder.ts, beside this file.
    const line = JSON.parse(text) as Line
    if ('refused' in line) return line
    if ('connection' in line) return { child, ...line, steps }
    if (line.step !== undefined) steps.push(line.step)
  }
  throw new Error(`${directory} was not opened`)
}

/** As `hold`, where a refusal fails the test. */
export async function held(directory: string, options: { sole?: boolean; uid?: number } = {}): Promise<Held> {
  const result = await hold(directory, options)
  if ('refused' in result) throw new Error(JSON.stringify(result))
  return result
}

/** Ends a process and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

/** The pid of the postgres of a data directory. */
export function postmasterPid(directory: string): number {
  return Number(readFileSync(path.join(directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

/** Resolves to whether the process is gone within the time. A dead one that nobody collects is gone. */
export async function goneWithin(pid: number, milliseconds: number): Promise<boolean> {
  for (const until = performance.now() + milliseconds; performance.now() < until; await pause(20)) {
    if (!lives(pid)) return true
  }
  return false
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
