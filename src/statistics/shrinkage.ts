import { type Share, type Trials, assertTrials, defaultConfidence, standardErrorsFor, wilson } from './intervals.ts'
import { assertConfidence, at } from './impossible-input.ts'
import { cochran } from './incidence-comparison.ts'
import { type Slope, minimise } from './minimum.ts'
import { betaQuantile, digamma, logBeta } from './special-functions.ts'

export interface ShrunkenShares {
  /** The mean of the law that the groups' true shares are taken to follow; null without trials. */
  mean: number | null
  /** How many trials this law weighs in each group; null: the groups differ no more than by chance, and all get the pooled share. */
  strength: number | null
  /** In the order of the groups. */
  groups: Share[]
}

/**
 * Empirical-Bayes shares of k groups: true shares ~ Beta(mean·strength, (1 − mean)·strength), fitted to all groups by maximum likelihood of
 * the beta-binomial; each group's estimate is (successes + mean·strength) ÷ (trials + strength), drawn to the mean the more
 * the fewer its trials; limits are quantiles of its Beta posterior. (They take the fitted law for known: with under ten groups
 * a little too narrow, see docs/statistics.md.) Where the groups differ less than chance would have it the likelihood is greatest at
 * strength ∞: the pooled share with its Wilson limits. The strength is never under 1: 0 of 10 is no proof of never. Groups without
 * trials get the law itself.
 * Throws ImpossibleInput for counts that cannot be. Source: Casella 1985; Tarone 1979 (the condition for ∞); golden: R optim.
 */
export function shrunkenShares(groups: readonly Trials[], confidence = defaultConfidence): ShrunkenShares {
  assertConfidence(confidence)
  for (const { successes, trials } of groups) assertTrials(successes, trials)
  const trials = groups.reduce((total, group) => total + group.trials, 0)
  const successes = groups.reduce((total, group) => total + group.successes, 0)
  const pooled = wilson(successes, trials, confidence)
  const alike = { mean: pooled.estimate, strength: null, groups: groups.map(() => pooled) }
  if (successes === 0 || successes === trials || excess(groups, successes / trials) <= 0) return alike
  const kinds = [...Map.groupBy(groups, (group) => `${group.successes}/${group.trials}`).values()]
  const { point, converged } = minimise(
    (logs) => unlikeliness(kinds, logs),
    [Math.log(successes / (trials - successes)), 3],
  )
  if (!converged && at(point, 1) > 3) return alike
  const mean = 1 / (1 + Math.exp(-at(point, 0)))
  const strength = Math.max(1, Math.exp(at(point, 1)))
  const tail = (1 - confidence) / 2
  const shares = new Map<Trials, Share>()
  for (const kind of kinds) {
    const [{ successes: x, trials: n } = { successes: 0, trials: 0 }] = kind
    const [a, b] = [x + mean * strength, n - x + (1 - mean) * strength]
    const share = { estimate: a / (a + b), low: betaQuantile(tail, a, b), high: 1 - betaQuantile(tail, b, a) }
    for (const group of kind) shares.set(group, share)
  }
  return { mean, strength, groups: groups.map((group) => shares.get(group) ?? pooled) }
}

/** Slope of the likelihood in 1/(1 + strength) at 0, times 2: above 0 the groups differ more than trials with one share would. */
function excess(groups: readonly Trials[], p: number): number {
  return groups.reduce((total, { successes: x, trials: n }) => {
    return total + (x * (x - 1)) / p + ((n - x) * (n - x - 1)) / (1 - p) - n * (n - 1)
  }, 0)
}

/** −log likelihood of the beta-binomial at (logit mean, log strength); groups with the same counts are computed once. */
function unlikeliness(kinds: readonly (readonly Trials[])[], point: readonly number[]): Slope {
  const mean = 1 / (1 + Math.exp(-at(point, 0)))
  const strength = Math.exp(at(point, 1))
  const [a, b] = [mean * strength, (1 - mean) * strength]
  let value = 0
  let [byA, byB] = [0, 0]
  for (const [{ successes, trials } = { successes: 0, trials: 0 }, ...others] of kinds) {
    const count = others.length + 1
    const whole = digamma(trials + strength) - digamma(strength)
    value -= count * (logBeta(successes + a, trials - successes + b) - logBeta(a, b))
    byA -= count * (digamma(successes + a) - digamma(a) - whole)
    byB -= count * (digamma(trials - successes + b) - digamma(b) - whole)
  }
  return { value, gradient: [(byA - byB) * mean * (1 - mean) * strength, byA * a + byB * b] }
}

export interface Estimated {
  estimate: number
  standardError: number
}

export interface ShrunkenEstimates {
  /** Mean of the law N(mean, deviation²) that the true values are taken to follow; null without estimates. */
  mean: number | null
  /** 0: they differ no more than by chance. */
  deviation: number
  groups: (Share & { standardError: number })[]
}

/**
 * Empirical Bayes for any figures with standard errors (incidences by a day, restricted means, logarithms of hazard ratios): true
 * values ~ N(mean, τ²), τ² = max(0, (Q − (k − 1)) ÷ (Σw − Σw²/Σw)), Q Cochran's; each is drawn to the mean by se²/(se² + τ²);
 * limits normal, with the uncertainty of the mean. Throws ImpossibleInput for a bad confidence.
 * Source: DerSimonian & Laird 1986; Morris 1983; golden: the formulas in R.
 */
export function shrunkenEstimates(groups: readonly Estimated[], confidence = defaultConfidence): ShrunkenEstimates {
  const z = standardErrorsFor(confidence)
  if (groups.length === 0) return { mean: null, deviation: 0, groups: [] }
  const { weights, statistic, degrees } = cochran(groups)
  const weight = weights.reduce((total, each) => total + each, 0)
  const scale = weight - weights.reduce((total, each) => total + each ** 2, 0) / weight
  const between = degrees === 0 ? 0 : Math.max(0, (statistic - degrees) / scale)
  const spread = groups.map(({ standardError }) => standardError ** 2 + between)
  const precision = spread.reduce((total, variance) => total + 1 / variance, 0)
  const mean = groups.reduce((total, { estimate }, i) => total + estimate / at(spread, i), 0) / precision
  return {
    mean,
    deviation: Math.sqrt(between),
    groups: groups.map((group, i) => {
      const drawn = group.standardError ** 2 / at(spread, i)
      const estimate = drawn * mean + (1 - drawn) * group.estimate
      const standardError = Math.sqrt((1 - drawn) * group.standardError ** 2 + drawn ** 2 / precision)
      return { estimate, standardError, low: estimate - z * standardError, high: estimate + z * standardError }
    }),
  }
}
