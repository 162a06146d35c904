import type { KpiOptions } from '../../../../contract/kpis.ts'
import {
  type CountedValue,
  type Share,
  type SurvivalRow,
  groupJackknife,
  quantile,
  survivalOn,
  wilson,
} from '../../../../statistics/index.ts'
import { rowsOf } from '../cohort.ts'
import { noDay } from '../history.ts'
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
 * Who is a customer from which win until when, one place a stretch: from a win until the next one, or until they count as lost.
 * Stretches of a customer follow each other. A win after the day is none: it ends before it all.
 */
export interface Customers extends Bought {
  /** The last day on which they are a customer by this win. */
  readonly until: Int32Array
  /** Whether `until` came without another win. */
  readonly lost: Uint8Array
  /** Wins after the first of a customer. */
  readonly repeats: number
  readonly count: number
}

/**
 * Who is a customer when, by what they bought up to a day. After a win, one stays a customer for so many times the usual time between their
 * own wins; with fewer than three wins, between the wins of all customers who came back. Null while nobody has come back often enough
 * to know that time, and no number of days was chosen instead.
 */
export function customersOf(bought: Bought, asOf: number, options: KpiOptions, least: number): Customers | null {
  const { customer, day: days, usual } = bought
  const { length } = days
  const gaps = tally(1)
  let count = 0
  let repeats = 0
  for (let place = 0; place < length; place++) {
    const day = days[place] ?? 0
    if (day > asOf) continue
    if (place > 0 && customer[place] === customer[place - 1]) {
      gaps.add(0, day - (days[place - 1] ?? 0), 0)
      repeats++
    } else count++
  }
  const common = repeats < least ? null : quantile(counted(gaps), 0.5)
  if (common === null && options.silentDays === null) return null
  const patience = (time: number) => Math.min(longest, options.silentDays ?? Math.ceil(time * options.silentTimes))
  const ofAll = patience(common ?? 0)
  const until = new Int32Array(length).fill(noDay)
  const lost = new Uint8Array(length)
  for (let place = 0; place < length; place++) {
    const day = days[place] ?? 0
    if (day > asOf) continue
    const own = usual[place] ?? 0
    const limit = day + (own === 0 ? ofAll : patience(own / 2))
    const next = place + 1 < length && customer[place + 1] === customer[place] ? (days[place + 1] ?? 0) : later
    const isLast = next > asOf || limit < next
    until[place] = isLast ? limit : next - 1
    lost[place] = isLast ? 1 : 0
  }
  return { ...bought, until, lost, repeats, count }
}

/** As long as days are counted. */
const longest = 1_000_000_000
const later = 2_147_483_647

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

/**
 * Of those who were customers when each period began, the places of the last purchases of those whom it lost. Periods follow each other.
 */
export function churnIn({ customer, place: placeOf, day, until, lost }: Customers, periods: readonly Period[]) {
  const [first, last] = [periods[0]?.from ?? 0, periods.at(-1)?.to ?? 0]
  const periodOf = periodsByDay(periods)
  const found = periods.map(() => ({ n: 0, lost: [] as number[] }))
  // By period, the customer whom it lost last.
  const left = new Int32Array(periods.length).fill(-1)
  // The latest period of whose begin one already is a customer.
  let latest = -1
  let active = -1
  for (let place = 0; place < until.length; place++) {
    const number = customer[place] ?? 0
    if (number !== latest) active = -1
    latest = number
    // The day after is the first that finds them gone.
    const end = (until[place] ?? 0) + 1
    const began = day[place] ?? 0
    if (end < first || began > last) continue
    const over = periodOf(end)
    const reached = over < 0 ? periods.length - 1 : over
    const from = began < first ? 0 : periodOf(began) + 1
    for (let period = from; period <= reached; period++) {
      const each = found[period]
      if (each) each.n++
      active = period
    }
    const its = found[over]
    if (lost[place] === 0 || its === undefined || active !== over) continue
    if (left[over] === number) its.lost.pop()
    left[over] = number
    its.lost.push(placeOf[place] ?? 0)
  }
  return found.map((each) => ({ ...wilson(each.lost.length, each.n), ...each }))
}

