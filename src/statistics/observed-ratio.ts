import { ImpossibleInput } from './impossible-input.ts'
import { defaultConfidence, standardErrorsFor } from './intervals.ts'
import type { LogRankTest } from './log-rank.ts'

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
  const standardError = Math.sqrt(1 / own.expected + 1 / others.expected)
  const width = standardErrorsFor(confidence) * standardError
  return {
    estimate,
    standardError,
    hazardRatio: Math.exp(estimate),
    low: Math.exp(estimate - width),
    high: Math.exp(estimate + width),
  }
}
