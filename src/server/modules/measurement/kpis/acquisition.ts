import { type RateTable, converter } from '../../currencies/index.ts'
import { dayNumber } from '../history.ts'
import type { Period } from './periods.ts'
import type { Purchase } from './purchases.ts'

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

/** The first win of each customer. */
export function firstWins(purchases: readonly Purchase[]): Purchase[] {
  const known = new Set<number>()
  return purchases.filter(({ customer }) => {
    if (customer === 0 || known.has(customer)) return false
    known.add(customer)
    return true
  })
}
