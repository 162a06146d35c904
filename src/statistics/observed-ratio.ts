import { ImpossibleInput } from './impossible-input.ts'
import { defaultConfidence, standardErrorsFor } from './intervals.ts'
import type { ChangingLogRankTest, LogRankTest } from './log-rank.ts'

export interface ObservedRatio {
  /** Logarithm of the ratio, as of a Cox coefficient. */
  estimate: number
  standardError: number
  hazardRatio: number
  low: number
  high: number
}

/**
 * How many times as often a day a group ends as the others together, from the sums of a log-rank test: (O/E) ÷ (O'/E'), with
 * √(1/E + 1/E') as the standard error of its logarithm. It leans to 1 where groups differ much; coxRegression does not, but meets every
 * end by itself. Null where one side has no ends. Throws ImpossibleInput for a group that is not there.
 * Source: Pike 1972; Klein & Moeschberger 2003, §7.3.
 */
export function observedRatio(
  groups: LogRankTest['groups'],
  group: number,
  confidence = defaultConfidence,
): ObservedRatio | null {
  if (groups[group] === undefined) throw new ImpossibleInput('index_outside', group)
  const own = { observed: 0, expected: 0 }
  const others = { observed: 0, expected: 0 }
  groups.forEach(({ observed, expected }, i) => {
    const side = i === group ? own : others
    side.observed += observed
    side.expected += expected
  })
  if (own.observed === 0 || others.observed === 0) return null
  const estimate = Math.log((own.observed * others.expected) / (own.expected * others.observed))
  return ratioOf(estimate, Math.sqrt(1 / own.expected + 1 / others.expected), confidence)
}

/**
 * How many times as often a day a group ends as the others in the same strata, by one step from no difference: the logarithm is (O − E) ÷ V, its standard
 * error 1 ÷ √V. So it says the same as the test: 1 lies outside the limits just where two groups differ. It leans to 1 where they differ much. Null
 * where nothing was compared.
 * Source: Peto & Pike 1973, Biometrics 29; Yusuf et al. 1985; golden: coxph with iter.max = 1 in R.
 */
export function oneStepRatio(
  { observed, expected, variance }: ChangingLogRankTest['groups'][number],
  confidence = defaultConfidence,
): ObservedRatio | null {
  return variance > 0 ? ratioOf((observed - expected) / variance, 1 / Math.sqrt(variance), confidence) : null
}

function ratioOf(estimate: number, standardError: number, confidence: number): ObservedRatio {
  const width = standardErrorsFor(confidence) * standardError
  return {
    estimate,
    standardError,
    hazardRatio: Math.exp(estimate),
    low: Math.exp(estimate - width),
    high: Math.exp(estimate + width),
  }
}
