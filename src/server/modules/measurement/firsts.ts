import { type SurvivalRow, cumulativeIncidence, incidenceAt, judgeShares } from '../../../statistics/index.ts'
import { rowsOf } from './cohort.ts'
import { type Life, winOrOther } from './lives.ts'
import type { Times } from './sums.ts'
import { type Tally, tally } from './tally.ts'

/** Under so many deals nothing is compared. */
export const leastCompared = 10

/** Deals by whether they are open, won, or ended otherwise. */
const winTally = () => tally(3)

/**
 * Won by a day, the other ends competing. Not told where all who were there early had ended before others came: the curve stands still from then on, and
 * would say that nobody wins.
 */
function wonBy(rows: readonly SurvivalRow[], byDay: number) {
  const curve = cumulativeIncidence(rows, { causes: 2 })
  const last = curve.steps.find(({ open }) => open.estimate === 0)?.day ?? Infinity
  const share = rows.some(({ entry }) => entry > last) ? undefined : incidenceAt(curve, byDay)?.causes[0]
  return { estimate: share?.estimate ?? null, low: share?.low ?? null, high: share?.high ?? null }
}

/** Of the deals of one group, which a number of it counts. */
export const firstNumbers: Readonly<Record<string, (life: Life) => boolean>> = {
  deals: () => true,
  won: ({ standing }) => standing === 'won',
  closed: ({ standing }) => standing !== 'open',
}

interface Group {
  readonly counted: Tally
  deals: number
  won: number
  closed: number
}

function emptyGroup(): Group {
  return { counted: winTally(), deals: 0, won: 0, closed: 0 }
}

/** Deals by what happened to them first, each in one group: how they ended, and how many were won by a day after it. */
export function firsts() {
  const groups = new Map<string, Group>()
  return {
    state: { groups },
    add({ until, observedFrom, standing, cause }: Life, key: string, day: number, times: Times): void {
      const group = groups.get(key) ?? emptyGroup()
      if (group.deals === 0) groups.set(key, group)
      group.deals += times
      group.closed += standing === 'open' ? 0 : times
      group.won += standing === 'won' ? times : 0
      const late = Math.max(0, observedFrom - day)
      if (until - day >= late) group.counted.add(winOrOther[cause] ?? 0, until - day, late, times)
    },
    /** In the order of the keys; whether they differ is asked of those with enough deals that ended. */
    told(keys: readonly string[], byDay: number) {
      const found = keys.map((key) => groups.get(key) ?? emptyGroup())
      const trials = found.map(({ won, closed }) => ({ successes: won, trials: closed }))
      const { verdict, pValue, groups: judged } = judgeShares(trials, { leastTrials: leastCompared })
      const rows = found.map(({ counted, deals, won, closed }, place) => ({
        deals,
        won,
        closed,
        closedOnly: judged[place]?.plain ?? noShare,
        shrunken: judged[place]?.shrunken ?? null,
        wonAfter: wonBy(rowsOf(counted), byDay),
      }))
      return { verdict, pValue, rows }
    },
  }
}

const noShare = { estimate: null, low: null, high: null }
