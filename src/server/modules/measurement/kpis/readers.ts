import {
  type Kpi,
  type KpiCode,
  type KpiGap,
  type KpiOptions,
  leastCustomers,
  leastRepeats,
  leastSilences,
  mostBack,
} from '../../../../contract/kpis.ts'
import {
  type Share,
  independentDifference,
  perEvent,
  ratioOfSums,
  sumRatio,
  winRate,
} from '../../../../statistics/index.ts'
import type { RateTable } from '../../currencies/index.ts'
import { dayText } from '../history.ts'
import { valuesAt } from '../places-by-key.ts'
import { type Cost, spentFor } from './acquisition.ts'
import { columnAt, dealsOf, meanAt, placesKnown, repeatsOf, sumsAt } from './at-places.ts'
import {
  type Bought,
  type Customers,
  type Silences,
  type churnIn,
  customersAt,
  customersOf,
  lostIn,
} from './customers.ts'
import { lifetimeValue } from './lifetime-value.ts'
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
  /** As of the day; null while nobody came back often enough to tell who stays away. */
  readonly customers: Customers | null
  /** Of each period. */
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
function churn({ sales: { purchases }, periods, customers, churn: found }: Basis, place: number): Reading {
  const [own, period] = [found?.[place], periods[place]]
  if (customers === null || own === undefined || period === undefined) {
    const count = repeatsOf(purchases, boughtUntil(purchases, Infinity))
    return { value: null, n: 0, deals: none, gaps: [gap('few_repeats', { count, least: leastRepeats })] }
  }
  const { silences } = customers
  const { estimate, low, high, n, lost } = own
  const gaps = whyNoCustomers(n, silences)
  const told = { n, silences, gaps, deals: () => dealsOf(purchases, customersAt(customers, period.from)) }
  if (gaps.length > 0) return { ...told, value: null }
  const gone = () => dealsOf(purchases, lostIn(customers, period))
  return { ...told, value: estimate, low, high, besides: { part: 'lost', n: lost, deals: gone } }
}

/** Why nothing is told of so many customers, where nothing is: they are too few, or silence does not tell who of them is lost. */
function whyNoCustomers(count: number, { passed, back }: Silences): KpiGap[] {
  const few = count < leastCustomers ? [gap('few_customers', { count, least: leastCustomers })] : []
  if (passed < leastSilences) return [...few, gap('few_silences', { count: passed, least: leastSilences })]
  return back > mostBack * passed ? [...few, gap('came_back', { count: back, of: passed })] : few
}

function customerValue(basis: Basis, place: number, shown: number): Reading {
  const { bought, periods, options } = basis
  const { purchases } = basis.sales
  const period = periods[place]
  if (period === undefined || (place !== shown && place !== shown - 1)) return { value: null, n: 0, deals: none }
  const customers = customersOf(bought, period.to, options, leastRepeats)
  // Of the period before, the value alone is told.
  const { gaps: lacking, ...made } = place === shown ? valuedIn(basis, period) : { gaps: [] }
  if (customers === null) {
    const count = repeatsOf(purchases, boughtUntil(purchases, period.to))
    return { ...made, value: null, n: 0, deals: none, gaps: [gap('few_repeats', { count, least: leastRepeats })] }
  }
  const { count, silences, place: placeOf, latest } = customers
  const gaps = whyNoCustomers(count, silences)
  const deals = () => dealsOf(purchases, valuesAt(placeOf, latest.subarray(0, count)))
  const told = { ...made, n: count, deals, silences, gaps: [...lacking, ...gaps] }
  if (gaps.length > 0) return { ...told, value: null }
  const { estimate: value, low, high } = lifetimeValue(customers, period.to, options.discountPercent)
  return { ...told, value, low, high }
}

/** The wins that the worth of a customer is made of, and what is missing of them. */
function valuedIn(basis: Basis, { to }: Period) {
  const { purchases } = basis.sales
  const { customer, margin } = purchases
  const wins = boughtUntil(purchases, to)
  const known = placesKnown(margin, wins).filter((each) => customer[each] !== 0)
  const gaps = [...missingRates(purchases, wins), ...counted('margins', wins.length - known.length)]
  const { n, deals, rateDays } = madeOf(basis, known)
  return { rateDays, besides: { part: 'wins', n, deals }, gaps } as const
}
