import type { WinRate } from '../../../contract/measurement.ts'
import { winRate, wilson } from '../../../statistics/index.ts'
import { cohortOf, timedPart, told } from './cohort.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

interface Asked {
  readonly scope: Scope
  readonly byDay: number
}

/** What has become of a deal so many days after it was opened: each end competes with the others. */
export function winRateFigure(history: History, { scope, byDay }: Asked): WinRate {
  const cohort = cohortOf(history, scope, timedPart)
  const { n: _, ...counts } = cohort.counts
  const { won, closed, undated } = cohort.closed
  return {
    ...told(scope, cohort, 'win_rate'),
    ...winRate(cohort.rows, byDay),
    counts,
    closedOnly: { won, closed, ...wilson(won, closed) },
    closedUndated: undated,
  }
}
