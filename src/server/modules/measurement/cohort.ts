import type { Method } from '../../../contract/measurement.ts'
import { type DealCounts, type SurvivalRow, dealOutcome } from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { type Life, type Standing, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'

/** How the estimators call the ways a deal can stand; each end competes with the others. */
export const causes = {
  open: dealOutcome.open,
  won: dealOutcome.won,
  lost: dealOutcome.lost,
  disqualified: dealOutcome.disqualified,
  not_now: dealOutcome.notNow,
} as const satisfies Record<Standing, number>

/** The deals of a figure, added up by day: exactly what one row a deal would carry, because durations are whole days. */
export interface Cohort {
  readonly rows: readonly SurvivalRow[]
  readonly counts: DealCounts
  readonly undated: number
  readonly endedBeforeObserved: number
  readonly enteredLate: number
}

export function cohortOf(history: History, scope: Scope): Cohort {
  const sum = cohortSum()
  eachLife(history, scope, (life) => sum.add(life))
  return sum.cohort()
}

/** Adds lives up to a cohort. */
export function cohortSum() {
  const rows = new Map<number, SurvivalRow>()
  const counts = { open: 0, won: 0, lost: 0, disqualified: 0, not_now: 0 }
  const left = { undated: 0, endedBeforeObserved: 0, enteredLate: 0 }
  const add = ({ standing, dated, measured, days, late }: Life): void => {
    if (!dated) left.undated++
    else if (!measured) left.endedBeforeObserved++
    if (!measured) return
    counts[standing]++
    if (late > 0) left.enteredLate++
    const cause = causes[standing]
    const key = (days * 65_536 + late) * 8 + cause
    const row = rows.get(key)
    if (row) row.count++
    else rows.set(key, { entry: late - 0.5, time: days, cause, count: 1 })
  }
  const cohort = (): Cohort => {
    const { open, won, lost, disqualified, not_now } = counts
    const n = open + won + lost + disqualified + not_now
    return { rows: [...rows.values()], counts: { n, open, won, lost, disqualified, notNow: not_now }, ...left }
  }
  return { add, cohort }
}

/** What every figure says of itself. */
export function told(scope: Scope, cohort: Cohort, method: Method) {
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    n: cohort.counts.n,
    undated: cohort.undated,
    endedBeforeObserved: cohort.endedBeforeObserved,
    enteredLate: cohort.enteredLate,
    method,
  }
}
