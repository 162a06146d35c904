import {
  type Kpi,
  type KpiCode,
  type KpiGap,
  type KpiOptions,
  leastCustomers,
  leastRepeats,
} from '../../../../contract/kpis.ts'
import {
  type AmountSum,
  type Share,
  independentDifference,
  meanLimits,
  perEvent,
  ratioOfSums,
  sumRatio,
  winRate,
} from '../../../../statistics/index.ts'
import type { RateTable } from '../../currencies/index.ts'
import { dayText } from '../history.ts'
import { valuesAt } from '../places-by-key.ts'
import { type Cost, spentFor } from './acquisition.ts'
import { type Bought, type churnIn, customersOf, lifetimeValue } from './customers.ts'
import type { Period } from './periods.ts'
import { type Places, type Purchases, type Sales, boughtUntil } from './purchases.ts'
import { type Reading, counted, gap, missingRates, rateDaysOf } from './told.ts'

/** What all key figures are read from. */
export interface Basis {
  readonly asOf: number
  readonly periods: readonly Period[]
  readonly sales: Sales
  /** By period. */
  readonly wins: readonly Wins[]
  readonly bought: Bought
  /** Of each period; null while nobody came back often enough to tell who stays away. */
  readonly churn: ReturnType<typeof churnIn> | null
  readonly isBySourceOnly: boolean
  readonly seesAll: boolean
  readonly options: KpiOptions
  readonly rates: RateTable
  readonly costs: readonly Cost[]
  readonly lagDays: number | null
}

interface Reader {
  readonly unit: Kpi['unit']
  /** The place of the period that the figure speaks of. */
  readonly shown: (basis: Basis) => number
  /** Reads a period; `shown` is the one the figure speaks of: what costs much is told of it and the one before only. */
  readonly read: (basis: Basis, place: number, shown: number) => Reading
}

const lastComplete = ({ periods }: Basis) => periods.findLastIndex(({ complete }) => complete)
const lastFollowed = (basis: Basis) => {
  const until = basis.asOf - basis.options.byDay
  const place = basis.periods.findLastIndex(({ complete, to }) => complete && to <= until)
  return place < 0 ? lastComplete(basis) : place
}

export const readers: Readonly<Record<KpiCode, Reader>> = {
  sales_growth: { unit: 'share', shown: lastComplete, read: salesGrowth },
  average_purchase: { unit: 'money', shown: lastComplete, read: averagePurchase },
  conversion: { unit: 'share', shown: lastFollowed, read: conversion },
  average_margin: { unit: 'share', shown: lastComplete, read: averageMargin },
  deal_profit: { unit: 'money', shown: lastComplete, read: dealProfit },
  acquisition_cost: { unit: 'money', shown: lastComplete, read: acquisitionCost },
  lifetime_value: { unit: 'money', shown: lastComplete, read: customerValue },
  churn: { unit: 'share', shown: lastComplete, read: churn },
}

/** The wins of a period: those with an amount, and what is missing of the others. */
export interface Wins {
  readonly days: number
  readonly all: Places
  readonly rated: Places
  readonly gaps: readonly KpiGap[]
}

export function winsIn(purchases: Purchases, { from, to }: Period, all: Places): Wins {
  const { minor, unrated } = purchases
  const rated = placesKnown(minor, all)
  const lacking = all.filter((place) => Number.isNaN(minor[place]) && unrated[place] === 0)
  return {
    days: to - from + 1,
    all,
    rated,
    gaps: [...missingRates(purchases, all), ...counted('amounts', lacking.length)],
  }
}

const none = (): number[] => []
const nothing: Wins = { days: 0, all: new Int32Array(0), rated: new Int32Array(0), gaps: [] }

function winsOf({ wins }: Basis, place: number): Wins {
  return wins[place] ?? nothing
}

/** What is told of purchases that an amount is made of. */
function madeOf({ sales: { purchases } }: Basis, places: Places): Pick<Reading, 'n' | 'deals' | 'rateDays'> {
  return { n: places.length, deals: () => dealsOf(purchases, places), rateDays: rateDaysOf(purchases, places) }
}

