import { type RateTable, converter } from '../../currencies/index.ts'
import { type History, dayNumber } from '../history.ts'
import type { Life } from '../lives.ts'
import type { Period } from './periods.ts'

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

/** Finds the deal that won each customer first, of the lives it is shown in the order of their deals. */
export function firstWins({ deals, codes }: History) {
  const day = new Int32Array(codes.ids.length).fill(later)
  const first = new Int32Array(codes.ids.length).fill(-1)
  const customerOf = (deal: number) => deals.customer[deal] ?? 0
  const add = ({ deal, standing, dated, until }: Life): void => {
    if (standing !== 'won' || !dated) return
    const customer = customerOf(deal)
    if (customer === 0 || until >= (day[customer] ?? 0)) return
    day[customer] = until
    first[customer] = deal
  }
  return { add, isFirst: (deal: number): boolean => first[customerOf(deal)] === deal }
}

/** Than any day. */
const later = 2_147_483_647
