import { dayNumber } from './history.ts'
import type { History } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'

interface Asked {
  readonly scope: Scope
  /** The first day of the ends that count. */
  readonly from: string
}

/** What came of the deals that ended since a day, by whose they are: won, and ended whichever way. */
export function endsByOwnerFigure(history: History, { scope, from }: Asked) {
  const part = { name: `ends by owner since ${from}`, begin: () => endsSum(dayNumber(from)) }
  const [{ ends }] = sumsOf(history, { scope, process: null }, [part])
  return [...ends]
    .filter(([, { ended }]) => ended > 0)
    .map(([owner, own]) => ({ owner: history.codes.ids[owner] ?? '', ...own }))
    .toSorted((one, other) => (one.owner < other.owner ? -1 : 1))
}

function endsSum(first: number) {
  const ends = new Map<number, { won: number; ended: number }>()
  const counting =
    (times: Times) =>
    ({ standing, dated, until, owner }: Life): void => {
      if (standing === 'open' || !dated || until < first || owner === 0) return
      const own = ends.get(owner) ?? { won: 0, ended: 0 }
      ends.set(owner, own)
      own.ended += times
      if (standing === 'won') own.won += times
    }
  return { counting, ends, state: { ends } }
}
