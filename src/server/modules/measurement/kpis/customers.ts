import type { KpiOptions } from '../../../../contract/kpis.ts'
import {
  type Share,
  type SurvivalRow,
  groupJackknife,
  kaplanMeier,
  quantile,
  survivalAt,
  wilson,
} from '../../../../statistics/index.ts'
import type { Period } from './periods.ts'
import type { Purchase } from './purchases.ts'

/** A customer from a win until the next one, or until they count as lost. */
interface Stretch {
  readonly customer: number
  readonly purchase: Purchase
  /** The last day on which they are a customer by this win. */
  readonly until: number
  /** Whether `until` came without another win. */
  readonly lost: boolean
  readonly isFirst: boolean
}

export interface Customers {
  readonly stretches: readonly Stretch[]
  /** Wins after the first of a customer. */
  readonly repeats: number
  readonly count: number
}

/**
 * Who is a customer when. After a win, one stays a customer for so many times the usual time between their own wins; with
 * fewer than three wins, between the wins of all customers who came back. Null while nobody has come back often enough
 * to know that time, and no number of days was chosen instead.
 */
export function customersOf(purchases: readonly Purchase[], options: KpiOptions, least: number): Customers | null {
  const wins = new Map<number, Purchase[]>()
  for (const purchase of purchases) {
    if (purchase.customer === 0) continue
    const own = wins.get(purchase.customer)
    // Two deals signed on one day are one purchase.
    if (own === undefined) wins.set(purchase.customer, [purchase])
    else if (own.at(-1)?.day !== purchase.day) own.push(purchase)
  }
  const gaps = [...wins.values()].flatMap((own) => gapsOf(own, own.length))
  const common = gaps.length < least ? null : medianOf(gaps)
  if (common === null && options.silentDays === null) return null
  const stretches: Stretch[] = []
  for (const [customer, own] of wins) {
    for (const [place, purchase] of own.entries()) {
      const usual = place >= 2 ? medianOf(gapsOf(own, place + 1)) : common
      const patience = options.silentDays ?? Math.ceil((usual ?? common ?? 0) * options.silentTimes)
      const limit = purchase.day + patience
      const next = own[place + 1]?.day ?? Infinity
      stretches.push({ customer, purchase, until: Math.min(limit, next - 1), lost: limit < next, isFirst: place === 0 })
    }
  }
  return { stretches, repeats: gaps.length, count: wins.size }
}

function gapsOf(wins: readonly Purchase[], count: number): number[] {
  return wins.slice(1, count).map((win, place) => win.day - (wins[place]?.day ?? 0))
}

function medianOf(gaps: readonly number[]): number | null {
  return quantile(
    gaps.map((value) => ({ value, count: 1 })),
    0.5,
  )
}

/** Of those who were customers when the period began, the last purchases of those whom it lost. */
export function churnIn({ stretches }: Customers, { from, to }: Period): Share & { n: number; lost: Purchase[] } {
  const active = new Set<number>()
  for (const { customer, purchase, until } of stretches) {
    if (purchase.day < from && until >= from - 1) active.add(customer)
  }
  const gone = new Map<number, Purchase>()
  for (const { customer, purchase, until, lost } of stretches) {
    if (lost && until + 1 >= from && until < to && active.has(customer)) gone.set(customer, purchase)
  }
  return { ...wilson(gone.size, active.size), n: active.size, lost: [...gone.values()] }
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
export function lifetimeValue({ stretches }: Customers, asOf: number, discountPercent: number): Share & { n: number } {
  const parts: Lifetime[] = Array.from({ length: groups }, () => ({
    rows: [],
    activeDays: 0,
    repeats: 0,
    margin: 0,
    margins: 0,
  }))
  const ended = new Set<number>()
  const began = new Map<number, number>()
  for (const { customer, purchase, until, lost, isFirst } of stretches) {
    const part = parts[customer % groups]
    if (part === undefined) continue
    if (isFirst) began.set(customer, purchase.day)
    if (!Number.isNaN(purchase.margin)) {
      part.margin += purchase.margin
      part.margins++
    }
    const last = Math.min(until, asOf)
    part.activeDays += last - purchase.day + 1
    if (!isFirst) part.repeats++
    if (ended.has(customer)) continue
    const isOver = lost && until < asOf
    if (!isOver && until < asOf) continue
    ended.add(customer)
    part.rows.push({ entry: -0.5, time: last - (began.get(customer) ?? 0), cause: isOver ? 1 : 0, count: 1 })
  }
  const value = (chosen: readonly Lifetime[]) => valueOf(chosen, discountPercent / 100)
  const without = parts.map((part) => value(parts.filter((each) => each !== part)))
  return { ...groupJackknife(value(parts), without), n: began.size }
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
