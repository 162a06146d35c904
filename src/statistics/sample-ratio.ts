import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { ImpossibleInput, assertCount, at } from './impossible-input.ts'

export interface SampleRatio extends ChiSquareTest {
  /** p under 0.001: the split is broken, and no difference between the arms may be read. */
  broken: boolean
}

/**
 * Were as many assigned to each arm as meant? χ² of fit: Σ (count − n·share)² ÷ (n·share), k − 1 degrees. Default: equal
 * shares; else `weights`, in any unit. Broken under p = 0.001: with a working coin that happens once in a thousand looks.
 * Count what was assigned (sellers, where whole sellers were). P is null without anybody. Throws ImpossibleInput for counts or weights that cannot be.
 * Source: Pearson 1900; Fabijan et al. 2019 (threshold); golden: R chisq.test(counts, p = weights).
 */
export function sampleRatio(counts: readonly number[], weights = counts.map(() => 1)): SampleRatio {
  if (weights.length !== counts.length) throw new ImpossibleInput('weights_differ_from_counts', weights)
  for (const count of counts) assertCount(count)
  for (const weight of weights)
    if (!(weight > 0 && weight < Infinity)) throw new ImpossibleInput('weight_not_positive', weight)
  const n = counts.reduce((total, count) => total + count, 0)
  const weight = weights.reduce((total, each) => total + each, 0)
  const degrees = n === 0 ? 0 : Math.max(0, counts.length - 1)
  const statistic = counts.reduce((total, count, i) => {
    const expected = (n * at(weights, i)) / weight
    return expected === 0 ? total : total + (count - expected) ** 2 / expected
  }, 0)
  const pValue = chiSquareTail(statistic, degrees)
  return { statistic, degrees, pValue, broken: pValue !== null && pValue < 0.001 }
}
