import { alwaysValidBoundary } from './always-valid.ts'
import { ImpossibleInput, assertCount, assertProbability } from './impossible-input.ts'
import { defaultConfidence, standardErrorsFor } from './intervals.ts'
import { crossing, normalTail, studentQuantile } from './special-functions.ts'

export interface SharePlan {
  /** The share as it is, and as it is hoped to become. */
  base: number
  target: number
  confidence?: number
  /** Looked at every day and stopped by alwaysValid: about twice as many deals as one look at the end, at most. */
  monitored?: boolean
  /** Whole clusters (sellers) are assigned to an arm. */
  clustered?: Clustering
  /** Deals are assigned, and so many clusters (sellers) have deals of both arms: the fewer, the wider the limits that will be read. */
  sharedClusters?: number
}

export interface Clustering {
  /** Clusters in each arm. */
  perArm: number
  /** Intra-cluster correlation ρ, 0 … 1: how much two deals of one seller resemble each other. 0.02 to 0.1 is usual. */
  correlation: number
}

/** 1 + (m − 1)ρ: how many deals in clusters of m weigh as much as one that stands for itself. Source: Kish 1965. */
export function designEffect(clusterSize: number, correlation: number): number {
  assertProbability(correlation)
  if (!(clusterSize >= 1)) throw new ImpossibleInput('number_not_positive', clusterSize)
  return 1 + (clusterSize - 1) * correlation
}

/**
 * Chance of finding the planned difference with `perArm` deals in each of two arms:
 * Φ((√n·|p₁ − p₂| − z·√(2p̄(1 − p̄))) ÷ √(p₁(1 − p₁) + p₂(1 − p₂))), z two-sided. `monitored` puts alwaysValid's boundary at the end for z;
 * stopping earlier only adds to the chance. In clusters n is divided by the design effect, and z becomes Student's, tail for tail, on
 * clusters − 2 degrees (shared ones: − 1), as differenceOf will read it. Throws ImpossibleInput for shares or counts that cannot be.
 * Source: Fleiss, Levin & Paik 2003, §4.2; golden: R power.prop.test.
 */
export function sharePower(plan: SharePlan, perArm: number): number {
  assertPlan(plan)
  if (!(perArm >= 0)) throw new ImpossibleInput('count_not_whole', perArm)
  const { clustered } = plan
  const inflated = clustered ? designEffect(Math.max(1, perArm / clustered.perArm), clustered.correlation) : 1
  return loneSharePower(plan, perArm / inflated)
}

function loneSharePower(plan: SharePlan, n: number): number {
  const { base, target, confidence = defaultConfidence, monitored, clustered, sharedClusters } = plan
  const degrees = clustered ? 2 * clustered.perArm - 2 : (sharedClusters ?? Infinity) - 1
  if (n === 0 || degrees === 0) return 0
  const difference = Math.abs(base - target)
  const middle = (base + target) / 2
  const apart = Math.sqrt(base * (1 - base) + target * (1 - target))
  const together = Math.sqrt(2 * middle * (1 - middle))
  const z = monitored
    ? alwaysValidBoundary(n * (difference / together) ** 2, confidence)
    : standardErrorsFor(confidence)
  const tail = normalTail(z)
  if (tail < 1e-250) return 0
  const boundary = degrees === Infinity ? z : studentQuantile(tail, degrees)
  const ahead = Math.sqrt(n) * difference - boundary * together
  return apart === 0 ? Number(ahead > 0) : 1 - normalTail(ahead / apart)
}

/**
 * How many deals each of two arms needs to find the planned difference with chance `power` (default 0.8), rounded up. Null: with
 * so few clusters no number of deals is enough (n ÷ design effect never passes clusters ÷ ρ, or there is one only), or base equals target.
 * Throws like sharePower. Golden: R power.prop.test.
 */
export function shareSampleSize(plan: SharePlan, power = 0.8): number | null {
  assertPlan(plan)
  assertPower(power)
  if (plan.base === plan.target) return null
  let enough = 1
  while (loneSharePower(plan, enough) < power) {
    enough *= 2
    if (enough > 1e12) return null
  }
  const lone = crossing((n) => loneSharePower(plan, n) - power, 0, enough)
  const { perArm, correlation } = plan.clustered ?? { perArm: 1, correlation: 0 }
  const growth = 1 - (lone * correlation) / perArm
  if (growth <= 0) return null
  // From n ÷ (1 + (n/k − 1)ρ) = lone; clusters of less than one deal have no likeness to pay for.
  return Math.ceil(Math.max(lone, (lone * (1 - correlation)) / growth) - 1e-9)
}

/**
 * The least share above `base` that `perArm` deals in each arm would find with chance `power`; null when not even 1 would be found.
 * Throws like sharePower. Golden: R power.prop.test.
 */
export function leastDetectableShare(plan: Omit<SharePlan, 'target'>, perArm: number, power = 0.8): number | null {
  assertPower(power)
  const found = (target: number) => sharePower({ ...plan, target }, perArm) - power
  if (plan.base >= 1 || found(1) < 0) return null
  return crossing(found, plan.base, 1)
}

/**
 * Weeks until an experiment is decided: to enrol `arms` × `perArm` deals at `arrivalsAWeek`, and then to follow the last one for
 * `horizonDays`; rounded up. Null when none arrive. Throws ImpossibleInput for counts that cannot be.
 */
export function weeksNeeded(needs: {
  perArm: number
  arms?: number
  arrivalsAWeek: number
  horizonDays: number
}): { enrolling: number; following: number } | null {
  const { perArm, arms = 2, arrivalsAWeek, horizonDays } = needs
  assertCount(perArm)
  assertCount(arms)
  if (!(arrivalsAWeek >= 0 && horizonDays >= 0)) throw new ImpossibleInput('number_not_positive', needs)
  if (arrivalsAWeek === 0) return null
  return { enrolling: Math.ceil((perArm * arms) / arrivalsAWeek), following: Math.ceil(horizonDays / 7) }
}

function assertPlan({ base, target, clustered, sharedClusters = 1 }: SharePlan): void {
  assertProbability(base)
  assertProbability(target)
  if (!(sharedClusters >= 1)) throw new ImpossibleInput('number_not_positive', sharedClusters)
  if (clustered === undefined) return
  assertProbability(clustered.correlation)
  if (!(clustered.perArm >= 1)) throw new ImpossibleInput('number_not_positive', clustered.perArm)
}

function assertPower(power: number): void {
  if (!(power > 0 && power < 1)) throw new ImpossibleInput('probability_outside_0_1', power)
}
