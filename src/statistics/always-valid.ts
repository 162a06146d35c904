import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import type { Difference } from './arm.ts'
import { ImpossibleInput, assertConfidence } from './impossible-input.ts'
import { type Limits, defaultConfidence } from './intervals.ts'
import { normalTail, studentQuantile, studentTail } from './special-functions.ts'

export interface AlwaysValid extends Limits {
  estimate: number
  /** Valid at every look; the least one so far may be kept. */
  pValue: number
}

export interface AlwaysValidOptions {
  /** The difference the experiment was planned to find: where the limits are narrowest. Any value keeps them valid. */
  plannedEffect: number
  confidence?: number
  /** Under so many successes or failures in an arm nothing is said. Default 10. */
  leastSeen?: number
}

/**
 * Limits and p-value of a difference that stay valid however often one looks, and whenever one stops: in 95 of 100 experiments
 * the limits hold the truth at all looks together. Mixture sequential probability ratio test, effects ~ N(0, τ²), τ the
 * planned effect: Λ = (1 + x)^−½ · exp(½z²·x/(1 + x)), x = (τ/se)²; p = 1/Λ; limits estimate ± se·√((1 + 1/x)(2 ln(1/α) + ln(1 + x))).
 * With few clusters the standard error is itself a guess, and heavy tails would pass the boundary: z and the boundary
 * are taken over to Student's t with the difference's degrees, tail for tail. Null limits and p = 1 while too little is seen.
 *
 * Where each deal is assigned by a coin of its own, deals may stand for themselves (cluster null): valid, and with few sellers much sooner
 * decided; the answer is then about these sellers. Where sellers are assigned, sellers are the clusters.
 *
 * Assumes: clusters independent of each other; estimates about normal from `leastSeen` on; differences of later looks that
 * only add information (true of shares, means and incidences by a fixed day). How it keeps its word with sellers
 * as clusters, looked at every day for 26 weeks: test/statistics/always-valid.test.ts, docs/statistics.md.
 * Source: Robbins 1970; Johari, Koomen, Pekelis & Walsh 2022, Operations Research 70; Waudby-Smith et al. 2024, Annals of Statistics 52.
 */
export function alwaysValid(difference: Difference | null, options: AlwaysValidOptions): AlwaysValid | null {
  const { plannedEffect, confidence = defaultConfidence, leastSeen = 10 } = options
  assertConfidence(confidence)
  if (!(plannedEffect > 0 && plannedEffect < Infinity)) throw new ImpossibleInput('effect_not_positive', plannedEffect)
  if (difference === null) return null
  const { estimate, standardError, degrees } = difference
  const silent = { estimate, low: null, high: null, pValue: 1 }
  if (difference.leastSeen < leastSeen) return silent
  const x = (plannedEffect / standardError) ** 2
  const tail = studentTail(Math.abs(estimate / standardError), degrees)
  const z = tail > 0 ? -normalQuantile(tail, 0, 1) : Infinity
  const pValue = Math.min(1, Math.sqrt(1 + x) * Math.exp((-(z ** 2) * x) / (2 * (1 + x))))
  const beyond = normalTail(alwaysValidBoundary(x, confidence))
  // So early that the limits would be astronomical.
  if (beyond < 1e-250) return { ...silent, pValue }
  const width = standardError * studentQuantile(beyond, degrees)
  return { estimate, low: estimate - width, high: estimate + width, pValue }
}

/** The boundary of |z| at information x = (τ/se)²: √((1 + 1/x)(2 ln(1/α) + ln(1 + x))). */
export function alwaysValidBoundary(x: number, confidence: number): number {
  return Math.sqrt((1 + 1 / x) * (2 * Math.log(1 / (1 - confidence)) + Math.log1p(x)))
}
