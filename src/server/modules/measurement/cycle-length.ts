import type { CycleLength } from '../../../contract/measurement.ts'
import { cycleLength } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { cohortOf, told } from './cohort.ts'
import { type Asked, scopeOf } from './scope.ts'

/** How long deals take, in days: to the signature, and to whichever end. */
export async function showCycleLength(ctx: Context, asked: Asked): Promise<CycleLength> {
  const scope = scopeOf(ctx, asked)
  const cohort = await cohortOf(ctx, scope)
  const { timeToSignature, timeToOutcome, closedOnly } = cycleLength(cohort.rows)
  return {
    ...told(scope, cohort, 'cycle_length'),
    ...cohort.counts,
    timeToSignature: {
      median: timeToSignature.median,
      quartiles: timeToSignature.quartiles,
      horizonDays: timeToSignature.horizon,
    },
    timeToOutcome: {
      median: timeToOutcome.median,
      medianWithoutDelayedEntry: timeToOutcome.medianWithoutDelayedEntry,
      survival: timeToOutcome.survival.map(({ day, estimate, low, high, atRisk }) => ({
        day,
        estimate,
        low,
        high,
        atRisk,
      })),
    },
    closedOnly,
  }
}
