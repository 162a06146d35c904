/**
 * Live: tells whoever looks on what has changed in their workspace, and who looks at the same record. It reads the log that
 * every write leaves (kernel/changes.ts), knows no module, and decides nothing but who may be told. HTTP is in http/live.ts.
 */
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DatabaseConnection } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'
import { type Owners, nobodysRows, ownersOf, visibleOf } from './audience.ts'
import { openBus } from './bus.ts'
import { beginReading, expireLog, horizonOf, latestNews, type Moment, type News, newsSince, readOn } from './feed.ts'
import { createPresence, type Turn } from './presence.ts'
import { changesText, emptyRoom, type Room, sendIn, tellAll, unsettled, type Watcher } from './rooms.ts'
import { eventText } from './stream.ts'

export type { Watcher } from './rooms.ts'
export { outletOf } from './stream.ts'

/** Where a watcher begins: after an event it has seen, or so many seconds ago. */
export interface Beginning {
  readonly place: string | null
  readonly ago: number
}

export interface Live {
  /** Something was committed in a workspace. Costs nothing. */
  wrote(workspaceId: string): void
  /** Whether somebody has as many streams as they may, or the process as many as it can. */
  isFull(actorId: string, session: string | null): boolean
  /** Tells a watcher what it missed, and from then on what happens; returns what ends that. */
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
// Nobody is trusted longer without being asked anew.
const longestMs = 3_600_000
const lingerMs = 1_000
const limits = { session: 12, actor: 40, process: 5_000 }
const self = ''

export function startLive({ connection, db, pulseMs = usualPulseMs }: LiveOptions): Live {
  const rooms = new Map<string, Room>()
  const presence = createPresence()
  const counts = new Map<string, number>()
  const due = new Set<string>()
  const wrote = new Set<string>()
  const bus = openBus({
    connection,
    heard: (process, message) => {
      if (message.kind === 'changed') for (const workspace of message.workspaces) wake(workspace)
      if (message.kind === 'looking') tellTurns(message.looks.flatMap((look) => presence.look(process, look)))
      if (message.kind === 'hello') bus.say({ kind: 'looking', looks: presence.looksOf(self) })
    },
    gone: (process) => tellTurns(presence.forget(process)),
    connected: () => {
      bus.say({ kind: 'looking', looks: presence.looksOf(self) })
      for (const workspace of rooms.keys()) wake(workspace)
    },
  })
  let timer: NodeJS.Timeout | null = null
  let reading: Promise<void> = Promise.resolve()
  const poll = setInterval(() => rooms.forEach((_, workspace) => wake(workspace)), pollMs)
  const pulse = setInterval(() => void beat().catch(() => {}), pulseMs)
  const stopExpiring = expireLog(db)

  function wake(workspaceId: string): void {
    if (rooms.has(workspaceId)) due.add(workspaceId)
    timer ??= setTimeout(() => {
      timer = null
      if (wrote.size > 0) bus.say({ kind: 'changed', workspaces: [...wrote] })
      wrote.clear()
      // What fails, the next poll reads.
      reading = reading.then(readDue).catch(() => {})
    }, batchMs)
  }

  async function readDue(): Promise<void> {
    const now = due.size > 0 ? await horizonOf(db) : null
    for (const workspaceId of due) {
      due.delete(workspaceId)
      const room = rooms.get(workspaceId)
      if (now && room?.reading) await tellRoom(workspaceId, room, await readOn(db, workspaceId, room.reading, now))
    }
  }

  async function tellRoom(workspaceId: string, room: Room, { changes, place }: News): Promise<void> {
    if (changes?.length === 0) return
    const owners = await ownersFor([...room.watchers], workspaceId, changes)
    const leaving = unsettled(room, changes)
    tellAll(room, changes, owners, place)
    // Spread, or all would be back in the same moment.
    for (const watcher of leaving) watcher.outlet.end(100 + Math.random() * 1_500)
  }

  async function ownersFor(
    watchers: readonly Watcher[],
    workspaceId: string,
    changes: News['changes'],
  ): Promise<Owners> {
    const isAsked = changes !== null && watchers.some(({ viewer }) => viewer.sees !== null)
    return isAsked ? ownersOf(db, workspaceId, changes) : nobodysRows
  }

  function tellTurns(turns: readonly Turn[]): void {
    for (const turn of turns) {
      const room = rooms.get(turn.workspaceId)
      const [kind, id] = turn.subject.split('/')
      for (const watcher of room?.watchers ?? []) {
        if (!room || !watcher.subjects.includes(turn.subject)) continue
        const members = presence.others(turn, watcher.memberId)
        sendIn(room, watcher, Buffer.from(eventText('looking', { kind, id, members })))
      }
    }
  }

  /** A sign of life to all; whose session has ended, or who has been here long, is to come back and be asked anew. */
  async function beat(): Promise<void> {
    const all = [...rooms.values()].flatMap(({ watchers }) => [...watchers])
    const sessions = [...new Set(all.flatMap(({ session }) => session ?? []))]
    const { rows } = await sql<{ token: string }>`
      select token from sessions where token = any(${sessions}) and expires_at > now()`.execute(db)
    const open = new Set(rows.map(({ token }) => token))
    for (const { session, since, outlet } of all) {
      const isOver = (session !== null && !open.has(session)) || performance.now() - since > longestMs
      if (isOver) outlet.end(Math.random() * 2_000)
      else outlet.send(':\n\n')
    }
  }

  async function join(watcher: Watcher, { place, ago }: Beginning): Promise<() => void> {
    const { workspaceId, viewer } = watcher
    const room = rooms.get(workspaceId) ?? emptyRoom()
    rooms.set(workspaceId, room)
    room.watchers.add(watcher)
    room.waiting.set(watcher, [])
    count(counts, watcher, 1)
    const leave = () => part(room, watcher)
    try {
      const now = await horizonOf(db)
      if (!room.reading) {
        const begun = await beginReading(db, workspaceId, now)
        room.reading ??= begun
      }
      const news = await missed(workspaceId, now, { place, ago })
      const owners = await ownersFor([watcher], workspaceId, news.changes)
      const visible = watcher.memberId ? await visibleOf(db, workspaceId, viewer, watcher.subjects) : []
      watcher.outlet.send(eventText('ready', {}, news.place))
      const text = changesText(viewer, news.changes, owners, news.place)
      if (text) watcher.outlet.send(text)
      for (const waited of room.waiting.get(watcher) ?? []) watcher.outlet.send(waited)
      room.waiting.delete(watcher)
      if (room.watchers.has(watcher)) lookAt(watcher, visible)
      return leave
    } catch (error) {
      leave()
      throw error
    }
  }

  function missed(workspaceId: string, now: Moment, { place, ago }: Beginning): Promise<News> {
    return place === null ? latestNews(db, workspaceId, ago, now) : newsSince(db, workspaceId, place, now)
  }

  function lookAt({ id, workspaceId, memberId }: Watcher, subjects: readonly string[]): void {
    if (memberId === null) return
    const look = [id, workspaceId, memberId, subjects] as const
    const turns = presence.look(self, look)
    if (turns.length === 0) return
    bus.say({ kind: 'looking', looks: [look] })
    // Whoever only comes back is not seen to go.
    if (subjects.length > 0) tellTurns(turns)
    else setTimeout(() => tellTurns(turns), lingerMs).unref()
  }

  function part(room: Room, watcher: Watcher): void {
    if (!room.watchers.delete(watcher)) return
    room.waiting.delete(watcher)
    count(counts, watcher, -1)
    if (room.watchers.size === 0) rooms.delete(watcher.workspaceId)
    lookAt(watcher, [])
  }

  return {
    wrote: (workspaceId) => {
      wrote.add(workspaceId)
      wake(workspaceId)
    },
    isFull: (actorId, session) =>
      (counts.get('') ?? 0) >= limits.process ||
      (counts.get(actorId) ?? 0) >= limits.actor ||
      (session !== null && (counts.get(session) ?? 0) >= limits.session),
    join,
    stop: async () => {
      for (const running of [poll, pulse]) clearInterval(running)
      if (timer) clearTimeout(timer)
      stopExpiring()
      for (const { watchers } of rooms.values())
        for (const { outlet } of [...watchers]) outlet.end(500 + Math.random() * 2_000)
      await bus.stop()
      await reading
    },
  }
}

function count(counts: Map<string, number>, { actorId, session }: Watcher, by: 1 | -1): void {
  for (const key of ['', actorId, ...(session === null ? [] : [session])]) {
    const next = (counts.get(key) ?? 0) + by
    if (next === 0) counts.delete(key)
    else counts.set(key, next)
  }
}
