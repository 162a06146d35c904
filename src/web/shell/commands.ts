/**
 * What the palette (⌘K) offers beside records. A module registers the commands of what is on the page while it is there:
 *
 *   useCommands([{ id: 'win', icon: IconTrophy, label: (t) => t('deals.act.win'), run: () => acts.end(deal, 'win') }])
 *
 * They stand under "On this page" before anything is typed, and are found by the words of their label, in the person's
 * language and in English. `keys` prints a shortcut beside them; binding it is `useShortcut`'s. Leave out what the member
 * may not do. This file is all that a screen loads for it: the palette itself comes when it is first opened.
 */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Translate } from '../../words/index.ts'
import type { Icon } from '../ui/button.tsx'

export interface Command {
  /** Unique on the page. */
  readonly id: string
  /** Its name in a language: asked with the person's words and with the English ones. */
  readonly label: (t: Translate) => string
  readonly icon: Icon
  /** As `useShortcut` names them: 'C', 'G T', 'Mod+K'. */
  readonly keys?: string
  /** One of many of its sort (each colleague, each language): shown only when it is typed for. */
  readonly isOneOfMany?: boolean
  /** The palette stays open, because it asks for more. */
  readonly keepsOpen?: boolean
  readonly run: () => void
}

let registered: readonly { readonly current: readonly Command[] }[] = []
const listeners = new Set<() => void>()

/** Offers commands while the component is on the page; the latest component's stand first. */
export function useCommands(commands: readonly Command[]): void {
  const latest = useRef(commands)
  useEffect(() => {
    latest.current = commands
  })
  useEffect(() => {
    change([latest, ...registered])
    return () => change(registered.filter((each) => each !== latest))
  }, [])
}

/** The commands of what is on the page, as they are at this moment. */
export function usePageCommands(): readonly Command[] {
  const all = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => registered,
  )
  return all.flatMap(({ current }) => current)
}

function change(next: typeof registered): void {
  registered = next
  for (const listener of listeners) listener()
}
