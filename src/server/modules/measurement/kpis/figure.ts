import {
  type Grain,
  type Kpi,
  type KpiCode,
  type KpiOptions,
  type Kpis,
  kpiCodes,
  leastRepeats,
} from '../../../../contract/kpis.ts'
import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, dayText } from '../history.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { type Cost, firstWins } from './acquisition.ts'
import { customersOf } from './customers.ts'
import { periodOf, periodsUntil } from './periods.ts'
import { medianCycle, purchasesIn, purchasesOf } from './purchases.ts'
import { type Basis, readers, winsIn } from './readers.ts'
import { tell } from './told.ts'

/** What the key figures are asked with. */
export interface Asked {
  readonly scope: Scope
  readonly grain: Grain
  readonly options: KpiOptions
  readonly rates: RateTable
  readonly costs: readonly Cost[]
}

/** The key figures of a workspace, period by period. */
export function kpisFigure(history: History, asked: Asked): Kpis {
  const basis = basisOf(history, asked)
  const { scope, grain, options, rates } = asked
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    grain,
    currency: rates.reporting,
    options,
    lagDays: basis.lagDays,
    items: kpiCodes.map((code) => take(basis, code)),
  }
}

function take(basis: Basis, code: KpiCode): Kpi {
  const { unit, read, shown } = readers[code]
  const place = shown(basis)
  const readings = basis.periods.map((_, period) => read(basis, period, place))
  return tell(code, unit, basis.periods, readings, place)
}

/** The deals that a key figure is made of, newest first, and the day each was won on, where it was. */
export function kpiDealsFigure(
  history: History,
  {
    code,
    period,
    after,
    most,
    ...asked
  }: Asked & {
    readonly code: KpiCode
    /** A day in it; without one the period that is shown. */
    readonly period: string | undefined
    readonly after: string | undefined
    readonly most: number
  },
): { readonly id: string; readonly wonOn: string | null }[] {
  const basis = basisOf(history, asked)
  const { read, shown } = readers[code]
  const place = period === undefined ? shown(basis) : periodOf(basis.periods, dayNumber(period))
  if (place < 0) return []
  const won = new Map(basis.purchases.all.map(({ deal, day }) => [deal, dayText(day)]))
  return read(basis, place, place)
    .deals()
    .map((deal) => ({ id: idAt(history.deals.ids, deal), wonOn: won.get(deal) ?? null }))
    .filter(({ id }) => after === undefined || id < after)
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
    .slice(0, most)
}

function basisOf(history: History, { scope, grain, options, rates, costs }: Asked): Basis {
  const asOf = dayNumber(scope.asOf)
  const periods = periodsUntil(asOf, grain)
  const purchases = purchasesOf(history, scope, periods, rates)
  const filters = { owner: scope.owner, product: scope.product, process: scope.process, version: scope.version }
  const isBySourceOnly = Object.values(filters).every((filter) => filter === undefined)
  const everything = {
    ...scope,
    owner: undefined,
    product: undefined,
    process: undefined,
    version: undefined,
    source: undefined,
  }
  const isWhole = isBySourceOnly && scope.source === undefined
  const all = isWhole ? purchases.all : purchasesIn(history, everything, rates)
  return {
    asOf,
    periods,
    purchases,
    wins: periods.map((period, place) => winsIn(period, purchases.won[place] ?? [])),
    first: new Set(firstWins(all).map(({ deal }) => deal)),
    customers: customersOf(purchases.all, options, leastRepeats),
    isBySourceOnly,
    seesAll: scope.sees === null,
    options,
    rates,
    costs,
    lagDays: options.lagDays ?? medianCycle(purchases),
  }
}
