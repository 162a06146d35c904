import { useLayoutEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** 'C', '?', 'G T' (one after the other), 'Mod+K' (⌘ on a Mac, Ctrl elsewhere). */
  readonly keys: string
  /** What it does, for the sheet; it is listed while its component is on the page. */
  readonly label: string
  readonly run: () => void
  readonly isDisabled?: boolean
}

const sequenceMilliseconds = 1_200
let active: readonly Shortcut[] = []
let singleKeys = true
let pending = ''
let pendingSince = 0
const listeners = new Set<() => void>()

/** Binds keys while the component is on the page. Single keys rest while somebody types, in menus and in dialogs (WCAG 2.1.4). */
export function useShortcut(shortcut: Shortcut): void {
  const latest = useRef(shortcut)
  // Before it is painted: whoever presses the key as soon as they see it is heard, and means what they see.
  useLayoutEffect(() => {
    latest.current = shortcut
  })
  const { keys, label, isDisabled } = shortcut
  useLayoutEffect(() => {
    if (isDisabled) return
    const bound: Shortcut = { keys, label, run: () => latest.current.run() }
    bind([...active, bound])
    return () => bind(active.filter((each) => each !== bound))
  }, [keys, label, isDisabled])
}

/** All shortcuts that work at this moment, for the sheet and the palette. */
export function useActiveShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => active,
  )
}

/** The member's preference: without it only chords with ⌘ or Ctrl act. */
export function allowSingleKeys(allowed: boolean): void {
  singleKeys = allowed
}

function bind(next: readonly Shortcut[]): void {
  active = next
  for (const listener of listeners) listener()
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return
  const chord = event.metaKey || event.ctrlKey
  if (!chord && (!singleKeys || rests(event.target))) return
  const name = chord ? `Mod+${keyName(event)}` : keyName(event)
  const sequence = event.timeStamp - pendingSince < sequenceMilliseconds ? `${pending} ${name}` : name
  // The latest binding wins: a panel's key stands above the screen's.
  const found = active.findLast(({ keys }) => keys === sequence) ?? active.findLast(({ keys }) => keys === name)
  pending = !found && active.some(({ keys }) => keys.startsWith(`${name} `)) ? name : ''
  pendingSince = event.timeStamp
  if (!found) return
  event.preventDefault()
  found.run()
}

/** On a Hebrew or Thai keyboard the key that says C in English types another letter: then its place counts. */
function keyName(event: KeyboardEvent): string {
  if (event.key.length === 1 && event.key > '\u007f' && event.code.startsWith('Key')) return event.code.slice(3)
  return event.key.length === 1 ? event.key.toUpperCase() : event.key
}

function rests(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.closest('input, textarea, select, [role=menu], [role=listbox], [data-modal]') !== null
  )
}

document.addEventListener('keydown', press)
