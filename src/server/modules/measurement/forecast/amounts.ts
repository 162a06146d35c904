import { type RateTable, converter } from '../../currencies/index.ts'
import { amountsBefore } from '../amounts-then.ts'
import { type History, bitsOf, noDay } from '../history.ts'

/** What a deal was worth at the end of a day, in minor units of the reporting currency; NaN where nobody said, or no rate is known. */
export type AmountOn = (deal: number, day: number) => number

export interface Amounts {
  readonly on: AmountOn
  /** What a deal was worth on every day alike; NaN where that may differ, or nobody said. */
  readonly always: (deal: number) => number
}

/**
 * Amounts as they were: the present one, or what the earliest change after the day, or after what was known, changed it from. Nought is an amount of
 * what is won; before, nobody has said one: other programs write it over the amount of a deal that was lost, which nobody knew beforehand.
 */
export function amountsOf(history: History, rates: RateTable, knownAt: Date, wonOn: Int32Array): Amounts {
  const { deals, codes } = history
  const convert = converter(rates)
  const own = codes.numbers.get(rates.reporting) ?? -1
  const before = amountsBefore(history, knownAt)
  const isWonBy = (deal: number, day: number) => {
    const won = wonOn[deal] ?? noDay
    return won !== noDay && won <= day
  }
  const always = (deal: number) => {
    const amount = deals.amountMinor[deal] ?? 0
    const hasChanged = ((deals.has[deal] ?? 0) & amountChanged) !== 0
    return hasChanged || deals.currency[deal] !== own || amount === 0 ? Number.NaN : amount
  }
  const on: AmountOn = (deal, day) => {
    const amount = before(deal, day)
    if (amount === 0) return isWonBy(deal, day) ? 0 : Number.NaN
    const currency = deals.currency[deal] ?? 0
    if (currency === own || Number.isNaN(amount)) return amount
    return convert(amount, codes.ids[currency] ?? '', day)?.minor ?? Number.NaN
  }
  return { on, always }
}

const amountChanged = bitsOf('deal.amount_changed')

/** A few wins of one kind are drawn to the mean of all as by so many. */
const priorWins = 3

/**
 * What a deal without an amount counts for: the mean of the won deals with the same products up to each date, drawn to that
 * of all; 0 before anything was won.
 */
export function typicalAmounts(history: History, wonOn: Int32Array, amountOn: AmountOn, dates: readonly number[]) {
  const { of } = history.deals.products
  // All wins are read for it: not before a deal without an amount is met.
  let means: ReturnType<typeof meansBy> | undefined
  return (deal: number, number: number): number => {
    means ??= meansBy(history, wonOn, amountOn, dates)
    const own = means[number]
    if (!own) return 0
    const list = of[deal] ?? 0
    return ((own.sum[list] ?? 0) + priorWins * own.mean) / ((own.n[list] ?? 0) + priorWins)
  }
}

/** By date and list of products: what was won up to it; and the mean of all. */
function meansBy({ deals }: History, wonOn: Int32Array, amountOn: AmountOn, dates: readonly number[]) {
  const lists = deals.products.all.length
  const sums = dates.map(() => ({ n: new Float64Array(lists), sum: new Float64Array(lists) }))
  const numberFrom = firstFrom(dates)
  for (let deal = 0; deal < deals.length; deal++) {
    const day = wonOn[deal] ?? noDay
    if (day === noDay) continue
    const own = sums[numberFrom(day)]
    const amount = own ? amountOn(deal, day) : Number.NaN
    if (!own || Number.isNaN(amount)) continue
    const list = deals.products.of[deal] ?? 0
    own.n[list] = (own.n[list] ?? 0) + 1
    own.sum[list] = (own.sum[list] ?? 0) + amount
  }
  sums.forEach((own, number) => {
    const last = sums[number - 1]
    for (let list = 0; last && list < lists; list++) {
      own.n[list] = (own.n[list] ?? 0) + (last.n[list] ?? 0)
      own.sum[list] = (own.sum[list] ?? 0) + (last.sum[list] ?? 0)
    }
  })
  return sums.map(({ n, sum }) => {
    const wins = n.reduce((total, each) => total + each, 0)
    return { n, sum, mean: wins === 0 ? 0 : sum.reduce((total, each) => total + each, 0) / wins }
  })
}

/** Finds the first of ascending dates that is not before a day; as many as there are if none is. By a table: it is asked of millions of days. */
export function firstFrom(dates: readonly number[]): (day: number) => number {
  const [first, last] = [dates[0] ?? 0, dates.at(-1) ?? 0]
  const places = new Int32Array(last - first + 1)
  for (let place = 0; place < dates.length; place++)
    places.fill(place, (dates[place - 1] ?? first - 1) - first + 1, (dates[place] ?? 0) - first + 1)
  return (day) => (day <= first ? 0 : day > last ? dates.length : (places[day - first] ?? 0))
}
