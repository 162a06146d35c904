import { ImpossibleInput, assertConfidence } from './impossible-input.ts'
import { type Limits, defaultConfidence } from './intervals.ts'

/**
 * Limits of a forecast from the errors (what came − what was said) of n earlier ones made the same way: forecast + the error of rank
 * ⌊(n + 1)α/2⌋ and of rank ⌈(n + 1)(1 − α/2)⌉ from the smallest. They hold at least as often as they say, whatever the law of the errors,
 * as long as the new error is one like the old (exchangeable); nothing needs to be independent or normal within a forecast. A limit
 * whose rank lies outside 1 … n is null: for 80 % at least 9 errors are needed, for 95 % 39.
 * Throws ImpossibleInput for a forecast or error that is not finite.
 * Source: Vovk, Gammerman & Shafer 2005; Lei et al. 2018, JASA 113 (split conformal); golden: R sort().
 */
export function conformalLimits(forecast: number, errors: readonly number[], confidence = defaultConfidence): Limits {
  assertConfidence(confidence)
  for (const value of [forecast, ...errors])
    if (!Number.isFinite(value)) throw new ImpossibleInput('value_not_finite', value)
  const sorted = Float64Array.from(errors).sort()
  const tail = ((errors.length + 1) * (1 - confidence)) / 2
  // 0.2 · 10 / 2 must be rank 1, although 1 − 0.8 is a little less than 0.2.
  const rank = Math.floor(tail + 1e-9)
  const low = sorted[rank - 1]
  const high = sorted[errors.length - rank]
  if (low === undefined || high === undefined) return { low: null, high: null }
  return { low: forecast + low, high: forecast + high }
}
