import { ImpossibleInput, assertConfidence } from './impossible-input.ts'
import { type Limits, standardErrorsFor } from './intervals.ts'

/** A sum that was said, what it varies by if its parts are independent of each other, how many wins it was learned from, and what came. */
export interface ForecastMade {
  expected: number
  variance: number
  wins: number
  came: number
}

/** What moves all deals at once is taken to be worth so much of the sum, until errors of its own say otherwise. */
const sharedShock = 0.1
/** Errors of a normal law, at its tenths, stand beside those seen, and count together as so many forecasts that have just come true. */
const startingErrors = Array.from({ length: 9 }, (_, place) => standardErrorsFor((place + 1) / 10))
const startingWeight = 6
/** What is learned from so many wins may be off by all of itself, from four times as many by half of it. */
const winsOff = 2
/** After so many forecasts an error counts half. */
const halfLife = 12
/** By so much of what it was off, each forecast that has come true moves how often the next may miss, within these bounds. */
const step = 0.05
const missBounds = [0.02, 0.5] as const

/** σ = √((0.1 · expected)² + variance): a shock that all parts share, and the chance of each. */
export function forecastDeviation({ expected, variance }: Pick<ForecastMade, 'expected' | 'variance'>): number {
  return Math.hypot(sharedShock * expected, Math.sqrt(variance))
}

/** By so much the errors to start from are wider, for what was learned from few wins: √(σ² + expected² · 2 ÷ wins) ÷ σ. */
function widened(made: Omit<ForecastMade, 'came'>): number {
  const deviation = forecastDeviation(made)
  const off = made.expected * Math.sqrt(winsOff / Math.max(1, made.wins))
  return deviation > 0 ? Math.hypot(deviation, off) / deviation : 1
}

export interface ForecastLimitsOptions {
  confidence?: number
  /** What is certain: 0, or what is won already. */
  floor?: number
  /** How many later forecasts were made before one came true: 5 where they are made each week for 30 days. */
  delay?: number
}

/**
 * Limits of a sum by the errors of earlier forecasts, oldest first, equally far apart: expected ± q·σ, never below `floor`. q is the weighted
 * quantile of |came − expected| ÷ σ of the earlier ones: the latest counts 1, one 12 before it half; nine of a normal law, wider
 * where wins are few, count 6 together among them. Errors of forecasts that overlap resemble each other, and laws change; so the level
 * of the quantile is steered by feedback: after each forecast that came true, by the limits it had itself, misses
 * may be 0.05 · (1 − confidence − whether it missed) more. So misses are drawn to 1 − confidence, whatever the errors are. Throws ImpossibleInput for what
 * is not finite. Source: Papadopoulos et al. 2002 (normalised conformal); Barber et al. 2023, Annals of Statistics 51 (weights); Gibbs &
 * Candès 2021, NeurIPS 34 (feedback); golden: the same in R.
 */
export function forecastLimits(
  made: Omit<ForecastMade, 'came'>,
  earlier: readonly ForecastMade[],
  { confidence = 0.8, floor = 0, delay = 1 }: ForecastLimitsOptions = {},
): { low: number; high: number } {
  assertConfidence(confidence)
  for (const each of [...earlier, { ...made, came: 0 }])
    for (const value of [each.expected, each.variance, each.wins, each.came])
      if (!Number.isFinite(value)) throw new ImpossibleInput('value_not_finite', value)
  const errors = earlier.flatMap((each) => {
    const deviation = forecastDeviation(each)
    return deviation > 0 ? Math.abs(each.came - each.expected) / deviation : []
  })
  const quantile = quantileOf(errors)
  const misses = [1 - confidence]
  const missesAfter = (known: number) => misses[known] ?? 0
  errors.forEach((error, place) => {
    const known = Math.max(0, place + 1 - delay)
    // Not widened: who was allowed more when wins were few is not to be held shorter for it later.
    const missed = error > quantile(known, missesAfter(known), 1)
    const next = missesAfter(place) + step * (1 - confidence - Number(missed))
    misses.push(Math.min(missBounds[1], Math.max(missBounds[0], next)))
  })
  const half = quantile(errors.length, missesAfter(errors.length), widened(made)) * forecastDeviation(made)
  return { low: Math.max(floor, made.expected - half), high: made.expected + half }
}

/** Of the first `known` errors and the starting ones, so much wider: the least that is exceeded by the share `misses` of the weight, or by less. */
function quantileOf(errors: readonly number[]) {
  const weights = errors.map((_, place) => 2 ** (place / halfLife))
  const sorted = errors.map((error, place) => ({ error, place })).toSorted((one, other) => other.error - one.error)
  return (known: number, misses: number, wider: number): number => {
    const starting = (startingWeight / startingErrors.length) * (weights[known - 1] ?? 1)
    let left = starting * startingErrors.length
    for (let place = 0; place < known; place++) left += weights[place] ?? 0
    left *= misses
    let [next, start] = [0, startingErrors.length - 1]
    while (next < sorted.length || start >= 0) {
      const [seen, begun] = [sorted[next], (startingErrors[start] ?? -1) * wider]
      const isSeen = seen !== undefined && seen.error > begun
      left -= isSeen ? (seen.place < known ? (weights[seen.place] ?? 0) : 0) : starting
      if (left < -1e-9) return isSeen ? seen.error : begun
      if (isSeen) next++
      else start--
    }
    return 0
  }
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
