import { useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Row } from './rows.ts'

interface Picking {
  readonly rows: readonly Row[]
  /** What Enter takes while nobody has chosen. */
  readonly first: Row | null
  /** Whether the rows answer what was typed last. */
  readonly isCurrent: boolean
  readonly run: (row: Row, asPage: boolean) => void
}

/** Which row is active, and the keys that choose and run it from the field. */
export function usePicking({ rows, first, isCurrent, run }: Picking) {
  const [chosen, setChosen] = useState<string | null>(null)
  // Enter before the answer has come means its first row, not the first of what still stands there.
  const [entered, setEntered] = useState<'beside' | 'page' | null>(null)
  const picked = rows.find(({ key }) => key === chosen)
  const active = picked ?? first
  useEffect(() => {
    if (entered === null || !isCurrent) return
    setEntered(null)
    if (active) run(active, entered === 'page')
  }, [entered, isCurrent, active, run])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const at = active ? rows.indexOf(active) : -1
    switch (event.key) {
      case 'ArrowDown':
        event.preventDefault()
        return setChosen(rows[(at + 1) % rows.length]?.key ?? null)
      case 'ArrowUp':
        event.preventDefault()
        return setChosen(rows.at(at <= 0 ? -1 : at - 1)?.key ?? null)
      case 'Enter':
        event.preventDefault()
        if (picked) return run(picked, event.shiftKey)
        return setEntered(event.shiftKey ? 'page' : 'beside')
    }
  }
  return { active, press, choose: (row: Row | null) => setChosen(row?.key ?? null) }
}
