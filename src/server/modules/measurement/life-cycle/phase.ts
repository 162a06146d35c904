import type { MarketMaturity } from '../../../../contract/facts.ts'
import { type PhaseSign, type Sign, leastWins } from '../../../../contract/life-cycle.ts'
import {
  type Share,
  differenceLimits,
  meanDifference,
  newcombeDifference,
  rateRatio,
} from '../../../../statistics/index.ts'

/** A year of a product. */
export interface Year {
  readonly wins: number
  /** Wins that name a customer, and of these the first of that customer. */
  readonly named: number
  readonly fresh: number
  /** Deals that ended, whichever way. */
  readonly closed: number
  /** Lines that have a list price, and how far below it they were sold: the sum of shares, and of their squares. */
  readonly lines: number
  readonly discount: number
  readonly discountSquares: number
}

/** Where a product stands, and what says so. Both are of whole years that end with the same quarter. */
export function readPhase(now: Year, before: Year, isNew: boolean): { phase: MarketMaturity | null; signs: Sign[] } {
  const signs = [volume(now, before), newCustomers(now, before), winRate(now, before), discount(now, before)]
  return { phase: phaseOf(signs, now, before, isNew), signs }
}

/**
 * Less than a year after the first win it is being introduced. Then the volume decides; where it neither grew nor fell by
 * more than chance, two of the other signs do; and what none of them moves is mature. Two others against it keep it mature too.
 */
function phaseOf(signs: readonly Sign[], now: Year, before: Year, isNew: boolean): MarketMaturity | null {
  if (isNew) return now.wins > 0 ? 'introduction' : null
  if (now.wins + before.wins < leastWins) return null
  const [first = 0, ...others] = signs.map(({ direction }) => points[direction])
  const rest = others.reduce((sum, each) => sum + each, 0)
  const score = first === 0 ? (Math.abs(rest) >= 2 ? rest : 0) : rest * first <= -2 ? 0 : first
  return score > 0 ? 'growth' : score < 0 ? 'decline' : 'maturity'
}

const points = { up: 1, flat: 0, down: -1 } satisfies Record<Sign['direction'], number>

function volume(now: Year, before: Year): Sign {
  const ratio = rateRatio(now.wins, before.wins)
  return {
    code: 'volume',
    now: now.wins,
    before: before.wins,
    of: { now: now.wins, before: before.wins },
    change: ratio,
    direction: directionOf((ratio.low ?? 0) > 1, ratio.high !== null && ratio.high < 1),
  }
}

function newCustomers(now: Year, before: Year): Sign {
  return shares('new_customers', [now.fresh, now.named], [before.fresh, before.named])
}

/** Of the deals that ended: the same for both years, so that they compare. */
function winRate(now: Year, before: Year): Sign {
  return shares('win_rate', [now.wins, now.closed], [before.wins, before.closed])
}

function shares(code: PhaseSign, now: readonly [number, number], before: readonly [number, number]): Sign {
  const [first, second] = [now, before].map(([successes, trials]) => ({
    successes,
    trials: Math.max(successes, trials),
  }))
  const change = first && second ? newcombeDifference(first, second) : nothing
  return {
    code,
    now: ratio(now),
    before: ratio(before),
    of: { now: now[1], before: before[1] },
    change,
    direction: directionOf((change.low ?? 0) > 0, (change.high ?? 0) < 0),
  }
}

function discount(now: Year, before: Year): Sign {
  const [first, second] = [now, before].map(({ lines, discount: sum, discountSquares }) => ({
    cluster: null,
    n: lines,
    sum,
    sumOfSquares: discountSquares,
  }))
  const difference = first && second && first.n > 1 && second.n > 1 ? meanDifference([first], [second]) : null
  const change = difference === null ? nothing : { estimate: difference.estimate, ...differenceLimits(difference) }
  const depth = ({ lines, discount: sum }: Year) => ratio([sum, lines])
  return {
    code: 'discount',
    now: depth(now),
    before: depth(before),
    of: { now: now.lines, before: before.lines },
    change,
    direction: directionOf((change.high ?? 0) < 0, (change.low ?? 0) > 0),
  }
}

const nothing: Share = { estimate: null, low: null, high: null }

function ratio([part, whole]: readonly [number, number]): number | null {
  return whole === 0 ? null : part / whole
}

function directionOf(up: boolean, down: boolean): Sign['direction'] {
  return up ? 'up' : down ? 'down' : 'flat'
}
