import { fitted } from './count-trend.ts'
import { assertCount } from './impossible-input.ts'
import { chiSquareTail } from './homogeneity.ts'
import { crossing, gammaShare } from './special-functions.ts'

/** How much more counts of equal periods differ than chance makes them: 1 where they come as by chance alone. */
export interface Evenness {
  index: number
  low: number
  high: number
  pValue: number
}

/** A mean of fewer a period says nothing: χ² does not hold for it. */
const leastMean = 1
const fewestPeriods = 8
const tail = 0.025

/**
 * The index of dispersion beside a trend: Pearson's χ² of a log-linear Poisson law over its degrees of freedom, periods − 2, so that growth is not
 * taken for unevenness. Its p-value is the upper tail of χ², its 95 % limits χ² ÷ the quantiles of χ² at 97.5 and 2.5 %. Null under eight periods,
 * or under one a period on average. Throws ImpossibleInput for what is no count. Source: Fisher, Thornton & Mackenzie 1922; McCullagh & Nelder 1989,
 * §4.5 and §6.2; golden: R summary(glm(count ~ period, quasipoisson))$dispersion.
 */
export function evenness(counts: readonly number[]): Evenness | null {
  counts.forEach(assertCount)
  const sum = counts.reduce((all, count) => all + count, 0)
  if (counts.length < fewestPeriods || sum < leastMean * counts.length) return null
  const degrees = counts.length - 2
  const { chiSquare } = fitted(counts, 1, Infinity)
  const quantile = (p: number) => 2 * crossing((x) => gammaShare(x, degrees / 2) - p, 0, 20 * (degrees + 10))
  return {
    index: chiSquare / degrees,
    low: chiSquare / quantile(1 - tail),
    high: chiSquare / quantile(tail),
    pValue: chiSquareTail(chiSquare, degrees) ?? 1,
  }
}