const groups = 20
const yearDays = 365.25
/** The days on which years as a customer are over. */
const wholeYears = Array.from({ length: 10 }, (_, place) => Math.round((place + 1) * yearDays))
/** A year counts while so many customers are followed through it. */
const leastFollowed = 10

/**
 * What a customer brings: the margin of a win, at once, and again with each win that follows, m · (1 + r · Σ S(t)/(1 + d)^t)
 * over whole years t; r = wins after the first per year as a customer, S = the share who are customers still t years after
 * their first win (Kaplan–Meier, until they are lost for the first time), d = the discount. The interval leaves out a
 * twentieth of the customers at a time. `asOf` is the day that the customers are of.
 */
export function lifetimeValue(customers: Customers, asOf: number, discountPercent: number): Share & { n: number } {
  const { customer, codes, day: days, margin: margins, until, lost } = customers
  // Of each group of customers: days as a customer, wins after the first, what wins brought, and of how many that is known.
  const sums = Array.from({ length: 4 }, () => new Float64Array(groups))
  const [activeDays, repeats, brought, known] = sums
  const ends = Array.from({ length: groups }, () => tally(2))
  const allEnds = tally(2)
  let latest = -1
  let began = 0
  let group = 0
  let isEnded = false
  for (let place = 0; place < days.length; place++) {
    const number = customer[place] ?? 0
    const day = days[place] ?? 0
    if (day > asOf) continue
    if (number === latest) add(repeats, group, 1)
    else {
      latest = number
      began = day
      group = (codes[number] ?? 0) % groups
      isEnded = false
    }
    const margin = margins[place] ?? Number.NaN
    if (!Number.isNaN(margin)) {
      add(brought, group, margin)
      add(known, group, 1)
    }
    const end = until[place] ?? 0
    const last = Math.min(end, asOf)
    add(activeDays, group, last - day + 1)
    if (isEnded || (end < asOf && lost[place] === 0)) continue
    isEnded = true
    const cause = end < asOf ? 1 : 0
    ends[group]?.add(cause, last - began, 0)
    allEnds.add(cause, last - began, 0)
  }
  const parts = ends.map((counts, number): Lifetime => {
    const [active = 0, repeated = 0, margin = 0, count = 0] = sums.map((sum) => sum[number] ?? 0)
    return { ends: rowsOf(counts), activeDays: active, repeats: repeated, margin, margins: count }
  })
  const all = rowsOf(allEnds)
  const value = (chosen: readonly Lifetime[], rows: readonly SurvivalRow[]) =>
    valueOf(chosen, rows, discountPercent / 100)
  const without = parts.map((part) =>
    value(
      parts.filter((each) => each !== part),
      rowsWithout(all, part.ends),
    ),
  )
  return { ...groupJackknife(value(parts, all), without), n: customers.count }
}

/** The rows of all but some, which are among them: both in ascending order of cause and time. */
function rowsWithout(all: readonly SurvivalRow[], some: readonly SurvivalRow[]): SurvivalRow[] {
  let next = 0
  return all.flatMap((row) => {
    const own = some[next]
    const isIn = own?.cause === row.cause && own.time === row.time
    if (isIn) next++
    const count = row.count - (isIn ? own.count : 0)
    return count === 0 ? [] : [{ ...row, count }]
  })
}

interface Lifetime {
  /** When its customers were lost for the first time, or are followed to. */
  readonly ends: readonly SurvivalRow[]
  readonly activeDays: number
  readonly repeats: number
  readonly margin: number
  readonly margins: number
}

function add(sums: Float64Array | undefined, group: number, value: number): void {
  if (sums) sums[group] = (sums[group] ?? 0) + value
}

function valueOf(parts: readonly Lifetime[], rows: readonly SurvivalRow[], discount: number): number | null {
  const sum = (read: (part: Lifetime) => number) => parts.reduce((total, part) => total + read(part), 0)
  const margins = sum(({ margins: count }) => count)
  const active = sum(({ activeDays }) => activeDays)
  if (margins === 0 || active === 0) return null
  let later = 0
  for (const [place, { followed, estimate }] of survivalOn(rows, wholeYears).entries()) {
    if (followed < leastFollowed) break
    later += estimate / (1 + discount) ** (place + 1)
  }
  const perYear = (sum(({ repeats }) => repeats) / active) * yearDays
  return (sum(({ margin }) => margin) / margins) * (1 + perYear * later)
}
