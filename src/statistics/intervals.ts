import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { ImpossibleInput, assertConfidence, assertCount } from './impossible-input.ts'

/** Two-sided limits; null where the data give none (never a made-up bound). */
export interface Limits {
  low: number | null
  high: number | null
}

/** A share between 0 and 1 with its limits; null throughout when there is nothing to estimate it from. */
export interface Share extends Limits {
  estimate: number | null
}

export const defaultConfidence = 0.95

/** The half-width of a two-sided normal interval in standard errors: 1.959964 for 0.95. */
export function standardErrorsFor(confidence: number): number {
  assertConfidence(confidence)
  return normalQuantile(1 - (1 - confidence) / 2, 0, 1)
}

/**
 * Wilson's score interval for a share of independent trials: the p with |p̂ − p| ≤ z √(p(1 − p)/n).
 * Stays inside [0, 1] and keeps its coverage for few trials, where p̂ ± z·se does not. No trials: all null.
 * Source: Wilson 1927, JASA 22; without continuity correction, as R's prop.test(correct = FALSE).
 */
export function wilson(successes: number, trials: number, confidence = defaultConfidence): Share {
  assertTrials(successes, trials)
  return wilsonOf(trials === 0 ? null : successes / trials, trials, confidence)
}

/** The same of a share and of as many trials as it is worth, which need not be whole. */
export function wilsonOf(estimate: number | null, trials: number, confidence: number): Share {
  const z = standardErrorsFor(confidence)
  if (estimate === null) return { estimate: null, low: null, high: null }
  const centre = estimate + (z * z) / (2 * trials)
  const spread = z * Math.sqrt((estimate * (1 - estimate) + (z * z) / (4 * trials)) / trials)
  const scale = 1 + (z * z) / trials
  return {
    estimate,
    low: estimate === 0 ? 0 : (centre - spread) / scale,
    high: estimate === 1 ? 1 : (centre + spread) / scale,
  }
}

export interface Trials {
  successes: number
  trials: number
}

/**
 * Newcombe's hybrid score interval for the difference of two independent shares, first − second (no correction): independentDifference
 * of Wilson's limits. A side without trials: all null. Source: Newcombe 1998, Statistics in Medicine 17, 873–890, method 10.
 */
export function newcombeDifference(first: Trials, second: Trials, confidence = defaultConfidence): Share {
  return independentDifference(
    wilson(first.successes, first.trials, confidence),
    wilson(second.successes, second.trials, confidence),
  )
}

/**
 * The difference of two independent estimates, first − second, from the limits of each: low = d − √((a − lₐ)² + (u_b − b)²),
 * high = d + √((uₐ − a)² + (b − l_b)²). It keeps the lopsidedness of limits that are not symmetric. A side without limits: no limits.
 * Source: Zou & Donner 2008, Statistics in Medicine 27, 1693–1702 (variance estimates recovered from limits).
 */
export function independentDifference(first: Share, second: Share): Share {
  if (first.estimate === null || second.estimate === null) return { estimate: null, low: null, high: null }
  const estimate = first.estimate - second.estimate
  if (first.low === null || first.high === null || second.low === null || second.high === null)
    return { estimate, low: null, high: null }
  return {
    estimate,
    low: estimate - Math.hypot(first.estimate - first.low, second.high - second.estimate),
    high: estimate + Math.hypot(first.high - first.estimate, second.estimate - second.low),
  }
}

/**
 * Log-log limits of a probability p with standard error se: p^exp(± z·se / (p log p)). They stay inside [0, 1].
 * At p = 0 and p = 1 (to rounding error) the transformation does not exist: null, as R's survfit gives NA.
 * Source: Kalbfleisch & Prentice 2002, §1.4; R survival, conf.type = "log-log".
 */
export function logLogLimits(p: number, standardError: number, z: number): Limits {
  if (!(p > 1e-12 && p < 1 - 1e-12)) return { low: null, high: null }
  const stretch = (z * standardError) / (p * -Math.log(p))
  return { low: p ** Math.exp(stretch), high: p ** Math.exp(-stretch) }
}

export function assertTrials(successes: number, trials: number): void {
  assertCount(successes)
  assertCount(trials)
  if (successes > trials) throw new ImpossibleInput('more_successes_than_trials', { successes, trials })
}
