import { type SurvivalRow, cycleLength } from '../../../../statistics/index.ts'
import { type RateTable, converter } from '../../currencies/index.ts'
import { type Cohort, cohortSum } from '../cohort.ts'
import { type History, at } from '../history.ts'
import { type Life, eachLife } from '../lives.ts'
import type { Scope } from '../scope.ts'
import { type Period, periodsByDay } from './periods.ts'

/** A won deal. Money in minor units of the reporting currency; NaN where it is not known. */
export interface Purchase {
  readonly deal: number
  /** A code of the history; 0 for nobody named. */
  readonly customer: number
  readonly day: number
  readonly minor: number
  readonly margin: number
  /** The day of the rate; null where none was needed. */
  readonly rateDay: number | null
  /** The currency that a rate is missing of. */
  readonly unrated: string | null
}

/** What the key figures are made of. */
export interface Purchases {
  /** In the order they were won. */
  readonly all: readonly Purchase[]
  /** Those of each period. */
  readonly won: readonly (readonly Purchase[])[]
  /** The deals opened in each period. */
  readonly cohorts: readonly Cohort[]
  /** Their places. */
  readonly opened: (period: number) => number[]
  /** All deals. */
  readonly whole: readonly SurvivalRow[]
}

export function purchasesOf(history: History, scope: Scope, periods: readonly Period[], rates: RateTable): Purchases {
  const placeOf = periodsByDay(periods)
  const sums = periods.map(() => cohortSum())
  const whole = cohortSum()
  const purchases = purchaseSum(history, rates)
  eachLife(history, scope, (life) => {
    whole.add(life)
    if (life.dated) sums[placeOf(life.started)]?.add(life)
    purchases.add(life)
  })
  const all = purchases.all()
  const won: Purchase[][] = periods.map(() => [])
  for (const purchase of all) won[placeOf(purchase.day)]?.push(purchase)
  const opened = (period: number): number[] => {
    const found: number[] = []
    eachLife(history, scope, ({ deal, measured, started }) => {
      if (measured && placeOf(started) === period) found.push(deal)
    })
    return found
  }
  return {
    all,
    won,
    cohorts: sums.map((sum) => sum.cohort()),
    opened,
    whole: whole.cohort().rows,
  }
}

/** The wins alone, in the order they were won. */
export function purchasesIn(history: History, scope: Scope, rates: RateTable): readonly Purchase[] {
  const purchases = purchaseSum(history, rates)
  eachLife(history, scope, purchases.add)
  return purchases.all()
}

function purchaseSum({ deals, codes }: History, rates: RateTable) {
  const convert = converter(rates)
  const days = new Map<number, Purchase[]>()
  const add = ({ deal, standing, dated, until: day }: Life): void => {
    if (standing !== 'won' || !dated) return
    const own = days.get(day) ?? []
    if (own.length === 0) days.set(day, own)
    const currency = codes.ids[at(deals.currency, deal)] ?? ''
    const amount = at(deals.amountMinor, deal)
    const converted = convert(1, currency, day)
    const factor = converted?.minor ?? Number.NaN
    own.push({
      deal,
      customer: at(deals.customer, deal),
      day,
      minor: amount * factor,
      margin: at(deals.marginMinor, deal) * factor,
      rateDay: converted?.rateDay ?? null,
      unrated: converted === null && !Number.isNaN(amount) ? currency : null,
    })
  }
  // Lives come in the order of their deals.
  const all = () => [...days].toSorted(([one], [other]) => one - other).flatMap(([, own]) => own)
  return { add, all }
}

/** Days from the first prospecting to the signature, of half of those that get signed. */
export function medianCycle({ whole }: Purchases): number | null {
  return cycleLength(whole).timeToSignature.median.value
}
