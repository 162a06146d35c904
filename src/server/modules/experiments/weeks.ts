import type { ExperimentPlan } from '../../../contract/experiments.ts'
import {
  type Clustering,
  type Share,
  leastDetectableShare,
  shareSampleSize,
  weeksNeeded,
} from '../../../statistics/index.ts'
import type { Design } from './differences.ts'

/** What this workspace's own past says of the deals that would be in an experiment. */
export interface Past {
  readonly dealsPerWeek: number
  readonly overWeeks: number
  readonly winRate: Share
  readonly sellers: number
}

/** An experiment that takes longer answers a question that nobody asks any more. */
const mostWeeks = 104
/** With fewer sellers in an arm their standing differences cannot be told from what is tested. */
const leastSellersPerArm = 5
/** How much two deals of one seller resemble each other: the upper half of what is usual, so that too little is promised rather than too much. */
export const likenessOfSellers = 0.05

/** How long an experiment takes until it finds its smallest effect in four cases of five, looked at every day. */
export function weeksFor(design: Design, past: Past): ExperimentPlan {
  const told = { ...past, weeks: null, deals: null, findableInYear: null }
  const base = past.winRate.estimate
  if (past.dealsPerWeek === 0) return { ...told, verdict: 'no_arrivals' }
  if (base === null || base === 0) return { ...told, verdict: 'no_wins' }
  const clustered = clusteringOf(design, past)
  if (clustered !== undefined && clustered.perArm < leastSellersPerArm) return { ...told, verdict: 'too_few_sellers' }
  const plan = { base, monitored: true, ...(clustered ? { clustered } : {}) }
  const findableInYear = findable(design, past, plan)
  const effect = design.smallestEffect / 100
  // Of 95 won in 100 no ten more can be found, but ten fewer.
  const perArm = shareSampleSize({ ...plan, target: base + effect <= 1 ? base + effect : base - effect })
  if (perArm === null) return { ...told, findableInYear, verdict: 'too_few_sellers' }
  const deals = Math.ceil(perArm / evenness(design))
  const needed = weeksNeeded({
    perArm: deals,
    arms: 1,
    arrivalsAWeek: past.dealsPerWeek,
    horizonDays: design.horizonDays,
  })
  const weeks = needed === null ? Infinity : needed.enrolling + needed.following
  if (weeks > mostWeeks) return { ...told, deals, findableInYear, verdict: 'too_long' }
  return { ...told, weeks, deals, findableInYear, verdict: 'decidable' }
}

/** How many deals of an even arm one deal is worth: half of one, and less where the split is uneven. */
function evenness({ changedPercent }: Design): number {
  const share = changedPercent / 100
  return 2 * share * (1 - share)
}

function clusteringOf({ unit, changedPercent }: Design, { sellers }: Past): Clustering | undefined {
  if (unit === 'deal') return undefined
  return { perArm: (sellers * Math.min(changedPercent, 100 - changedPercent)) / 100, correlation: likenessOfSellers }
}

const weeksOfYear = 52

function findable(
  design: Design,
  { dealsPerWeek }: Past,
  plan: { base: number; monitored: boolean; clustered?: Clustering },
): number | null {
  const enrolling = weeksOfYear - Math.ceil(design.horizonDays / 7)
  if (enrolling <= 0) return null
  const share = leastDetectableShare(plan, Math.floor(dealsPerWeek * enrolling * evenness(design)))
  return share === null ? null : (share - plan.base) * 100
}
