import { useCallback, useState } from 'react'
import type { Prospect } from '../../contract/prospects.ts'

export interface InFocus {
  readonly current: Prospect | undefined
  /** Counts up whenever the current row is to take the focus. */
  readonly focusing: number
  choose(prospect: Prospect): void
  step(by: 1 | -1): void
  /** The one in focus is about to go: the next takes its place. */
  leave(): void
  /** Somebody who comes back to the list is to be in focus. */
  seek(id: string): void
  /** Gives the focus back to the row that is meant. */
  refocus(): void
}

/** Who is in focus. Whoever is gone leaves it to the one that took the place, so that one goes down the list without looking. */
export function useInFocus(rows: readonly Prospect[]): InFocus {
  const [wanted, setWanted] = useState({ id: '', at: 0 })
  const [focusing, setFocusing] = useState(0)
  const kept = rows.findIndex(({ id }) => id === wanted.id)
  const at = kept >= 0 ? kept : Math.min(wanted.at, rows.length - 1)
  const refocus = useCallback(() => setFocusing((count) => count + 1), [])
  const goTo = (next: number) => setWanted({ id: rows[next]?.id ?? '', at: Math.max(0, next) })
  return {
    current: rows[at],
    focusing,
    choose: (prospect) => goTo(rows.indexOf(prospect)),
    step: (by) => {
      goTo(Math.max(0, Math.min(rows.length - 1, at + by)))
      refocus()
    },
    leave: () => {
      setWanted({ id: '', at })
      refocus()
    },
    seek: (id) => {
      setWanted({ id, at })
      refocus()
    },
    refocus,
  }
}
