import type { Method } from '../../../contract/measurement.ts'
import type { DealCounts, SurvivalRow } from '../../../statistics/index.ts'
import type { History } from './history.ts'
import { type Life, type Standing, causes, standings } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Part, type Sum, type Times, sumsOf } from './sums.ts'
import { type Tally, tally } from './tally.ts'

/** The deals of a figure, added up by day: exactly what one row a deal would carry, because durations are whole days. */
export interface Cohort {
  readonly rows: readonly SurvivalRow[]
  readonly counts: DealCounts
  readonly undated: number
  readonly endedBeforeObserved: number
  readonly enteredLate: number
}

export function cohortOf(history: History, scope: Scope): Cohort {
  const [sum] = sumsOf(history, { scope, process: null }, [cohortPart])
  return sum.cohort()
}

/** Counts deals by how they stand, after how many days, seen how late. */
export function outcomeTally(): Tally {
  return tally(standings.length)
}

/** What the estimators take of it: a row for each history that was counted. */
export function rowsOf(counted: Tally): SurvivalRow[] {
  const rows: SurvivalRow[] = []
  counted.each((cause, time, late, count) => rows.push({ entry: late - 0.5, time, cause, count }))
  return rows
}

/** Adds lives up to a cohort. */
export function cohortSum() {
  const counted = outcomeTally()
  const left = { undated: 0, endedBeforeObserved: 0, enteredLate: 0 }
  const add = ({ cause, dated, measured, days, late }: Life, times: Times = 1): void => {
    if (measured) {
      if (late > 0) left.enteredLate += times
      counted.add(cause, days, late, times)
    } else if (dated) left.endedBeforeObserved += times
    else left.undated += times
  }
  const counting = (times: Times) => (life: Life) => add(life, times)
  const cohort = (): Cohort => {
    const rows = rowsOf(counted)
    const sums = standings.map(() => 0)
    for (const { cause, count } of rows) sums[cause] = (sums[cause] ?? 0) + count
    const count = (standing: Standing) => sums[causes[standing]] ?? 0
    const n = sums.reduce((sum, each) => sum + each, 0)
    const [open, won, lost] = [count('open'), count('won'), count('lost')]
    const counts = { n, open, won, lost, disqualified: count('disqualified'), notNow: count('not_now') }
    return { rows, counts, ...left }
  }
  return { add, counting, cohort }
}

export const cohortPart = { name: 'cohort', begin: cohortSum } as const satisfies Part<Sum>

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
