import { ImpossibleInput } from './impossible-input.ts'
import { type Share, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { poissonLimits } from './counts.ts'
import { meanLimits } from './means.ts'

export interface VelocityInput {
  /** How many began, in how many days. */
  arrivals: { count: number; days: number }
  /** Of those that begin, the share that is won. */
  won: { estimate: number; standardError: number } | null
  /** Of the won ones with a value. */
  value: { n: number; sum: number; sumOfSquares: number }
}

export interface Velocity {
  /** Value won a day. */
  perDay: Share
  /** A day. */
  arrivals: Share
  value: Share
}

/**
 * What selling brings a day: arrivals per day × P(won) × mean won value. Limits by the delta method on the logarithm: relative variances of
 * the three are added, 1/count for arrivals (Poisson), (se ÷ p)² for the share, s²/(n·v̄²) for the mean; they are taken to be
 * independent. Null where one of the three is not known or 0. Those of the arrivals are exact (poissonLimits), of the value Student's (meanLimits).
 * Throws ImpossibleInput for days that are not positive. Source: delta method; Little 1961 for the identity (what leaves is what arrives).
 */
export function velocity({ arrivals, won, value }: VelocityInput, confidence = defaultConfidence): Velocity {
  const { count, days } = arrivals
  if (!(days > 0 && days < Infinity)) throw new ImpossibleInput('days_not_positive', days)
  const counted = poissonLimits(count, confidence)
  const perDay = (limit: number | null) => (limit === null ? null : limit / days)
  const mean = meanLimits(value.n, value.sum, value.sumOfSquares, confidence)
  return {
    perDay: product(arrivals, won, value, mean.estimate, standardErrorsFor(confidence)),
    arrivals: { estimate: count / days, low: perDay(counted.low), high: perDay(counted.high) },
    value: mean,
  }
}

function product(
  { count, days }: VelocityInput['arrivals'],
  won: VelocityInput['won'],
  { n, sum, sumOfSquares }: VelocityInput['value'],
  mean: number | null,
  z: number,
): Share {
  if (won === null || mean === null) return { estimate: null, low: null, high: null }
  const estimate = (count / days) * won.estimate * mean
  if (!(estimate > 0) || n < 2) return { estimate, low: null, high: null }
  const spread = Math.max(0, sumOfSquares - (sum * sum) / n) / (n - 1) / n
  const relative = 1 / count + (won.standardError / won.estimate) ** 2 + spread / mean ** 2
  const stretch = Math.exp(z * Math.sqrt(relative))
  return { estimate, low: estimate / stretch, high: estimate * stretch }
}
