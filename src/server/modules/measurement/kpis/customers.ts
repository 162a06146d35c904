import type { KpiOptions } from '../../../../contract/kpis.ts'
import {
  type CountedValue,
  type Share,
  type SurvivalRow,
  groupJackknife,
  kaplanMeier,
  quantile,
  quantileOfSorted,
  survivalAt,
  wilson,
} from '../../../../statistics/index.ts'
import { placesByKey, valuesAt } from '../places-by-key.ts'
import { type Tally, tally } from '../tally.ts'
import type { Period } from './periods.ts'
import type { Places, Purchases } from './purchases.ts'

/**
 * Who is a customer from which win until when, one place a stretch: from a win until the next one, or until they count as lost.
 * Stretches of a customer follow each other.
 */
export interface Customers {
  readonly stretches: number
  /** The number of the customer, in the order they came, and their code by that number. */
  readonly customer: Int32Array
  readonly codes: readonly number[]
  /** The place of the win in `purchases`, its day, and what it brings over its cost. */
  readonly place: Int32Array
  readonly day: Int32Array
  readonly margin: Float64Array
  /** The last day on which they are a customer by this win. */
  readonly until: Float64Array
  /** Whether `until` came without another win. */
  readonly lost: Uint8Array
  /** Wins after the first of a customer. */
  readonly repeats: number
  readonly count: number
}

/**
 * Who is a customer when. After a win, one stays a customer for so many times the usual time between their own wins; with
 * fewer than three wins, between the wins of all customers who came back. Null while nobody has come back often enough
 * to know that time, and no number of days was chosen instead.
 */
export function customersOf(
  purchases: Purchases,
  places: Places,
  options: KpiOptions,
  least: number,
): Customers | null {
  const columns = inOrderOfCustomers(purchases, places)
  const { customer, codes, day: days } = columns
  const stretches = days.length
  const gaps = tally(1)
  for (let place = 1; place < stretches; place++) {
    if (customer[place] !== customer[place - 1]) continue
    gaps.add(0, (days[place] ?? 0) - (days[place - 1] ?? 0), 0)
  }
  const repeats = stretches - codes.length
  const common = repeats < least ? null : quantile(counted(gaps), 0.5)
  if (common === null && options.silentDays === null) return null
  const until = new Float64Array(stretches)
  const lost = new Uint8Array(stretches)
  // The customer's own gaps so far, ascending.
  const own: number[] = []
  for (let place = 0; place < stretches; place++) {
    const day = days[place] ?? 0
    if (customer[place] === customer[place - 1]) putInOrder(own, day - (days[place - 1] ?? 0))
    else own.length = 0
    const usual = own.length >= 2 ? quantileOfSorted(own, 0.5) : common
    const limit = day + (options.silentDays ?? Math.ceil((usual ?? common ?? 0) * options.silentTimes))
    const next = customer[place + 1] === customer[place] ? (days[place + 1] ?? 0) : Infinity
    until[place] = Math.min(limit, next - 1)
    lost[place] = Number(limit < next)
  }
  return { ...columns, stretches, until, lost, repeats, count: codes.length }
}

function counted(gaps: Tally): CountedValue[] {
  const values: CountedValue[] = []
  gaps.each((_kind, value, _late, count) => values.push({ value, count }))
  return values
}

/**
 * The wins of those who are known, customer by customer, by their days. Two deals signed on one day are one purchase. What is read
 * often is laid out in columns: purchases of one customer lie far from each other.
 */
function inOrderOfCustomers(purchases: Purchases, places: Places) {
  const codes: number[] = []
  // By the code of the customer: their number, from 1 on, and the day of their latest win.
  const numbers = new Int32Array(purchases.names.length)
  const latest = new Int32Array(purchases.names.length)
  const [kept, numberOf] = [new Int32Array(places.length), new Int32Array(places.length)]
  let length = 0
  for (const place of places) {
    const code = purchases.customer[place] ?? 0
    const day = purchases.day[place] ?? 0
    if (code === 0) continue
    if (numbers[code] === 0) numbers[code] = codes.push(code)
    else if (latest[code] === day) continue
    latest[code] = day
    kept[length] = place
    numberOf[length++] = (numbers[code] ?? 0) - 1
  }
  const order = placesByKey(numberOf.subarray(0, length), codes.length)
  const place = valuesAt(kept, order)
  const margin = new Float64Array(length)
  for (let number = 0; number < length; number++) margin[number] = purchases.margin[place[number] ?? 0] ?? Number.NaN
  return { customer: valuesAt(numberOf, order), codes, day: valuesAt(purchases.day, place), margin, place }
}

