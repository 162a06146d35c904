import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseConnection } from '../database/open.ts'

/** What one process says to the others. */
export type Message =
  /** It begins to listen. */
  | { readonly kind: 'hello' }
  /** It is still there. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'bye' }
  /** Something was committed in these workspaces. */
  | { readonly kind: 'changed'; readonly workspaces: readonly string[] }
  /** Who looks at what now: stream, workspace, member, records; no records when the stream has ended. */
  | { readonly kind: 'looking'; readonly looks: readonly Look[] }

export type Look = readonly [stream: string, workspaceId: string, memberId: string, subjects: readonly string[]]

export interface Bus {
  /** Tells the other processes, if there are any. */
  say(message: Message): void
  stop(): Promise<void>
}

export interface BusOptions {
  readonly connection: DatabaseConnection
  readonly heard: (process: string, message: Message) => void
  /** A process is there that was not before, or begins anew: it is to be told what others know. */
  readonly met: () => void
  /** A process has gone, or nothing was heard of it for half a minute. */
  readonly gone: (process: string) => void
  /** The connection is there, again: what was said meanwhile was not heard. */
  readonly connected: () => void
}

const channel = 'rondo_live'
const aliveMs = 10_000
const silentMs = 35_000
// PostgreSQL takes 7,999 bytes; ids and names here are ASCII.
const longest = 7_500

/** Words between the processes of one database, over one connection that listens: a wake-up, which may be lost. */
export function openBus({ connection, heard, met, gone, connected }: BusOptions): Bus {
  const self = randomBytes(6).toString('base64url')
  const peers = new Map<string, number>()
  const line = openLine(connection, hear, () => {
    for (const peer of peers.keys()) forget(peer)
    send({ kind: 'hello' })
    connected()
  })
  const timer = setInterval(() => {
    send({ kind: 'alive' })
    for (const [peer, at] of peers) if (performance.now() - at > silentMs) forget(peer)
  }, aliveMs)
  timer.unref()

  function hear(payload: string): void {
    // Only our own processes speak on this channel.
    const [process, message] = JSON.parse(payload) as [string, Message]
    if (process === self) return
    if (message.kind === 'bye') return forget(process)
    // It may have lost what was said, and we what it said.
    if (message.kind === 'hello') forget(process)
    const isNew = !peers.has(process)
    peers.set(process, performance.now())
    heard(process, message)
    if (isNew) met()
  }

  function forget(process: string): void {
    if (peers.delete(process)) gone(process)
  }

  function send(message: Message): void {
    for (const text of pieces(self, message)) void line.send(text)
  }

  return {
    say: (message) => {
      // Alone, there is nobody to tell; whoever comes says hello.
      if (peers.size > 0) send(message)
    },
    stop: async () => {
      clearInterval(timer)
      await line.send(JSON.stringify([self, { kind: 'bye' }]))
      await line.stop()
    },
  }
}

interface Line {
  send(payload: string): Promise<unknown>
  stop(): Promise<void>
}

/** One connection that listens and speaks, opened again whenever it is lost. */
function openLine(connection: DatabaseConnection, hear: (payload: string) => void, connected: () => void): Line {
  const stopping = new AbortController()
  let client: pg.Client | null = null
  const running = keepOpen()

  async function keepOpen(): Promise<void> {
    while (!stopping.signal.aborted) {
      const opened = new pg.Client({ ...connection, keepAlive: true })
      const ended = Promise.withResolvers<void>()
      opened.on('error', () => ended.resolve())
      opened.on('end', () => ended.resolve())
      opened.on('notification', ({ payload }) => hear(payload ?? ''))
      try {
        await opened.connect()
        await opened.query(`listen ${channel}`)
        client = opened
        connected()
        await Promise.race([ended.promise, aborted(stopping.signal)])
      } catch {
        // The database is away: tried again until it is back.
      }
      client = null
      await opened.end().catch(() => {})
      await pause(1_000, undefined, { signal: stopping.signal, ref: false }).catch(() => {})
    }
  }

  return {
    // What is lost with the connection is made good: the next one begins with a look at everything.
    send: async (payload) => client?.query('select pg_notify($1, $2)', [channel, payload]).catch(() => {}),
    stop: () => {
      stopping.abort()
      return running
    },
  }
}

/** A message in as many payloads as it needs. */
function pieces(self: string, message: Message): string[] {
  const text = JSON.stringify([self, message])
  if (text.length <= longest) return [text]
  if (message.kind === 'changed') {
    const half = Math.ceil(message.workspaces.length / 2)
    const halves = [message.workspaces.slice(0, half), message.workspaces.slice(half)]
    return halves.flatMap((workspaces) => pieces(self, { kind: 'changed', workspaces }))
  }
  if (message.kind !== 'looking') return []
  const half = Math.ceil(message.looks.length / 2)
  const halves = [message.looks.slice(0, half), message.looks.slice(half)]
  return halves.flatMap((looks) => pieces(self, { kind: 'looking', looks }))
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
