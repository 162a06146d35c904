import { type RateTable, converter } from '../../currencies/index.ts'
import { type History, dayNumber, noDay } from '../history.ts'
import type { Period } from './periods.ts'
import type { WonDeals } from './won-deals.ts'

/** What a source cost over some days, both included. */
export interface Cost {
  readonly from: string
  readonly to: string
  readonly amountMinor: number
  readonly currency: string
}

interface Spent {
  readonly minor: number
  /** Entries that touch the days. */
  readonly count: number
  /** The currency of an entry that has no rate. */
  readonly unrated: { readonly currency: string; readonly day: number } | null
}

/** What was spent in the days of a period, so many days earlier: an entry is spread evenly over its own days. */
export function spentFor(costs: readonly Cost[], rates: RateTable, { from, to }: Period, lagDays: number): Spent {
  const convert = converter(rates)
  const [first, last] = [from - Math.round(lagDays), to - Math.round(lagDays)]
  let minor = 0
  let count = 0
  let unrated: Spent['unrated'] = null
  for (const cost of costs) {
    const [begin, end] = [dayNumber(cost.from), dayNumber(cost.to)]
    const shared = Math.min(end, last) - Math.max(begin, first) + 1
    if (shared <= 0) continue
    count++
    const converted = convert(cost.amountMinor, cost.currency, end)
    if (converted === null) unrated = { currency: cost.currency, day: end }
    else minor += (converted.minor * shared) / (end - begin + 1)
  }
  return { minor, count, unrated }
}

/** Tells whether a deal won its customer for the first time, of all those wins. */
export function firstWins({ deals, codes }: History, { days }: WonDeals): (deal: number) => boolean {
  const day = new Int32Array(codes.ids.length).fill(later)
  const first = new Int32Array(codes.ids.length).fill(-1)
  for (let deal = 0; deal < days.length; deal++) {
    const wonOn = days[deal] ?? noDay
    if (wonOn === noDay) continue
    const customer = deals.customer[deal] ?? 0
    if (customer === 0 || wonOn >= (day[customer] ?? 0)) continue
    day[customer] = wonOn
    first[customer] = deal
  }
  return (deal) => first[deals.customer[deal] ?? 0] === deal
}

/** Than any day. */
const later = 2_147_483_647
