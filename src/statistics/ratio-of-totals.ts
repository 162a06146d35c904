import { ImpossibleInput } from './impossible-input.ts'
import { type Share, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { betaShare, normalTail, studentQuantile } from './special-functions.ts'

/** What one cluster, such as a week, brings to both totals. */
export interface PartOfWhole {
  readonly part: number
  readonly whole: number
}

export interface RatioOfTotals extends Share {
  /** Null where it cannot be told. */
  standardError: number | null
  /** Clusters with anything in them. */
  clusters: number
}

/**
 * What share of a total is of one part, where both come in clusters that vary together: R = Σpart ÷ Σwhole, its variance linearised,
 * g ÷ (g − 1) · Σ(partᵢ − R·wholeᵢ)² ÷ (Σwhole)², Student's limits on g − 1 degrees, within 0 and 1. Clusters without anything
 * are left out; one cluster gives no limits. Throws ImpossibleInput for a part that is no part.
 * Source: Cochran 1977, Sampling Techniques, §6.3; Särndal, Swensson & Wretman 1992, §5.6; golden: the formula in R.
 */
export function ratioOfTotals(clusters: readonly PartOfWhole[], confidence = defaultConfidence): RatioOfTotals {
  for (const { part, whole } of clusters)
    if (!(part >= 0 && part <= whole * (1 + 1e-9) && Number.isFinite(whole)))
      throw new ImpossibleInput('no_part_of_whole', { part, whole })
  const some = clusters.filter(({ whole }) => whole > 0)
  const g = some.length
  const whole = some.reduce((sum, each) => sum + each.whole, 0)
  if (g === 0) return { estimate: null, low: null, high: null, standardError: null, clusters: 0 }
  const estimate = some.reduce((sum, { part }) => sum + part, 0) / whole
  if (g === 1) return { estimate, low: null, high: null, standardError: null, clusters: 1 }
  const squares = some.reduce((sum, each) => sum + (each.part - estimate * each.whole) ** 2, 0)
  const standardError = Math.sqrt((g / (g - 1)) * squares) / whole
  const width = standardError * studentQuantile(normalTail(standardErrorsFor(confidence)), g - 1)
  const [low, high] = [Math.max(0, estimate - width), Math.min(1, estimate + width)]
  return { estimate, low, high, standardError, clusters: g }
}

interface Compared {
  readonly estimate: number
  readonly standardError: number
  /** Of how many values, or clusters, it was made. */
  readonly clusters: number
}

/**
 * The chance of differences as large as these where there are none, when each standard error was taken from few values: Welch's F, with
 * wᵢ = 1/seᵢ², on k − 1 and (k² − 1) ÷ 3Σ((1 − wᵢ/W)²/(gᵢ − 1)) degrees. Null for fewer than two groups. Throws ImpossibleInput
 * for a group of one value, or without a standard error.
 * Source: Welch 1951, Biometrika 38; golden: R oneway.test.
 */
export function welchTest(groups: readonly Compared[]): number | null {
  for (const { standardError, clusters } of groups)
    if (!(standardError > 0) || clusters < 2)
      throw new ImpossibleInput('no_standard_error', { standardError, clusters })
  const k = groups.length
  if (k < 2) return null
  const weighed = groups.map((group) => ({ ...group, weight: 1 / group.standardError ** 2 }))
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const mean = weighed.reduce((sum, { weight, estimate }) => sum + weight * estimate, 0) / total
  const between = weighed.reduce((sum, { weight, estimate }) => sum + weight * (estimate - mean) ** 2, 0) / (k - 1)
  const rough = weighed.reduce((sum, { weight, clusters }) => sum + (1 - weight / total) ** 2 / (clusters - 1), 0)
  const f = between / (1 + ((2 * (k - 2)) / (k * k - 1)) * rough)
  const [above, below] = [k - 1, (k * k - 1) / (3 * rough)]
  return betaShare(below / (below + above * f), below / 2, above / 2)
}
