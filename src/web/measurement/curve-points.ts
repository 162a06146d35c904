import type { CycleLength } from '../../contract/measurement.ts'
import type { StepPoint } from '../charts/index.ts'

/** Beyond the last day on which so many deals are followed the curve moves by chance; the table to take away goes on to the end. */
const leastFollowed = 5

/** The survival curve from day 0 to the last day that can be told. */
export function curvePoints(survival: CycleLength['timeToOutcome']['survival']): readonly StepPoint[] {
  const last = survival.findLastIndex(({ atRisk }) => atRisk >= leastFollowed)
  const points = (last > 0 ? survival.slice(0, last + 1) : survival).map(({ low, high, ...step }) => ({
    ...step,
    low: low ?? step.estimate,
    high: high ?? step.estimate,
  }))
  const [first] = points
  // Before the first end all deals are open.
  return first && first.day > 0 ? [{ day: 0, estimate: 1, low: 1, high: 1, atRisk: first.atRisk }, ...points] : points
}
