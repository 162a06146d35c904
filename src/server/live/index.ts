/**
 * Live: tells whoever looks on what has changed in their workspace, and who looks at the same record. It reads the log that
 * every write leaves (kernel/changes.ts), knows no module, and decides nothing but who may be told. HTTP is in http/live.ts.
 */
import type { Kysely } from 'kysely'
import type { DatabaseConnection } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'
import { type Bus, openBus } from './bus.ts'
import { expireLog } from './feed.ts'
import { beat, type Beginning, hearLooks, type Hub, join, readDue, self, tellTurns } from './hub.ts'
import { createPresence } from './presence.ts'
import type { Watcher } from './rooms.ts'

export { outletOf } from './stream.ts'
export type { Watcher } from './rooms.ts'

export interface Live {
  /** Something was committed in a workspace. Costs nothing. */
  wrote(workspaceId: string): void
  /** Whether somebody has as many streams as they may, or the process as many as it can. */
  isFull(actorId: string, session: string | null): boolean
  /** Tells a watcher what it missed, and has it told what happens from now on; returns what ends that. */
  join(watcher: Watcher, beginning: Beginning): Promise<() => void>
  /** Streams end, and come back elsewhere. */
  stop(): Promise<void>
}

export interface LiveOptions {
  readonly connection: DatabaseConnection
  readonly db: Kysely<Tables>
  /** How often a sign of life is given, and sessions are asked for; 20 seconds unless said. */
  readonly pulseMs?: number
}

// Changes of so long are told together.
const batchMs = 80
// What no wake-up told of: it is lost with a connection, and other programs give none.
const pollMs = 5_000
// Proxies cut what is silent for a minute.
const usualPulseMs = 20_000
const limits = { session: 12, actor: 40, process: 5_000 }

export function startLive({ connection, db, pulseMs = usualPulseMs }: LiveOptions): Live {
  const written = new Set<string>()
  let timer: NodeJS.Timeout | null = null
  let reading: Promise<void> = Promise.resolve()
  const hub: Hub = {
    db,
    bus: busOf(() => hub, connection, wake),
    rooms: new Map(),
    presence: createPresence(),
    counts: new Map(),
    due: new Set(),
  }
  const { bus, rooms, counts } = hub
  const poll = setInterval(() => rooms.forEach((_, workspaceId) => wake(workspaceId)), pollMs)
  // The next one tells what this one could not.
  const pulse = setInterval(() => void beat(hub).catch(() => {}), pulseMs)
  const stopExpiring = expireLog(db)

  function wake(workspaceId: string): void {
    if (hub.rooms.has(workspaceId)) hub.due.add(workspaceId)
    timer ??= setTimeout(() => {
      timer = null
      if (written.size > 0) bus.say({ kind: 'changed', workspaces: [...written] })
      written.clear()
      // What fails, the next poll reads.
      reading = reading.then(() => readDue(hub)).catch(() => {})
    }, batchMs)
  }

  return {
    wrote: (workspaceId) => {
      written.add(workspaceId)
      wake(workspaceId)
    },
    isFull: (actorId, session) =>
      (counts.get('') ?? 0) >= limits.process ||
      (counts.get(actorId) ?? 0) >= limits.actor ||
      (session !== null && (counts.get(session) ?? 0) >= limits.session),
    join: (watcher, beginning) => join(hub, watcher, beginning),
    stop: async () => {
      for (const running of [poll, pulse]) clearInterval(running)
      if (timer) clearTimeout(timer)
      stopExpiring()
      const all = [...rooms.values()].flatMap(({ watchers }) => [...watchers])
      for (const { outlet } of all) outlet.end(500 + Math.random() * 3_500)
      await bus.stop()
      await reading
    },
  }
}

function busOf(hub: () => Hub, connection: DatabaseConnection, wake: (workspaceId: string) => void): Bus {
  return openBus({
    connection,
    heard: (process, message) => {
      if (message.kind === 'changed') message.workspaces.forEach(wake)
      if (message.kind === 'looking') hearLooks(hub(), process, message.looks)
    },
    gone: (process) => tellTurns(hub(), hub().presence.forget(process)),
    met: () => hub().bus.say({ kind: 'looking', looks: hub().presence.looksOf(self) }),
    connected: () => {
      for (const workspaceId of hub().rooms.keys()) wake(workspaceId)
    },
  })
}
