import {
  type Judgement,
  type SurvivalRow,
  cumulativeIncidence,
  incidenceAt,
  judgeShares,
  logRank,
} from '../../../statistics/index.ts'
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

/** Whether something had happened to a deal by its end; `day` is that of the first time. */
export function isAfter({ until }: Life, day: number | null): boolean {
  return day !== null && day <= until
}

/** Of the deals of one group, which a number of it counts. */
export const firstNumbers: Readonly<Record<string, (life: Life) => boolean>> = {
  deals: () => true,
  won: ({ standing }) => standing === 'won',
  closed: ({ standing }) => standing !== 'open',
}

/**
 * Deals after something happened beside those to which it has not happened yet, on the clock of their age: until the day of it a deal is at
 * risk on the one side, from then on the other, so that nobody is called a winner for having lived long enough to see it.
 * Source: Mantel & Byar 1974; Simon & Makuch 1984.
 */
export function besides() {
  const [after, without] = [winTally(), winTally()]
  const counts = { after: 0, without: 0 }
  return {
    state: { after, without, counts },
    /** `day` of the first time that it happened; null where it has not. */
    add({ started, until, days, late, cause }: Life, day: number | null, times: Times): void {
      const end = winOrOther[cause] ?? 0
      if (day === null || day > until) {
        counts.without += times
        without.add(end, days, late, times)
        return
      }
      counts.after += times
      const age = Math.max(0, day - started)
      if (age > late) without.add(0, age, late, times)
      after.add(end, days, Math.max(late, age), times)
    },
    told(byDay: number) {
      const groups = [rowsOf(after), rowsOf(without)]
      const isEnough = Math.min(counts.after, counts.without) >= leastCompared
      const pValue = isEnough ? logRank(groups, 1).pValue : null
      return {
        after: { n: counts.after, won: wonBy(groups[0] ?? [], byDay) },
        without: { n: counts.without, won: wonBy(groups[1] ?? [], byDay) },
        verdict: verdictOf(pValue),
        pValue,
      }
    },
  }
}

function verdictOf(pValue: number | null): Judgement['verdict'] {
  return pValue === null ? 'not_enough' : pValue > 0.05 ? 'within_chance' : 'differ'
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
