import { assertCount } from './impossible-input.ts'
import { type Share, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { crossing } from './special-functions.ts'

/** Answers to "would you recommend us?": 9 and 10, 7 and 8, 0 to 6. */
export interface NetPromoterAnswers {
  promoters: number
  passives: number
  detractors: number
}

/**
 * Net promoter score in points, −100 … 100: share of promoters − share of detractors. Limits by the score method: the differences Δ
 * with |p − d − Δ| ≤ z·√((p₀ + d₀ − Δ²)/n), p₀ and d₀ the likeliest shares whose difference is Δ. They stay within ±100 and
 * hold for few answers. No answers: all null. (Under 30 answers the caller shows none.) Throws ImpossibleInput for counts that cannot be.
 * Source: Reichheld 2003; Tango 1998, Statistics in Medicine 17 (difference of two shares of one sample); Rocks 2016, The American
 * Statistician 70 (for this score); golden: the likelihood maximised and the limits searched in R.
 */
export function netPromoter(answers: NetPromoterAnswers, confidence = defaultConfidence): Share & { n: number } {
  const { promoters, passives, detractors } = answers
  const z = standardErrorsFor(confidence)
  for (const count of [promoters, passives, detractors]) assertCount(count)
  const n = promoters + passives + detractors
  if (n === 0) return { n, estimate: null, low: null, high: null }
  const seen = (promoters - detractors) / n
  const away = (difference: number) => {
    const linear = (2 * n - promoters + detractors) * difference - promoters - detractors
    const constant = -detractors * difference * (1 - difference)
    const detracting = (Math.sqrt(Math.max(0, linear ** 2 - 8 * n * constant)) - linear) / (4 * n)
    const variance = Math.max(0, 2 * detracting + difference * (1 - difference)) / n
    return (difference - seen) / Math.sqrt(variance)
  }
  return {
    n,
    estimate: 100 * seen,
    low: detractors === n ? -100 : 100 * crossing((difference) => away(difference) + z, -1, seen),
    high: promoters === n ? 100 : 100 * crossing((difference) => away(difference) - z, seen, 1),
  }
}
