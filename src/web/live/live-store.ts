import { useSyncExternalStore } from 'react'

interface LiveState {
  /** Whether changes by others come in; 'lost' once that has failed for a while. */
  readonly connection: 'open' | 'lost'
  /** 'deals/{id}' → the others who look at it, as members' ids. */
  readonly lookers: ReadonlyMap<string, readonly string[]>
  /** What this tab looks at. */
  readonly subjects: readonly string[]
}

let state: LiveState = { connection: 'open', lookers: new Map(), subjects: [] }
const listeners = new Set<() => void>()

export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function readLive(): LiveState {
  return state
}

export function setLive(next: Partial<LiveState>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

export function useLive<Part>(select: (state: LiveState) => Part): Part {
  return useSyncExternalStore(subscribeLive, () => select(state))
}
