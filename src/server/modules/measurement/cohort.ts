import { sql } from 'kysely'
import type { Method } from '../../../contract/measurement.ts'
import { type DealCounts, type SurvivalRow, dealOutcome } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { expectAll } from '../../kernel/expect-all.ts'
import { type Standing, livesOf } from './lives.ts'
import type { Scope } from './scope.ts'

/** How the estimators call the ways a deal can stand; each end competes with the others. */
const causes = {
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

interface Group {
  readonly dated: boolean
  readonly measured: boolean
  readonly standing: Standing
  readonly days: number
  readonly late: number
  readonly count: number
}

export async function cohortOf(ctx: Context, scope: Scope): Promise<Cohort> {
  await expectAll(ctx)
  const { rows: groups } = await sql<Group>`
    select dated, measured, standing, case when measured then days end as days,
      case when measured then late end as late, count(*) as count
    from (${livesOf(ctx, scope)}) lives group by 1, 2, 3, 4, 5`.execute(ctx.tx)
  const inside = groups.filter((group) => group.measured)
  const standing = (wanted: Standing) => total(inside.filter((group) => group.standing === wanted))
  return {
    rows: inside.map((group) => ({
      entry: group.late - 0.5,
      time: group.days,
      cause: causes[group.standing],
      count: group.count,
    })),
    counts: {
      n: total(inside),
      won: standing('won'),
      lost: standing('lost'),
      disqualified: standing('disqualified'),
      notNow: standing('not_now'),
      open: standing('open'),
    },
    undated: total(groups.filter((group) => !group.dated)),
    endedBeforeObserved: total(groups.filter((group) => group.dated && !group.measured)),
    enteredLate: total(inside.filter((group) => group.late > 0)),
  }
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

function total(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((sum, { count }) => sum + count, 0)
}
