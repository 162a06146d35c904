import {
  type Grain,
  type Kpi,
  type KpiCode,
  type KpiOptions,
  type KpiPart,
  type Kpis,
  kpiCodes,
  leastRepeats,
} from '../../../../contract/kpis.ts'
import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, dayText } from '../history.ts'
import { idAt, isBefore, newestOf, wordsOf } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import type { Cost } from './acquisition.ts'
import { churnIn, customersOf, inOrderOfCustomers } from './customers.ts'
import { periodOf, periodsUntil } from './periods.ts'
import { type Purchases, medianCycle, salesOf } from './purchases.ts'
import { type Basis, readers, winsIn } from './readers.ts'
import { type Reading, tell } from './told.ts'

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
    part,
    after,
    most,
    ...asked
  }: Asked & {
    readonly code: KpiCode
    /** A day in it; without one the period that is shown. */
    readonly period: string | undefined
    readonly part: KpiPart
    readonly after: string | undefined
    readonly most: number
  },
): { readonly id: string; readonly wonOn: string | null }[] {
  const basis = basisOf(history, asked)
  const { read, shown } = readers[code]
  const place = period === undefined ? shown(basis) : periodOf(basis.periods, dayNumber(period))
  if (place < 0) return []
  const { ids } = history.deals
  const behind = after === undefined ? null : wordsOf(after)
  const deals = dealsIn(read(basis, place, place), part)
  const found = newestOf(ids, behind === null ? deals : deals.filter((deal) => isBefore(ids, deal, behind)), most)
  const won = daysWon(basis.sales.purchases, new Set(found))
  return found.map((deal) => ({ id: idAt(ids, deal), wonOn: won.get(deal) ?? null }))
}

function dealsIn({ deals, besides }: Reading, part: KpiPart): readonly number[] {
  if (part === 'counted') return deals()
  return besides?.part === part ? besides.deals() : []
}

function daysWon({ deal: deals, day }: Purchases, wanted: ReadonlySet<number>): Map<number, string> {
  const won = new Map<number, string>()
  deals.forEach((deal, place) => {
    if (wanted.has(deal)) won.set(deal, dayText(day[place] ?? 0))
  })
  return won
}

function basisOf(history: History, { scope, grain, options, rates, costs }: Asked): Basis {
  const asOf = dayNumber(scope.asOf)
  const periods = periodsUntil(asOf, grain)
  const sales = salesOf(history, scope, periods, rates)
  const { purchases, won } = sales
  const bought = inOrderOfCustomers(purchases)
  const customers = customersOf(bought, asOf, options, leastRepeats)
  const narrowed = [scope.owner, scope.product, scope.process, scope.version]
  return {
    asOf,
    periods,
    sales,
    wins: periods.map((period, place) => winsIn(purchases, period, won[place] ?? new Int32Array(0))),
    bought,
    customers,
    churn: customers && churnIn(customers, periods),
    isBySourceOnly: narrowed.every((filter) => filter === undefined),
    seesAll: scope.sees === null,
    options,
    rates,
    costs,
    lagDays: options.lagDays ?? medianCycle(sales),
  }
}
