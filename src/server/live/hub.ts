import { type Kysely, sql } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { nobodysRows, type Owners, ownersOf, visibleOf } from './audience.ts'
import type { Bus, Look } from './bus.ts'
import { beginReading, horizonOf, latestNews, type News, newsSince, readOn } from './feed.ts'
import type { Presence, Turn } from './presence.ts'
import { changesText, emptyRoom, type Room, sendIn, tellAll, unsettled, type Watcher } from './rooms.ts'
import { eventText } from './stream.ts'

/** What one process knows of those who look on. */
export interface Hub {
  readonly db: Kysely<Tables>
  readonly bus: Bus
  /** By workspace. */
  readonly rooms: Map<string, Room>
  readonly presence: Presence
  /** Streams by session, by actor, and under '' all of them. */
  readonly counts: Map<string, number>
  /** Workspaces with something to read. */
  readonly due: Set<string>
}

/** Where a watcher begins: after an event it has seen, or so many seconds ago. */
export interface Beginning {
  readonly place: string | null
  readonly ago: number
}

// Nobody is trusted longer without being asked anew.
const longestMs = 3_600_000
// Whoever is back within this was not seen to go.
const lingerMs = 1_000
/** This process, among those that presence knows. */
export const self = ''

/** Reads what is due, and tells of it. */
export async function readDue({ db, rooms, due, ...hub }: Hub): Promise<void> {
  if (due.size === 0) return
  const workspaces = [...due]
  due.clear()
  const now = await horizonOf(db)
  for (const workspaceId of workspaces) {
    const room = rooms.get(workspaceId)
    if (!room?.reading) continue
    const news = await readOn(db, workspaceId, room.reading, now)
    await tellRoom({ db, rooms, due, ...hub }, workspaceId, room, news)
  }
}

async function tellRoom({ db }: Hub, workspaceId: string, room: Room, { changes, place }: News): Promise<void> {
  if (changes?.length === 0) return
  const owners = await ownersFor(db, [...room.watchers], workspaceId, changes)
  const leaving = unsettled(room, changes)
  tellAll(room, changes, owners, place)
  // Spread, or all would be back in the same moment.
  for (const { outlet } of leaving) outlet.end(100 + Math.random() * 1_500)
}

function ownersFor(
  db: Kysely<Tables>,
  watchers: readonly Watcher[],
  workspaceId: string,
  changes: News['changes'],
): Promise<Owners> {
  const isAsked = changes !== null && watchers.some(({ viewer }) => viewer.sees !== null)
  return isAsked ? ownersOf(db, workspaceId, changes) : Promise.resolve(nobodysRows)
}

/** Tells those who look at a record who else does. */
export function tellTurns({ rooms, presence }: Hub, turns: readonly Turn[]): void {
  for (const turn of turns) {
    const room = rooms.get(turn.workspaceId)
    if (!room) continue
    const [kind, id] = turn.subject.split('/')
    for (const [watcher, visible] of room.visible) {
      if (!visible.includes(turn.subject)) continue
      const members = presence.others(turn, watcher.memberId)
      sendIn(room, watcher, Buffer.from(eventText('looking', { kind, id, members })))
    }
  }
}

/** A sign of life to all; whose session has ended, or who has been here long, is to come back and be asked anew. */
export async function beat({ db, rooms }: Hub): Promise<void> {
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

/** Tells a watcher what it missed, and has it told what happens from now on; returns what ends that. */
export async function join(hub: Hub, watcher: Watcher, beginning: Beginning): Promise<() => void> {
  const { workspaceId } = watcher
  const room = hub.rooms.get(workspaceId) ?? emptyRoom()
  hub.rooms.set(workspaceId, room)
  room.watchers.add(watcher)
  room.waiting.set(watcher, [])
  count(hub.counts, watcher, 1)
  const leave = () => part(hub, room, watcher)
  try {
    await catchUp(hub, room, watcher, beginning)
    return leave
  } catch (error) {
    leave()
    throw error
  }
}

async function catchUp(hub: Hub, room: Room, watcher: Watcher, { place, ago }: Beginning): Promise<void> {
  const { db } = hub
  const { workspaceId, viewer, outlet } = watcher
  const now = await horizonOf(db)
  if (!room.reading) {
    const begun = await beginReading(db, workspaceId, now)
    room.reading ??= begun
  }
  const news = await (place === null ? latestNews(db, workspaceId, ago, now) : newsSince(db, workspaceId, place, now))
  const owners = await ownersFor(db, [watcher], workspaceId, news.changes)
  const visible = await visibleOf(db, workspaceId, viewer, watcher.subjects)
  outlet.send(eventText('ready', {}, news.place))
  const text = changesText(viewer, news.changes, owners, news.place)
  if (text) outlet.send(text)
  for (const waited of room.waiting.get(watcher) ?? []) outlet.send(waited)
  room.waiting.delete(watcher)
  if (!room.watchers.has(watcher)) return
  room.visible.set(watcher, visible)
  lookAt(hub, watcher, visible)
}

function lookAt(hub: Hub, { id, workspaceId, memberId }: Watcher, subjects: readonly string[]): void {
  if (memberId === null) return
  const look = [id, workspaceId, memberId, subjects] as const
  const turns = hub.presence.look(self, look)
  if (turns.length === 0) return
  hub.bus.say({ kind: 'looking', looks: [look] })
  tellLook(hub, look, turns)
}

/** Tells at once who has come, and a little later who has gone. */
function tellLook(hub: Hub, [, , , subjects]: Look, turns: readonly Turn[]): void {
  if (subjects.length > 0) tellTurns(hub, turns)
  else setTimeout(() => tellTurns(hub, turns), lingerMs).unref()
}

/** What another process says of those who look on there. */
export function hearLooks(hub: Hub, process: string, looks: readonly Look[]): void {
  for (const look of looks) tellLook(hub, look, hub.presence.look(process, look))
}

function part(hub: Hub, room: Room, watcher: Watcher): void {
  if (!room.watchers.delete(watcher)) return
  room.waiting.delete(watcher)
  room.visible.delete(watcher)
  count(hub.counts, watcher, -1)
  if (room.watchers.size === 0 && hub.rooms.get(watcher.workspaceId) === room) hub.rooms.delete(watcher.workspaceId)
  lookAt(hub, watcher, [])
}

function count(counts: Map<string, number>, { actorId, session }: Watcher, by: 1 | -1): void {
  for (const key of ['', actorId, ...(session === null ? [] : [session])]) {
    const next = (counts.get(key) ?? 0) + by
    if (next === 0) counts.delete(key)
    else counts.set(key, next)
  }
}
