import { useEffect } from 'react'
import type { Section } from './sections.ts'

// More than a screen: what comes next is there before it is scrolled to.
const ahead = 60

/** Has the rows come that are in sight, and those just below. */
export function useNeeded(sections: readonly Section[], first: number, last: number): void {
  useEffect(() => {
    for (const { store, start, length, group, isFolded } of sections) {
      const from = start + (group ? 1 : 0)
      if (isFolded || from > last + ahead || from + length < first) continue
      store.need(Math.min(last + ahead - from, Math.max(length - 1, 0)))
    }
  }, [sections, first, last])
}