/** Sales a day against those of the period before, so that February is no slump. */
function salesGrowth(basis: Basis, place: number): Reading {
  const { days, rated, gaps } = winsOf(basis, place)
  const { minor } = basis.sales.purchases
  const sales = sumsAt(minor, rated)
  const told = { ...madeOf(basis, rated), sum: sales.sum }
  if (place === 0) return { ...told, value: null, gaps }
  const before = winsOf(basis, place - 1)
  const { estimate, low, high } = sumRatio(sales, sumsAt(minor, before.rated))
  const growth = (ratio: number | null) => (ratio === null ? null : (ratio * before.days) / days - 1)
  const lacking = estimate === null ? [gap('former')] : []
  return { ...told, value: growth(estimate), low: growth(low), high: growth(high), gaps: [...gaps, ...lacking] }
}

function averagePurchase(basis: Basis, place: number): Reading {
  const { rated, gaps } = winsOf(basis, place)
  const { estimate: value, low: below, high } = meanAt(basis.sales.purchases.minor, rated)
  // Nobody buys for less than nothing.
  const low = below === null ? null : Math.max(0, below)
  const lacking = rated.length === 0 ? [gap('wins')] : []
  return { ...madeOf(basis, rated), value, low, high, gaps: [...gaps, ...lacking] }
}

/** The share of the deals opened in a period that is won by a day. */
function conversion({ sales, options }: Basis, place: number): Reading {
  const cohort = sales.cohorts[place]
  if (cohort === undefined || cohort.n === 0) return { value: null, n: 0, deals: none, gaps: [gap('not_followed')] }
  const { estimate: value, low, high } = winRate(cohort.rows, options.byDay).won
  const gaps = value === null ? [gap('not_followed', { count: options.byDay })] : []
  return { value, low, high, n: cohort.n, deals: () => sales.opened(place), gaps }
}

/** Margin of sales, over the deals whose costs are all known. */
function averageMargin(basis: Basis, place: number): Reading {
  const { known, gaps } = marginsIn(basis, place)
  const { minor, margin } = basis.sales.purchases
  const { estimate: value, low, high: above } = ratioOfSums(columnAt(margin, known), columnAt(minor, known))
  // No cost is less than nothing.
  const high = above === null ? null : Math.min(1, above)
  return { ...madeOf(basis, known), value, low, high, gaps }
}

function marginsIn(basis: Basis, place: number) {
  const { rated, gaps } = winsOf(basis, place)
  const { margin } = basis.sales.purchases
  const known = placesKnown(margin, rated)
  const lacking = rated.length === 0 ? [gap('wins')] : counted('margins', rated.length - known.length)
  return { known, gaps: [...gaps, ...lacking] }
}

/** What a deal brings over its costs and what it cost to win it. */
function dealProfit(basis: Basis, place: number): Reading {
  const { known, gaps } = marginsIn(basis, place)
  const { minor: spent, gaps: lacking } = spending(basis, place)
  const { all } = winsOf(basis, place)
  const margin = meanAt(basis.sales.purchases.margin, known)
  const { estimate: value, low, high } = independentDifference(margin, costEach(spent, all.length))
  return { ...madeOf(basis, known), value, low, high, gaps: [...gaps, ...lacking] }
}

/** Costs, so long before as a deal takes, for each customer who was won for the first time. */
function acquisitionCost(basis: Basis, place: number): Reading {
  const { minor, gaps } = spending(basis, place)
  const { all } = winsOf(basis, place)
  const { isFirst, purchases } = basis.sales
  const { deal, customer } = purchases
  const won = all.filter((each) => isFirst(deal[each] ?? 0))
  const nameless = all.filter((each) => customer[each] === 0).length
  const { estimate: value, low, high } = costEach(minor, won.length)
  const lacking = [...(won.length === 0 ? [gap('new_customers')] : []), ...counted('customers', nameless)]
  return { value, low, high, n: won.length, deals: () => dealsOf(purchases, won), gaps: [...gaps, ...lacking] }
}

/** What was spent, for each that came of it: they are chance, what was spent is known. */
function costEach(minor: number | null, count: number): Share {
  return minor === null ? { estimate: null, low: null, high: null } : perEvent(minor, count)
}

