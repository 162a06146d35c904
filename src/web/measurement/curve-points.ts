import type { CycleLength } from '../../contract/measurement.ts'
import type { StepPoint } from '../charts/step-curve-geometry.ts'

type Survival = CycleLength['timeToOutcome']['survival']

/** Beyond the last day on which so many deals are followed the curve moves by chance; the table to take away goes on to the end. */
const leastFollowed = 5
/** How much of the flat line after the last end is drawn: deals forgotten on the board for years would push all the rest into a corner. */
const tail = 1.15

/** The survival curve from day 0 to the last day that tells something. */
export function curvePoints(survival: Survival): readonly StepPoint[] {
  const points = told(survival).map(({ low, high, ...step }) => ({
    ...step,
    low: low ?? step.estimate,
    high: high ?? step.estimate,
  }))
  const [first] = points
  // Before the first end all deals are open.
  return first && first.day > 0 ? [{ day: 0, estimate: 1, low: 1, high: 1, atRisk: first.atRisk }, ...points] : points
}

function told(survival: Survival): Survival {
  const lastFollowed = survival.findLastIndex(({ atRisk }) => atRisk >= leastFollowed)
  const followed = lastFollowed > 0 ? survival.slice(0, lastFollowed + 1) : survival
  const lastEnd = followed.findLastIndex(({ estimate }, at) => estimate < (followed[at - 1]?.estimate ?? 1))
  const end = followed[lastEnd]
  const after = followed[lastEnd + 1]
  if (!end || !after) return followed
  return [
    ...followed.slice(0, lastEnd + 1),
    { ...end, day: Math.min(Math.ceil(end.day * tail), followed.at(-1)?.day ?? 0) },
  ]
}
