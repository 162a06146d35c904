import { type Share, assertTrials, defaultConfidence } from './intervals.ts'
import { assertConfidence } from './impossible-input.ts'
import { betaQuantile } from './special-functions.ts'

/**
 * Clopper–Pearson's exact interval of a share: it never holds the truth less often than it says, for any number of trials, and is
 * therefore wider than Wilson's. For promises ("at least 80 % of forecasts held"), where being wrong costs more than being vague.
 * low = quantile α/2 of Beta(x, n − x + 1), high = quantile 1 − α/2 of Beta(x + 1, n − x). No trials: all null.
 * Throws ImpossibleInput for counts that cannot be. Source: Clopper & Pearson 1934; golden: R binom.test.
 */
export function clopperPearson(successes: number, trials: number, confidence = defaultConfidence): Share {
  assertTrials(successes, trials)
  assertConfidence(confidence)
  if (trials === 0) return { estimate: null, low: null, high: null }
  const tail = (1 - confidence) / 2
  const failures = trials - successes
  return {
    estimate: successes / trials,
    low: successes === 0 ? 0 : betaQuantile(tail, successes, failures + 1),
    high: failures === 0 ? 1 : upperQuantile(tail, successes + 1, failures),
  }
}

/** The x that Beta(a, b) passes with this chance. A small one is not read as 1 − (nearly 1): of 10⁹ trials it would keep nine digits less. */
function upperQuantile(tail: number, a: number, b: number): number {
  return a < b ? betaQuantile(1 - tail, a, b) : 1 - betaQuantile(tail, b, a)
}
