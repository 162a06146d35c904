import type { SurvivalRow } from '../../../../statistics/index.ts'
import { cohortSum } from '../cohort.ts'
import type { Life } from '../lives.ts'
import type { Sum, Times } from '../sums.ts'
import { type Period, monthOf } from './periods.ts'

/** The deals that were opened in a period, those whose way is known. */
export interface Opened {
  readonly n: number
  readonly rows: readonly SurvivalRow[]
}

type Cohorts = ReturnType<typeof cohortSum>[]

/** Deals by the month in which they were opened, whichever periods are told: a question of another day begins from the same. */
function monthsSum() {
  const cohorts: Cohorts = []
  const counting = (times: Times): ReturnType<Sum['counting']> => {
    return (life: Life): void => {
      const month = life.dated ? monthOf(life.started) : -1
      if (month < 0) return
      let own = cohorts[month]
      if (own === undefined) {
        while (cohorts.length <= month) cohorts.push(cohortSum())
        own = cohorts[month]
      }
      own?.add(life, times)
    }
  }
  return { counting, state: { cohorts }, openedIn: (period: Period) => openedIn(cohorts, period) }
}

export const monthsPart = { name: 'opened by month', begin: monthsSum } as const

/** Of a period that is not over, nobody was opened after the day that it is told of. */
function openedIn(cohorts: Cohorts, { from, to }: Period): Opened {
  const months = cohorts.slice(monthOf(from), monthOf(to) + 1).map((each) => each.cohort())
  return {
    n: months.reduce((sum, { counts }) => sum + counts.n, 0),
    rows: months.flatMap(({ rows }) => rows),
  }
}