/** What was spent for a period; null with the reason where that cannot be told. */
function spending({ isBySourceOnly, seesAll, lagDays, costs, rates, periods }: Basis, place: number) {
  const period = periods[place]
  const unknown = (...gaps: Reading['gaps'] & object) => ({ minor: null, gaps })
  if (!isBySourceOnly) return unknown(gap('filter'))
  if (!seesAll) return unknown(gap('sight'))
  if (lagDays === null || period === undefined) return unknown(gap('lag'))
  const { minor, count, unrated } = spentFor(costs, rates, period, lagDays)
  if (unrated) return unknown(gap('rate', { currency: unrated.currency, day: dayText(unrated.day), count: 1 }))
  if (count === 0) return unknown(gap('costs', { day: dayText(period.from - Math.round(lagDays)) }))
  return { minor, gaps: [] }
}

/** The share of the customers of a period's begin whom it lost. */
function churn({ sales: { purchases }, churn: found }: Basis, place: number): Reading {
  const own = found?.[place]
  if (own === undefined) {
    const count = repeatsOf(purchases, boughtUntil(purchases, Infinity))
    return { value: null, n: 0, deals: none, gaps: [gap('few_repeats', { count, least: leastRepeats })] }
  }
  const { estimate, low, high, n, lost } = own
  const told = { n, deals: () => dealsOf(purchases, lost) }
  if (n < leastCustomers)
    return { ...told, value: null, gaps: [gap('few_customers', { count: n, least: leastCustomers })] }
  return { ...told, value: estimate, low, high }
}

function customerValue(basis: Basis, place: number, shown: number): Reading {
  const { bought, periods, options } = basis
  const period = periods[place]
  if (period === undefined || (place !== shown && place !== shown - 1)) return { value: null, n: 0, deals: none }
  const customers = customersOf(bought, period.to, options, leastRepeats)
  // Of the period before, the value alone is told.
  const told = place === shown ? valuedIn(basis, period) : { deals: none, gaps: [] }
  if (customers === null) {
    const repeats = repeatsOf(basis.sales.purchases, boughtUntil(basis.sales.purchases, period.to))
    return { ...told, value: null, n: 0, gaps: [gap('few_repeats', { count: repeats, least: leastRepeats })] }
  }
  const { count } = customers
  if (count < leastCustomers) {
    return { ...told, value: null, n: count, gaps: [gap('few_customers', { count, least: leastCustomers })] }
  }
  const { estimate: value, low, high } = lifetimeValue(customers, period.to, options.discountPercent)
  return { ...told, value, low, high, n: count }
}

/** The wins that the worth of a customer is made of, and what is missing of them. */
function valuedIn(basis: Basis, { to }: Period) {
  const { purchases } = basis.sales
  const { customer, margin } = purchases
  const wins = boughtUntil(purchases, to)
  const known = placesKnown(margin, wins).filter((each) => customer[each] !== 0)
  const gaps = [...missingRates(purchases, wins), ...counted('margins', wins.length - known.length)]
  return { ...madeOf(basis, known), gaps }
}

/** The places at which an amount is known. Written out: there are as many as wins. */
function placesKnown(column: Float64Array, places: Places): Places {
  const known = new Int32Array(places.length)
  let length = 0
  for (let number = 0; number < places.length; number++) {
    const place = places[number] ?? 0
    if (!Number.isNaN(column[place] ?? Number.NaN)) known[length++] = place
  }
  return known.subarray(0, length)
}

/** Wins after the first of a customer. */
function repeatsOf({ customer }: Purchases, places: Places): number {
  const named = places.filter((place) => customer[place] !== 0)
  return named.length - new Set(valuesAt(customer, named)).size
}

function sumsAt(column: Float64Array, places: Places): AmountSum {
  let [sum, sumOfSquares] = [0, 0]
  for (const place of places) {
    const value = column[place] ?? 0
    sum += value
    sumOfSquares += value * value
  }
  return { sum, sumOfSquares }
}

function columnAt(column: Float64Array, places: Places): Float64Array {
  const values = new Float64Array(places.length)
  places.forEach((place, number) => {
    values[number] = column[place] ?? 0
  })
  return values
}

function meanAt(column: Float64Array, places: Places): Share {
  const { sum, sumOfSquares } = sumsAt(column, places)
  return meanLimits(places.length, sum, sumOfSquares)
}

function dealsOf({ deal }: Purchases, places: Iterable<number>): readonly number[] {
  return Array.from(places, (place) => deal[place] ?? 0)
}
