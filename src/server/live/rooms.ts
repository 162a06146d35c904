import type { Change } from '../../contract/live.ts'
import { type Owners, toldTo, type Viewer, viewerKey } from './audience.ts'
import type { Reading } from './feed.ts'
import { eventText, type Outlet } from './stream.ts'

/** Somebody who looks on. */
export interface Watcher {
  readonly id: string
  readonly workspaceId: string
  readonly actorId: string
  /** The member who looks, if it is one: others see it. */
  readonly memberId: string | null
  /** SHA-256 of the session's token, in hex; null for a key. */
  readonly session: string | null
  readonly viewer: Viewer
  /** 'deals/{id}': the records on its screen. */
  readonly subjects: readonly string[]
  readonly outlet: Outlet
  /** On the clock of performance.now(). */
  readonly since: number
}

/** Those who look on in one workspace. */
export interface Room {
  /** How far its log was read; null until the first of them is told where it stands. */
  reading: Reading | null
  readonly watchers: Set<Watcher>
  /** What comes while a watcher is still being told what it missed: it must not be told later things first. */
  readonly waiting: Map<Watcher, Buffer[]>
  /** Of the records that a watcher asks about, those that it may see. */
  readonly visible: Map<Watcher, readonly string[]>
}

export function emptyRoom(): Room {
  return { reading: null, watchers: new Set(), waiting: new Map(), visible: new Map() }
}

/** Sends to a watcher, or keeps it for after what the watcher has missed. */
export function sendIn(room: Room, watcher: Watcher, text: Buffer): void {
  const waiting = room.waiting.get(watcher)
  if (waiting) waiting.push(text)
  else watcher.outlet.send(text)
}

/** Tells everybody in a room what they may know of these changes; null: that all may have changed. Written once for all who are told the same. */
export function tellAll(room: Room, changes: readonly Change[] | null, owners: Owners, place: string): void {
  const texts = new Map<string, Buffer | null>()
  for (const watcher of room.watchers) {
    const key = viewerKey(watcher.viewer)
    let text = texts.get(key)
    if (text === undefined) {
      text = changesText(watcher.viewer, changes, owners, place)
      texts.set(key, text)
    }
    if (text) sendIn(room, watcher, text)
  }
}

export function changesText(
  viewer: Viewer,
  changes: readonly Change[] | null,
  owners: Owners,
  place: string,
): Buffer | null {
  if (changes === null) return Buffer.from(eventText('reset', {}, place))
  const told = toldTo(viewer, changes, owners)
  return told.length === 0 ? null : Buffer.from(eventText('changes', told, place))
}

// What a member can change of itself without seeing more or less than before.
const harmless = new Set(['name', 'language', 'theme', 'singleKeys'])

/** Those who may see more or less than when they came: they are to come back and be asked anew who they are. */
export function unsettled(room: Room, changes: readonly Change[] | null): Watcher[] {
  const rights = (changes ?? []).filter(({ kind, fields }) => {
    if (kind === 'teams' || kind === 'api-keys') return true
    return kind === 'members' && (fields.length === 0 || fields.some((field) => !harmless.has(field)))
  })
  if (rights.length === 0) return []
  // Who is in a team decides what others of it see.
  return [...room.watchers].filter(
    ({ viewer, actorId, memberId }) =>
      viewer.sees !== null || rights.some(({ id }) => id !== null && (id === actorId || id === memberId)),
  )
}
