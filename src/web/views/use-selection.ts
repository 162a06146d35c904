import { useMemo, useRef, useState } from 'react'
import type { Item } from './kinds.ts'

/** The chosen rows. With `isAll` it is everything the filter finds, also what nobody has scrolled to. */
export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly isAll: boolean
  readonly size: number
  readonly has: (id: string) => boolean
  /** Chooses a row or gives it up; with the rows of the list, all from the one before. */
  readonly toggle: (id: string, among: readonly Item[] | null) => void
  readonly addAll: (items: readonly Item[]) => void
  readonly chooseAll: () => void
  readonly clear: () => void
}

/** @param key what is listed: another list begins with nothing chosen. */
export function useSelection(key: string): Selection {
  const [chosen, setChosen] = useState<{
    readonly key: string
    readonly ids: ReadonlySet<string>
    readonly isAll: boolean
  }>(nothing)
  const last = useRef<string | null>(null)
  const { ids, isAll } = chosen.key === key ? chosen : nothing
  return useMemo(() => {
    const set = (next: ReadonlySet<string>, all = false) => setChosen({ key, ids: next, isAll: all })
    return {
      ids,
      isAll,
      size: ids.size,
      has: (id) => isAll || ids.has(id),
      toggle: (id, among) => {
        const from = among?.findIndex((item) => item.id === last.current) ?? -1
        const to = among?.findIndex((item) => item.id === id) ?? -1
        last.current = id
        if (among && from >= 0 && to >= 0)
          return set(
            new Set([...ids, ...among.slice(Math.min(from, to), Math.max(from, to) + 1).map((item) => item.id)]),
          )
        const next = new Set(ids)
        if (!next.delete(id)) next.add(id)
        set(next)
      },
      addAll: (items) => set(new Set([...ids, ...items.map(({ id }) => id)])),
      chooseAll: () => set(ids, true),
      clear: () => {
        last.current = null
        set(new Set())
      },
    }
  }, [key, ids, isAll])
}

const nothing = { key: '', ids: new Set<string>(), isAll: false }
