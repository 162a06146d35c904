import { ImpossibleInput } from './impossible-input.ts'
import { type Share, assertTrials, defaultConfidence, wilsonOf } from './intervals.ts'

/** Trials that come in clusters, as sums over the clusters: of what each has, of its squares, and of successes times trials. */
export interface ClusterSums {
  clusters: number
  trials: number
  successes: number
  trialsSquared: number
  successesSquared: number
  products: number
}

export interface ClusteredShare extends Share {
  /** As many trials of their own as the clustered ones tell; null without trials. */
  effective: number | null
}

/**
 * A share of trials of which those of one cluster are alike, such as the questions of one deal: p = Σx ÷ Σn, its variance that of a ratio of totals, m ÷ (m − 1) ·
 * Σ(xᵢ − p·nᵢ)² ÷ (Σn)². How many times as large it is as p(1 − p) ÷ Σn is the design effect (at least 1); Wilson's interval is taken of the effective number
 * Σn ÷ effect. Where p is 0 or 1, or there is one cluster, clusters tell nothing of how alike they are, and the effective number is that of the clusters. No trials: all null. Throws
 * ImpossibleInput for counts that cannot be.
 * Source: Kish 1965, Survey Sampling; Korn & Graubard 1998, Survey Methodology 24 (intervals by the effective number); golden: the formula in R.
 */
export function clusteredShare(sums: ClusterSums, confidence = defaultConfidence): ClusteredShare {
  const { clusters, trials, successes, trialsSquared, successesSquared, products } = sums
  assertTrials(successes, trials)
  if (!(clusters <= trials && Number.isSafeInteger(clusters) && (clusters > 0 || trials === 0)))
    throw new ImpossibleInput('clusters_without_trials', sums)
  if (trials === 0) return { estimate: null, low: null, high: null, effective: null }
  const p = successes / trials
  const squares = Math.max(0, successesSquared - 2 * p * products + p * p * trialsSquared)
  const isTold = clusters > 1 && successes > 0 && successes < trials
  const effect = isTold ? ((clusters / (clusters - 1)) * squares) / (p * (1 - p) * trials) : trials / clusters
  const effective = trials / Math.max(1, effect)
  return { ...wilsonOf(p, effective, confidence), effective }
}
