import { assertConfidence, assertCount } from './impossible-input.ts'
import { type Limits, defaultConfidence } from './intervals.ts'
import { gammaShare, gammaTail } from './special-functions.ts'

/**
 * Exact limits of the mean of a Poisson count: the λ at which so many or more (so few or fewer) come with a chance of
 * (1 − confidence) ÷ 2. `high` of a count of 0 is 3.69 at 95 %: nothing seen is not nothing to come.
 * Source: Garwood 1936, Biometrika 28; R: poisson.test(count).
 */
export function poissonLimits(count: number, confidence = defaultConfidence): Limits {
  assertCount(count)
  assertConfidence(confidence)
  const tail = (1 - confidence) / 2
  // P(X ≥ count) = P(count, λ) rises with λ, and P(X ≤ count) = Q(count + 1, λ) falls.
  const low = count === 0 ? 0 : meeting((mean) => gammaShare(mean, count) >= tail, count)
  return { low, high: meeting((mean) => gammaTail(mean, count + 1) <= tail, count) }
}

/** The smallest mean for which something holds that holds for all greater ones, by halving. */
function meeting(holds: (mean: number) => boolean, count: number): number {
  let below = 0
  let above = count + 10 * Math.sqrt(count + 1) + 10
  for (let halvings = 0; halvings < 100; halvings++) {
    const middle = (below + above) / 2
    if (holds(middle)) above = middle
    else below = middle
  }
  return above
}
