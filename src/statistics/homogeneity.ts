import { ImpossibleInput } from './impossible-input.ts'
import { type Trials, assertTrials } from './intervals.ts'
import { gammaTail } from './special-functions.ts'

export interface ChiSquareTest {
  statistic: number
  degrees: number
  /** Chance of a difference this large when there is none; null when there is nothing to compare. */
  pValue: number | null
}

/**
 * P(χ² with `degrees` degrees of freedom ≥ statistic), by the regularised upper incomplete gamma Q(degrees/2, x/2):
 * 1 − cdf would read 0 below 1e-16. Null for 0 degrees. Throws ImpossibleInput for a negative statistic.
 */
export function chiSquareTail(statistic: number, degrees: number): number | null {
  if (!(statistic >= 0)) throw new ImpossibleInput('statistic_negative', statistic)
  return degrees === 0 ? null : gammaTail(statistic / 2, degrees / 2)
}

/**
 * Pearson's χ² that k shares are equal: Σ (successes − trials·p)² ÷ (trials·p(1 − p)), p the pooled share, k − 1
 * degrees. Groups without trials are left out. `leastExpected` is the smallest expected count of a cell: under 5 the
 * p-value is a rough one. When all succeed or all fail there is no difference: statistic 0, p = 1.
 * Throws ImpossibleInput for counts that cannot be. Source: Pearson 1900; R: prop.test(x, n, correct = FALSE).
 */
export function homogeneity(groups: readonly Trials[]): ChiSquareTest & { leastExpected: number } {
  for (const { successes, trials } of groups) assertTrials(successes, trials)
  const compared = groups.filter(({ trials }) => trials > 0)
  const n = compared.reduce((total, { trials }) => total + trials, 0)
  const successes = compared.reduce((total, group) => total + group.successes, 0)
  const degrees = Math.max(0, compared.length - 1)
  const pooled = n === 0 ? 0 : successes / n
  const fewest = compared.reduce((least, { trials }) => Math.min(least, trials), n)
  const leastExpected = fewest * Math.min(pooled, 1 - pooled)
  const distance = (group: Trials) =>
    (group.successes - group.trials * pooled) ** 2 / (group.trials * pooled * (1 - pooled))
  const varied = successes > 0 && successes < n
  const statistic = varied ? compared.reduce((total, group) => total + distance(group), 0) : 0
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees), leastExpected }
}
