import {
  type Kpi,
  type KpiCode,
  type KpiGap,
  type KpiOptions,
  leastCustomers,
  leastRepeats,
} from '../../../../contract/kpis.ts'
import { meanLimits, winRate } from '../../../../statistics/index.ts'
import type { RateTable } from '../../currencies/index.ts'
import { dayText } from '../history.ts'
import { type Cost, spentFor } from './acquisition.ts'
import { type Customers, churnIn, customersOf, lifetimeValue } from './customers.ts'
import type { Period } from './periods.ts'
import type { Purchase, Purchases } from './purchases.ts'
import { type Reading, counted, gap, missingRates } from './told.ts'

/** What all key figures are read from. */
export interface Basis {
  readonly asOf: number
  readonly periods: readonly Period[]
  readonly purchases: Purchases
  /** By period. */
  readonly wins: readonly Wins[]
  /** The deals that won a customer for the first time: of the whole workspace, whatever the figures are narrowed by. */
  readonly first: ReadonlySet<number>
  /** Null while nobody came back often enough to tell who stays away. */
  readonly customers: Customers | null
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
  readonly all: readonly Purchase[]
  readonly rated: readonly Purchase[]
  readonly gaps: readonly KpiGap[]
}

export function winsIn({ from, to }: Period, all: readonly Purchase[]): Wins {
  const rated = all.filter(({ minor }) => !Number.isNaN(minor))
  const lacking = all.filter(({ minor, unrated }) => Number.isNaN(minor) && unrated === null)
  return { days: to - from + 1, all, rated, gaps: [...missingRates(all), ...counted('amounts', lacking.length)] }
}

const none = (): number[] => []
const nothing: Wins = { days: 0, all: [], rated: [], gaps: [] }

function winsOf({ wins }: Basis, place: number): Wins {
  return wins[place] ?? nothing
}

/** Sales a day against those of the period before, so that February is no slump. */
function salesGrowth(basis: Basis, place: number): Reading {
  const { days, rated, gaps } = winsOf(basis, place)
  const sales = sumOf(rated)
  const told = { n: rated.length, sum: sales, deals: () => placesOf(rated), converted: rated }
  if (place === 0) return { ...told, value: null, gaps }
  const before = winsOf(basis, place - 1)
  const former = sumOf(before.rated)
  const lacking = former === 0 ? [gap('former')] : []
  const value = former === 0 ? null : sales / days / (former / before.days) - 1
  return { ...told, value, gaps: [...gaps, ...lacking] }
}

function averagePurchase(basis: Basis, place: number): Reading {
  const { rated, gaps } = winsOf(basis, place)
  const squares = rated.reduce((sum, { minor }) => sum + minor ** 2, 0)
  const { estimate: value, low: below, high } = meanLimits(rated.length, sumOf(rated), squares)
  // Nobody buys for less than nothing.
  const low = below === null ? null : Math.max(0, below)
  const lacking = rated.length === 0 ? [gap('wins')] : []
  return {
    value,
    low,
    high,
    n: rated.length,
    deals: () => placesOf(rated),
    converted: rated,
    gaps: [...gaps, ...lacking],
  }
}

/** The share of the deals opened in a period that is won by a day. */
function conversion({ purchases, options }: Basis, place: number): Reading {
  const cohort = purchases.cohorts[place]
  if (cohort === undefined || cohort.counts.n === 0)
    return { value: null, n: 0, deals: none, gaps: [gap('not_followed')] }
  const { estimate: value, low, high } = winRate(cohort.rows, options.byDay).won
  const gaps = value === null ? [gap('not_followed', { count: options.byDay })] : []
  return { value, low, high, n: cohort.counts.n, deals: () => purchases.opened(place), gaps }
}

/** Margin of sales, over the deals whose costs are all known. */
function averageMargin(basis: Basis, place: number): Reading {
  const { known, gaps } = marginsIn(basis, place)
  const sales = sumOf(known)
  const value = sales === 0 ? null : known.reduce((sum, { margin }) => sum + margin, 0) / sales
  return { value, n: known.length, deals: () => placesOf(known), converted: known, gaps }
}

