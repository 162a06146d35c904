import type { KpiOptions } from '../../../../contract/kpis.ts'
import { type CountedValue, quantile, wilson } from '../../../../statistics/index.ts'
import { amountsAt, placesByKey, valuesAt } from '../places-by-key.ts'
import { type Tally, tally } from '../tally.ts'
import { type Period, periodsByDay } from './periods.ts'
import type { Purchases } from './purchases.ts'

/** The wins of those who are known, customer by customer, by their days. Two deals signed on one day are one purchase. */
export interface Bought {
  /** The number of the customer, in the order they came, and their code by that number. */
  readonly customer: Int32Array
  readonly codes: readonly number[]
  /** The place of the win in `purchases`, its day, and what it brings over its cost. */
  readonly place: Int32Array
  readonly day: Int32Array
  readonly margin: Float64Array
  /** The median of the days between the customer's own wins so far, doubled; 0 with fewer than three. */
  readonly usual: Int32Array
}

/**
 * Who is a customer from their first win until they count as lost, by the number of the customer. Those who first won after the day are none: they
 * have the last numbers.
 */
export interface Customers extends Bought {
  readonly count: number
  /** The places of their first win, and of the latest by the day. */
  readonly first: Int32Array
  readonly latest: Int32Array
  /** The last day on which they are a customer if they do not buy again. */
  readonly until: Int32Array
  /** Wins after the first of a customer. */
  readonly repeats: number
  readonly silences: Silences
}

/** What became of those who would have counted as lost, and how long ago: as much time again has passed since, in which they could buy. */
export interface Silences {
  readonly passed: number
  /** How many of them bought again. */
  readonly back: number
}

/**
 * Who is a customer when, by what they bought up to a day. They are lost once they have been silent for so many times the usual time between their
 * own wins, or, with fewer than three wins, between the wins of all who came back; who has bought again by the day never was. Null while nobody
 * has come back often enough to know that time, and no number of days was chosen instead.
 */
export function customersOf(bought: Bought, asOf: number, options: KpiOptions, least: number): Customers | null {
  const { customer, codes, day: days } = bought
  const gaps = tally(1)
  const [first, latest] = [new Int32Array(codes.length), new Int32Array(codes.length)]
  let count = 0
  let repeats = 0
  for (let place = 0; place < days.length; place++) {
    const day = days[place] ?? 0
    if (day > asOf) continue
    const number = customer[place] ?? 0
    latest[number] = place
    if (place > 0 && number === customer[place - 1]) {
      gaps.add(0, day - (days[place - 1] ?? 0), 0)
      repeats++
    } else {
      first[number] = place
      count++
    }
  }
  const common = repeats < least ? null : quantile(counted(gaps), 0.5)
  if (common === null && options.silentDays === null) return null
  const found = { ...bought, count, first, latest, repeats }
  return { ...found, ...silent(found, asOf, options, common ?? 0) }
}

/** How long the silence after each win may last, and what became of those that lasted longer. */
function silent(
  { day: days, usual, count, first, latest }: Omit<Customers, 'until' | 'silences'>,
  asOf: number,
  { silentDays, silentTimes }: KpiOptions,
  common: number,
): Pick<Customers, 'until' | 'silences'> {
  const patience = (time: number) => Math.min(longest, silentDays ?? Math.ceil(time * silentTimes))
  const ofAll = patience(common)
  const until = new Int32Array(count)
  let [passed, back] = [0, 0]
  for (let number = 0; number < count; number++) {
    const last = latest[number] ?? 0
    for (let place = first[number] ?? 0; place <= last; place++) {
      const own = usual[place] ?? 0
      const wait = own === 0 ? ofAll : patience(own / 2)
      const limit = (days[place] ?? 0) + wait
      if (place === last) until[number] = limit
      const isBack = place < last
      if ((isBack && (days[place + 1] ?? 0) <= limit) || limit + wait > asOf) continue
      passed++
      if (isBack) back++
    }
  }
  return { until, silences: { passed, back } }
}

/** As long as days are counted. */
const longest = 1_000_000_000

function counted(gaps: Tally): CountedValue[] {
  const values: CountedValue[] = []
  gaps.each((_kind, value, _late, count) => values.push({ value, count }))
  return values
}

