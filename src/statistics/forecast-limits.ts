import { ImpossibleInput, assertConfidence } from './impossible-input.ts'
import { type Limits, standardErrorsFor } from './intervals.ts'

/** A sum that was said, what it varies by if its parts are independent of each other, and what came. */
export interface ForecastMade {
  expected: number
  variance: number
  came: number
}

/** What moves all deals at once is taken to be worth so much of the sum, until errors of its own say otherwise. */
const sharedShock = 0.25
/** Until there are ten errors, those that lack are taken from a normal law. */
const startingErrors = 10

/** σ = √((0.25 · expected)² + variance): a shock that all parts share, and the chance of each. */
export function forecastDeviation({ expected, variance }: Omit<ForecastMade, 'came'>): number {
  return Math.hypot(sharedShock * expected, Math.sqrt(variance))
}

/**
 * Limits of a sum by the errors of earlier forecasts made the same way: expected ± q·σ, where q is the conformal quantile (rank ⌈(n + 1)
 * · confidence⌉) of |came − expected| ÷ σ of the earlier ones. Where there
 * are n < 10, 10 − n spread as a normal law's stand among them. Errors of forecasts that overlap resemble each
 * other; the ranks do not mind. Never below `floor`, which is certain (0, or what is won already).
 * Throws ImpossibleInput for what is not finite. Source: Papadopoulos et al. 2002 (normalised conformal); golden: R quantile(type = 1).
 */
export function forecastLimits(
  made: Omit<ForecastMade, 'came'>,
  earlier: readonly ForecastMade[],
  { confidence = 0.8, floor = 0 } = {},
): { low: number; high: number } {
  assertConfidence(confidence)
  const scores: number[] = []
  for (const each of [...earlier, { ...made, came: 0 }])
    for (const value of [each.expected, each.variance, each.came])
      if (!Number.isFinite(value)) throw new ImpossibleInput('value_not_finite', value)
  for (const each of earlier) {
    const deviation = forecastDeviation(each)
    if (deviation > 0) scores.push(Math.abs(each.came - each.expected) / deviation)
  }
  const lacking = startingErrors - earlier.length
  for (let place = 0; place < lacking; place++) scores.push(standardErrorsFor((place + 0.5) / lacking))
  const sorted = Float64Array.from(scores).sort()
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * confidence - 1e-9))
  const half = (sorted[rank - 1] ?? 0) * forecastDeviation(made)
  return { low: Math.max(floor, made.expected - half), high: made.expected + half }
}

/**
 * Pinball loss of a quantile forecast: how far it was off, weighed so that the true quantile loses least; in the unit of the values.
 * Source: Koenker & Bassett 1978.
 */
export function pinballLoss(forecast: number, came: number, level: number): number {
  return came >= forecast ? level * (came - forecast) : (1 - level) * (forecast - came)
}

/** Both limits of an interval: the mean of their pinball losses. */
export function intervalLoss({ low, high }: Limits, came: number, confidence = 0.8): number | null {
  if (low === null || high === null) return null
  const tail = (1 - confidence) / 2
  return (pinballLoss(low, came, tail) + pinballLoss(high, came, 1 - tail)) / 2
}
