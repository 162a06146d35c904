import {
  type Judgement,
  type SurvivalRow,
  type Trials,
  cumulativeIncidence,
  incidenceAt,
  judgeShares,
  judgeSharesWithin,
  withWholeLimits,
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
  const { estimate, low, high } = share ?? noShare
  return withWholeLimits({ estimate, low, high }, rows, byDay)
}

/** Of the deals of one group, which a number of it counts. */
export const firstNumbers: Readonly<Record<string, (life: Life) => boolean>> = {
  deals: () => true,
  won: ({ standing }) => standing === 'won',
  closed: ({ standing }) => standing !== 'open',
}

/** How deals of one group ended that stood in one stage when it happened. */
interface Ended {
  won: number
  closed: number
}

interface Group {
  readonly counted: Tally
  deals: number
  won: number
  closed: number
  /** By the stage that they stood in. */
  readonly within: Map<string, Ended>
}

function emptyGroup(): Group {
  return { counted: winTally(), deals: 0, won: 0, closed: 0, within: new Map() }
}

/**
 * Deals by what happened to them first, each in one group: how they ended, and how many were won by a day after it. Groups are compared among the deals
 * to which it happened in the same stage; where none is told, they are the stages themselves.
 */
export function firsts() {
  const groups = new Map<string, Group>()
  return {
    state: { groups },
    add({ until, observedFrom, standing, cause }: Life, { key, stage = '', day }: First, times: Times): void {
      const group = groups.get(key) ?? emptyGroup()
      if (group.deals === 0) groups.set(key, group)
      group.deals += times
      group.closed += standing === 'open' ? 0 : times
      group.won += standing === 'won' ? times : 0
      if (standing !== 'open') {
        const ended = group.within.get(stage) ?? { won: 0, closed: 0 }
        if (ended.closed === 0) group.within.set(stage, ended)
        ended.closed += times
        ended.won += standing === 'won' ? times : 0
      }
      const late = Math.max(0, observedFrom - day)
      if (until - day >= late) group.counted.add(winOrOther[cause] ?? 0, until - day, late, times)
    },
    /** In the order of the keys; whether they differ is asked of those with enough deals that ended. */
    told(keys: readonly string[], byDay: number) {
      const found = keys.map((key) => groups.get(key) ?? emptyGroup())
      const judged = judgedWithin(found.map(({ within }) => trialsIn(within)))
      const rows = found.map(({ counted, deals, won, closed }, place) => ({
        deals,
        won,
        closed,
        closedOnly: judged.groups[place]?.plain ?? noShare,
        shrunken: judged.groups[place]?.shrunken ?? null,
        wonAfter: wonBy(rowsOf(counted), byDay),
      }))
      return { verdict: judged.verdict, pValue: judged.pValue, rows }
    },
  }
}

/** What happened first, in which stage, and when. */
interface First {
  readonly key: string
  readonly stage?: string
  readonly day: number
}

function trialsIn(within: ReadonlyMap<string, Ended>): ReadonlyMap<string, Trials> {
  return new Map([...within].map(([stage, { won, closed }]) => [stage, { successes: won, trials: closed }]))
}

/** Whether groups differ in their shares, each compared with the others in the same stages; by what was counted in each of them. */
export function judgedWithin(groups: readonly ReadonlyMap<string, Trials>[]): Judgement {
  const some = ({ trials }: Trials) => trials > 0
  const stages = new Set(groups.flatMap((own) => [...own].flatMap(([stage, its]) => (some(its) ? [stage] : []))))
  const none = { successes: 0, trials: 0 }
  // In one order, whatever was counted first.
  const strata = [...stages].toSorted().map((stage) => groups.map((own) => own.get(stage) ?? none))
  const [only = groups.map(() => none)] = strata
  const options = { leastTrials: leastCompared }
  return strata.length > 1 ? judgeSharesWithin(strata, options) : judgeShares(only, options)
}

const noShare = { estimate: null, low: null, high: null }