function marginsIn(basis: Basis, place: number) {
  const { rated, gaps } = winsOf(basis, place)
  const known = rated.filter(({ margin }) => !Number.isNaN(margin))
  const lacking = rated.length === 0 ? [gap('wins')] : counted('margins', rated.length - known.length)
  return { known, gaps: [...gaps, ...lacking] }
}

/** What a deal brings over its costs and what it cost to win it. */
function dealProfit(basis: Basis, place: number): Reading {
  const { known, gaps } = marginsIn(basis, place)
  const { minor: spent, gaps: lacking } = spending(basis, place)
  const { all } = winsOf(basis, place)
  const margin = known.reduce((sum, each) => sum + each.margin, 0)
  const value = known.length === 0 || spent === null ? null : margin / known.length - spent / all.length
  return { value, n: known.length, deals: () => placesOf(known), converted: known, gaps: [...gaps, ...lacking] }
}

/** Costs, so long before as a deal takes, for each customer who was won for the first time. */
function acquisitionCost(basis: Basis, place: number): Reading {
  const { minor, gaps } = spending(basis, place)
  const all = basis.purchases.won[place] ?? []
  const won = all.filter(({ deal }) => basis.first.has(deal))
  const nameless = all.filter(({ customer }) => customer === 0).length
  const value = minor === null || won.length === 0 ? null : minor / won.length
  const lacking = [...(won.length === 0 ? [gap('new_customers')] : []), ...counted('customers', nameless)]
  return { value, n: won.length, deals: () => placesOf(won), gaps: [...gaps, ...lacking] }
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
function churn({ purchases, periods, customers }: Basis, place: number): Reading {
  const period = periods[place]
  if (customers === null || period === undefined) {
    return {
      value: null,
      n: 0,
      deals: none,
      gaps: [gap('few_repeats', { count: repeatsOf(purchases.all), least: leastRepeats })],
    }
  }
  const { estimate, low, high, n, lost } = churnIn(customers, period)
  if (n < leastCustomers) {
    return {
      value: null,
      n,
      deals: () => placesOf(lost()),
      gaps: [gap('few_customers', { count: n, least: leastCustomers })],
    }
  }
  return { value: estimate, low, high, n, deals: () => placesOf(lost()) }
}

function customerValue({ purchases, periods, options }: Basis, place: number, shown: number): Reading {
  const period = periods[place]
  if (period === undefined || (place !== shown && place !== shown - 1)) return { value: null, n: 0, deals: none }
  const wins = purchases.all.slice(0, purchases.all.findLastIndex(({ day }) => day <= period.to) + 1)
  const customers = customersOf(wins, options, leastRepeats)
  const known = wins.filter(({ customer, margin }) => customer !== 0 && !Number.isNaN(margin))
  const told = { deals: () => placesOf(known), converted: known }
  if (customers === null) {
    const gaps = [gap('few_repeats', { count: repeatsOf(wins), least: leastRepeats })]
    return { ...told, value: null, n: 0, gaps }
  }
  const { count } = customers
  if (count < leastCustomers) {
    return { ...told, value: null, n: count, gaps: [gap('few_customers', { count, least: leastCustomers })] }
  }
  const { estimate: value, low, high } = lifetimeValue(customers, period.to, options.discountPercent)
  const gaps = [...missingRates(wins), ...counted('margins', wins.length - known.length)]
  return { ...told, value, low, high, n: count, gaps }
}

/** Wins after the first of a customer. */
function repeatsOf(wins: readonly Purchase[]): number {
  const named = wins.filter(({ customer }) => customer !== 0)
  return named.length - new Set(named.map(({ customer }) => customer)).size
}

function sumOf(purchases: readonly Purchase[]): number {
  return purchases.reduce((sum, { minor }) => sum + minor, 0)
}

function placesOf(purchases: readonly Purchase[]): number[] {
  return purchases.map(({ deal }) => deal)
}