function putInOrder(sorted: number[], value: number): void {
  let place = sorted.push(value) - 1
  for (; place > 0 && (sorted[place - 1] ?? 0) > value; place--) sorted[place] = sorted[place - 1] ?? 0
  sorted[place] = value
}

/** Of those who were customers when the period began, the places of the last purchases of those whom it lost. */
export function churnIn(
  { stretches, customer, place: placeOf, day, until, lost }: Customers,
  { from, to }: Period,
): Share & { n: number; lost: readonly number[] } {
  // Stretches of a customer follow each other: whether they were one at the begin is known before a later loss is met.
  const gone: number[] = []
  let [n, active, left] = [0, -1, -1]
  for (let place = 0; place < stretches; place++) {
    const last = until[place] ?? 0
    if (last < from - 1) continue
    const number = customer[place] ?? 0
    if ((day[place] ?? 0) < from) {
      active = number
      n++
    }
    if (lost[place] === 0 || last >= to || active !== number) continue
    if (left === number) gone.pop()
    left = number
    gone.push(placeOf[place] ?? 0)
  }
  return { ...wilson(gone.length, n), n, lost: gone }
}

const groups = 20
const yearDays = 365.25
const mostYears = 10
/** A year counts while so many customers are followed through it. */
const leastFollowed = 10

interface Lifetime {
  readonly rows: SurvivalRow[]
  activeDays: number
  repeats: number
  margin: number
  margins: number
}

/**
 * What a customer brings: the margin of a win, at once, and again with each win that follows, m · (1 + r · Σ S(t)/(1 + d)^t)
 * over whole years t; r = wins after the first per year as a customer, S = the share who are customers still t years after
 * their first win (Kaplan–Meier, until they are lost for the first time), d = the discount. The interval leaves out a
 * twentieth of the customers at a time.
 */
export function lifetimeValue(customers: Customers, asOf: number, discountPercent: number): Share & { n: number } {
  const parts: Lifetime[] = Array.from({ length: groups }, () => ({
    rows: [],
    activeDays: 0,
    repeats: 0,
    margin: 0,
    margins: 0,
  }))
  const ends = parts.map(() => tally(2))
  let [latest, began, isEnded] = [-1, 0, false]
  for (let place = 0; place < customers.stretches; place++) {
    const number = customers.customer[place] ?? 0
    const day = customers.day[place] ?? 0
    const margin = customers.margin[place] ?? Number.NaN
    const group = (customers.codes[number] ?? 0) % groups
    const part = parts[group]
    if (part === undefined) continue
    const isFirst = number !== latest
    if (isFirst) [latest, began, isEnded] = [number, day, false]
    if (!Number.isNaN(margin)) {
      part.margin += margin
      part.margins++
    }
    const until = customers.until[place] ?? 0
    const last = Math.min(until, asOf)
    part.activeDays += last - day + 1
    if (!isFirst) part.repeats++
    if (isEnded) continue
    const isOver = customers.lost[place] === 1 && until < asOf
    if (!isOver && until < asOf) continue
    isEnded = true
    ends[group]?.add(Number(isOver), last - began, 0)
  }
  parts.forEach(({ rows }, group) => {
    ends[group]?.each((cause, time, _late, count) => rows.push({ entry: -0.5, time, cause, count }))
  })
  const value = (chosen: readonly Lifetime[]) => valueOf(chosen, discountPercent / 100)
  const without = parts.map((part) => value(parts.filter((each) => each !== part)))
  return { ...groupJackknife(value(parts), without), n: customers.count }
}

function valueOf(parts: readonly Lifetime[], discount: number): number | null {
  const sum = (read: (part: Lifetime) => number) => parts.reduce((total, part) => total + read(part), 0)
  const margins = sum(({ margins: count }) => count)
  const active = sum(({ activeDays }) => activeDays)
  if (margins === 0 || active === 0) return null
  const curve = kaplanMeier(parts.flatMap(({ rows }) => rows))
  let later = 0
  for (let year = 1; year <= mostYears; year++) {
    const day = Math.round(year * yearDays)
    const followed = curve.steps.find((step) => step.day >= day)?.atRisk ?? 0
    const staying = survivalAt(curve, day)
    if (staying === null || followed < leastFollowed) break
    later += staying.estimate / (1 + discount) ** year
  }
  const perYear = (sum(({ repeats }) => repeats) / active) * yearDays
  return (sum(({ margin }) => margin) / margins) * (1 + perYear * later)
}
