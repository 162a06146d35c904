import { type Share, defaultConfidence, wilson } from './intervals.ts'

/**
 * The ratio of two counts of rare events over equally long times, now ÷ before: given both together, the share of the later
 * ones is a share of trials, p = r/(1 + r), so Wilson's limits of p give those of r. No events before: estimate and upper
 * limit are null, as no bound holds; no events at all: all null.
 * Source: Przyborowski & Wilenski 1940, Biometrika 31 (the conditional test of two Poisson rates).
 */
export function rateRatio(now: number, before: number, confidence = defaultConfidence): Share {
  const share = wilson(now, now + before, confidence)
  const odds = (p: number | null) => (p === null || p >= 1 ? null : p / (1 - p))
  return { estimate: odds(share.estimate), low: odds(share.low), high: odds(share.high) }
}
