import type { StageQuotas } from '../../../contract/quotas.ts'
import { type Share, poissonLimits, shrunkenEstimates, shrunkenShares } from '../../../statistics/index.ts'

type Estimate = StageQuotas['wins']

interface Passed {
  readonly advanced: number
  readonly left: number
}

/** Of one's own, and of everybody else. */
interface Both<Value> {
  readonly own: Value
  readonly others: Value
}

export interface Past {
  readonly value: Both<{ readonly count: number; readonly mean: number; readonly deviation: number }>
  /** In the order of the process. */
  readonly stages: readonly ({ readonly key: string; readonly name: string } & Both<Passed>)[]
  readonly touches: readonly { readonly channel: string; readonly count: number }[]
  /** Deals opened in the days that the touches are of. */
  readonly opened: number
}

/** Under so many ended deals nothing is said. */
export const leastDeals = 10

const unknown: Estimate = { estimate: null, low: null, high: null }
// Of the normal law, 95 %.
const z = 1.959964

/** A positive estimate by its logarithm, in which quotients add up their variances. */
interface Log {
  readonly log: number
  readonly variance: number
}

/**
 * What a quota asks of every stage, backwards from the win: wins = quota ÷ mean value of a win; deals that enter a stage = wins ÷ the
 * product of the shares that go on from there. Value and shares are one's own, drawn to those of all others (empirical Bayes);
 * the limits add the relative variances (delta method).
 */
export function backwards(quotaMinor: number, { value, stages, touches, opened }: Past) {
  const ends = (of: 'own' | 'others') => stages.map((each) => each[of].advanced + each[of].left)
  const ownDeals = ends('own')[0] ?? 0
  const allDeals = ownDeals + (ends('others')[0] ?? 0)
  const isKnown = allDeals >= leastDeals && value.own.count + value.others.count > 1
  const mean = isKnown ? meanValue(value) : null
  const wins = mean === null || mean.estimate === null ? null : over(quotaMinor, logOf(mean))
  const conversions = stages.map(({ own, others }) => (isKnown ? conversion(own, others) : unknown))
  let needed: Log | null = wins
  const entries: (Log | null)[] = []
  for (const share of conversions.toReversed()) {
    const log = share.estimate === null || share.estimate <= 0 ? null : logOf(share)
    needed =
      needed === null || log === null ? null : { log: needed.log - log.log, variance: needed.variance + log.variance }
    entries.unshift(needed)
  }
  const first = entries[0] ?? null
  return {
    ownDeals,
    allDeals,
    least: leastDeals,
    meanWon: mean ?? unknown,
    wins: shown(wins),
    stages: stages.map(({ key, name }, place) => ({
      key,
      name,
      conversion: conversions[place] ?? unknown,
      entries: shown(entries[place] ?? null),
    })),
    touches: opened < leastDeals ? [] : touches.map((each) => touchesNeeded(each, opened, first)),
  } satisfies Omit<StageQuotas, 'quotaMinor' | 'currency'>
}

function conversion(own: Passed, others: Passed): Share {
  const trials = [own, others].map(({ advanced, left }) => ({ successes: advanced, trials: advanced + left }))
  return shrunkenShares(trials).groups[0] ?? unknown
}

function meanValue({ own, others }: Past['value']): Estimate {
  const known = [own, others].filter(({ count, mean }) => count > 1 && mean > 0)
  const groups = known.map(({ count, mean, deviation }) => ({
    estimate: mean,
    // Wins that are all alike still do not say what the next one will be.
    standardError: Math.max(deviation, mean / 100) / Math.sqrt(count),
  }))
  const drawn = shrunkenEstimates(groups).groups
  // One's own stands first, where there is any.
  const { estimate, low, high } = (known[0] === own ? drawn[0] : drawn.at(-1)) ?? unknown
  return { estimate, low, high }
}

function touchesNeeded({ channel, count }: Past['touches'][number], opened: number, entries: Log | null) {
  const { low, high } = poissonLimits(count)
  const perDeal = { estimate: count / opened, low: (low ?? 0) / opened, high: (high ?? count) / opened }
  const log = count === 0 ? null : logOf(perDeal)
  const needed =
    log === null || entries === null ? null : { log: log.log + entries.log, variance: log.variance + entries.variance }
  return { channel, perDeal, needed: shown(needed) }
}

function logOf({ estimate, low, high }: Estimate): Log {
  const [middle, from, to] = [estimate ?? 1, low ?? estimate ?? 1, high ?? estimate ?? 1]
  const error = (to - from) / (2 * z) / middle
  return { log: Math.log(middle), variance: error ** 2 }
}

function over(minor: number, { log, variance }: Log): Log | null {
  return minor === 0 ? null : { log: Math.log(minor) - log, variance }
}

function shown(value: Log | null): Estimate {
  if (value === null) return unknown
  const width = z * Math.sqrt(value.variance)
  return { estimate: Math.exp(value.log), low: Math.exp(value.log - width), high: Math.exp(value.log + width) }
}
