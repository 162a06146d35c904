import { dayNumber } from './history.ts'
import type { History } from './history.ts'
import { eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  /** The first day of the ends that count. */
  readonly from: string
}

/** What came of the deals that ended since a day, by whose they are: won, and ended whichever way. */
export function endsByOwnerFigure(history: History, { scope, from }: Asked) {
  const first = dayNumber(from)
  const ends = new Map<number, { won: number; ended: number }>()
  eachLife(history, scope, ({ standing, dated, until, owner }) => {
    if (standing === 'open' || !dated || until < first || owner === 0) return
    const own = ends.get(owner) ?? { won: 0, ended: 0 }
    ends.set(owner, own)
    own.ended++
    if (standing === 'won') own.won++
  })
  return [...ends].map(([owner, own]) => ({ owner: history.codes.ids[owner] ?? '', ...own }))
}
