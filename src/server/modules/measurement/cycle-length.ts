import type { CycleLength } from '../../../contract/measurement.ts'
import { cycleLength } from '../../../statistics/index.ts'
import { cohortOf, timedPart, told } from './cohort.ts'
import type { History } from './history.ts'
import type { Scope } from './scope.ts'

/** How long deals take, in days: to the signature, and to whichever end. */
export function cycleLengthFigure(history: History, { scope }: { readonly scope: Scope }): CycleLength {
  const cohort = cohortOf(history, scope, timedPart)
  const { timeToSignature, timeToOutcome, closedOnly } = cycleLength(cohort.rows)
  return {
    ...told(scope, cohort, 'cycle_length'),
    ...cohort.counts,
    timeToSignature: {
      median: timeToSignature.median,
      medianWithoutDelayedEntry: timeToSignature.medianWithoutDelayedEntry,
      quartiles: timeToSignature.quartiles,
      p80: timeToSignature.p80,
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
