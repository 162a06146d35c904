import type { Method } from '../../../contract/measurement.ts'
import type { DealCounts, SurvivalRow } from '../../../statistics/index.ts'
import type { Copyable } from './copying.ts'
import type { History } from './history.ts'
import { type Life, type Standing, causes, standings } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Part, type Sum, type Times, sumsOf } from './sums.ts'
import { type Tally, tally } from './tally.ts'

/** The deals of a figure, added up by day: exactly what one row a deal would carry, because durations are whole days. */
export interface Cohort {
  readonly rows: readonly SurvivalRow[]
  readonly counts: DealCounts
  readonly closed: Closed
  readonly undated: number
  readonly lengthOnly: number
  readonly endedBeforeObserved: number
  readonly enteredLate: number
}

/** Those that ended, with and without dates. */
export interface Closed {
  readonly won: number
  readonly closed: number
  /** Of these, without dates. */
  readonly undated: number
}

/** Which deals the estimates take: those with dates, or all whose length is known, where no calendar is asked. */
type Taken = 'measured' | 'timed'

export function cohortOf(history: History, scope: Scope, part = cohortPart): Cohort {
  const [sum] = sumsOf(history, { scope, process: null }, [part])
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

interface CohortSum extends Copyable, Pick<Sum, 'counting'> {
  readonly add: (life: Life, times?: Times) => void
  readonly cohort: () => Cohort
}

/** Adds lives up to a cohort. */
export function cohortSum(taken: Taken = 'measured'): CohortSum {
  const counted = outcomeTally()
  const left = { undated: 0, lengthOnly: 0, endedBeforeObserved: 0, enteredLate: 0 }
  // Of those that ended without dates: all, and the ones that are not counted by their length, and won of these.
  const ended = { undated: 0, besides: 0, wonBesides: 0 }
  const add = (life: Life, times: Times = 1): void => {
    const { cause, measured, days, late } = life
    if (measured) {
      if (late > 0) left.enteredLate += times
      counted.add(cause, days, late, times)
    } else if (life.dated) left.endedBeforeObserved += times
    else addUndated(life, times)
  }
  const addUndated = ({ cause, timed, closed, days }: Life, times: Times): void => {
    left[timed ? 'lengthOnly' : 'undated'] += times
    if (!closed) return
    ended.undated += times
    if (timed && taken === 'timed') return counted.add(cause, days, 0, times)
    ended.besides += times
    if (cause === causes.won) ended.wonBesides += times
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
    const closed = { won: won + ended.wonBesides, closed: n - open + ended.besides, undated: ended.undated }
    return { rows, counts, closed, ...left }
  }
  return { add, counting, cohort, state: { counted, left, ended }, again: () => cohortSum(taken) }
}

export const cohortPart = { name: 'cohort', begin: () => cohortSum() } satisfies Part<Sum>
export const timedPart = { name: 'timed cohort', begin: () => cohortSum('timed') } satisfies Part<Sum>

/** What every figure says of itself. */
export function told(scope: Scope, cohort: Cohort, method: Method) {
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    n: cohort.counts.n,
    undated: cohort.undated,
    lengthOnly: cohort.lengthOnly,
    endedBeforeObserved: cohort.endedBeforeObserved,
    enteredLate: cohort.enteredLate,
    method,
  }
}