/** What is read often is laid out in columns: purchases of one customer lie far from each other. */
export function inOrderOfCustomers({ customer, day, margin, names }: Purchases): Bought {
  const codes: number[] = []
  // By the code of the customer: their number, from 1 on, and the day of their latest win.
  const numbers = new Int32Array(names.length)
  const latest = new Int32Array(names.length)
  const [kept, numberOf] = [new Int32Array(customer.length), new Int32Array(customer.length)]
  let length = 0
  for (let place = 0; place < customer.length; place++) {
    const code = customer[place] ?? 0
    const on = day[place] ?? 0
    if (code === 0) continue
    if (numbers[code] === 0) numbers[code] = codes.push(code)
    else if (latest[code] === on) continue
    latest[code] = on
    kept[length] = place
    numberOf[length++] = (numbers[code] ?? 0) - 1
  }
  const order = placesByKey(numberOf.subarray(0, length), codes.length)
  const place = valuesAt(kept, order)
  const columns = { customer: valuesAt(numberOf, order), place, day: valuesAt(day, place) }
  return { ...columns, codes, margin: amountsAt(margin, place), usual: usualOf(columns) }
}

/** The doubled median of the days between a customer's wins, up to each of them from the third on. */
function usualOf({ customer, day }: Pick<Bought, 'customer' | 'day'>): Int32Array {
  const usual = new Int32Array(day.length)
  // The customer's own gaps so far, ascending.
  const own = new Int32Array(day.length)
  let gaps = 0
  for (let place = 1; place < day.length; place++) {
    if (customer[place] !== customer[place - 1]) {
      gaps = 0
      continue
    }
    const gap = (day[place] ?? 0) - (day[place - 1] ?? 0)
    let at = gaps++
    for (; at > 0 && (own[at - 1] ?? 0) > gap; at--) own[at] = own[at - 1] ?? 0
    own[at] = gap
    if (gaps >= 2) usual[place] = (own[(gaps - 1) >> 1] ?? 0) + (own[gaps >> 1] ?? 0)
  }
  return usual
}

/** Of those who were customers when each period began, the share lost in it. Periods follow each other, up to the day that the customers are of. */
export function churnIn({ day: days, count, first, until }: Customers, periods: readonly Period[]) {
  const [begin, last] = [periods[0]?.from ?? 0, periods.at(-1)?.to ?? 0]
  const periodOf = periodsByDay(periods)
  // By period, how many more were customers when it began than when the one before did.
  const more = new Int32Array(periods.length + 1)
  const lost = new Int32Array(periods.length)
  for (let number = 0; number < count; number++) {
    const began = days[first[number] ?? 0] ?? 0
    // The day after is the first that finds them gone.
    const end = (until[number] ?? 0) + 1
    if (end < begin || began > last) continue
    const over = periodOf(end)
    const from = began < begin ? 0 : periodOf(began) + 1
    const reached = over < 0 ? periods.length - 1 : over
    if (from > reached) continue
    more[from] = (more[from] ?? 0) + 1
    more[reached + 1] = (more[reached + 1] ?? 0) - 1
    if (over >= 0) lost[over] = (lost[over] ?? 0) + 1
  }
  let n = 0
  return periods.map((_, place) => {
    n += more[place] ?? 0
    const left = lost[place] ?? 0
    return { ...wilson(left, n), n, lost: left }
  })
}

/** Of those who were customers when a period began, the places of their last wins before it. */
export function customersAt(
  { place: placeOf, day: days, count, first, latest, until }: Customers,
  from: number,
): number[] {
  const found: number[] = []
  for (let number = 0; number < count; number++) {
    const began = first[number] ?? 0
    if ((days[began] ?? 0) >= from || (until[number] ?? 0) + 1 < from) continue
    let place = latest[number] ?? 0
    while (place > began && (days[place] ?? 0) >= from) place--
    found.push(placeOf[place] ?? 0)
  }
  return found
}

/** The places of the last wins of those whom a period lost. */
export function lostIn(
  { place: placeOf, day: days, count, first, latest, until }: Customers,
  { from, to }: Period,
): number[] {
  const found: number[] = []
  for (let number = 0; number < count; number++) {
    const end = (until[number] ?? 0) + 1
    const isLost = end >= from && end <= to && (days[first[number] ?? 0] ?? 0) < from
    if (isLost) found.push(placeOf[latest[number] ?? 0] ?? 0)
  }
  return found
}
