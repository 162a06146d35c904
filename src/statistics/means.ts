import { ImpossibleInput, assertCount } from './impossible-input.ts'
import { type Share, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { normalTail, studentQuantile } from './special-functions.ts'

/**
 * A mean of n values with Student's interval, x̄ ± t·s/√n on n − 1 degrees, from their sum and the sum of their squares. No
 * values: all null; one value: no limits. Throws ImpossibleInput for a count or sums that cannot be.
 * Golden: R t.test.
 */
export function meanLimits(n: number, sum: number, sumOfSquares: number, confidence = defaultConfidence): Share {
  assertCount(n)
  if (!Number.isFinite(sum) || !(sumOfSquares >= 0))
    throw new ImpossibleInput('value_not_finite', { sum, sumOfSquares })
  if (n === 0) return { estimate: null, low: null, high: null }
  const estimate = sum / n
  if (n === 1) return { estimate, low: null, high: null }
  const variance = Math.max(0, sumOfSquares - (sum * sum) / n) / (n - 1)
  return around(estimate, Math.sqrt(variance / n), n - 1, confidence)
}

/**
 * An interval for any estimate by leaving out one group of the subjects at a time: θ̂ ± t·√((g − 1)/g · Σ(θ₍ᵢ₎ − θ̄)²) on
 * g − 1 degrees. `without` are the g estimates; one that is null, or fewer than two groups, gives no limits. Groups are by
 * chance, of about equal size. For a mean and groups of one it is Student's interval.
 * Source: Shao & Tu 1995, The Jackknife and Bootstrap, §2.3 (delete-group jackknife).
 */
export function groupJackknife(
  estimate: number | null,
  without: readonly (number | null)[],
  confidence = defaultConfidence,
): Share {
  const known = without.filter((each) => each !== null)
  if (estimate === null || known.length < without.length || known.length < 2) return { estimate, low: null, high: null }
  const groups = known.length
  const middle = known.reduce((sum, each) => sum + each, 0) / groups
  const squares = known.reduce((sum, each) => sum + (each - middle) ** 2, 0)
  return around(estimate, Math.sqrt(((groups - 1) / groups) * squares), groups - 1, confidence)
}

function around(estimate: number, standardError: number, degrees: number, confidence: number): Share {
  const width = standardError * studentQuantile(normalTail(standardErrorsFor(confidence)), degrees)
  return { estimate, low: estimate - width, high: estimate + width }
}
