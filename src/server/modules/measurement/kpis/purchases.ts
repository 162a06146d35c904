import { type SurvivalRow, cycleLength } from '../../../../statistics/index.ts'
import { type RateTable, converter } from '../../currencies/index.ts'
import { type Cohort, cohortSum } from '../cohort.ts'
import { type History, at } from '../history.ts'
import { eachLife } from '../lives.ts'
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
  readonly opened: readonly (readonly number[])[]
  /** All deals. */
  readonly whole: readonly SurvivalRow[]
}

export function purchasesOf(history: History, scope: Scope, periods: readonly Period[], rates: RateTable): Purchases {
  const convert = converter(rates)
  const placeOf = periodsByDay(periods)
  const sums = periods.map(() => cohortSum())
  const whole = cohortSum()
  const all: Purchase[] = []
  const won: Purchase[][] = periods.map(() => [])
  const opened: number[][] = periods.map(() => [])
  const { deals, codes } = history
  eachLife(history, scope, (life) => {
    whole.add(life)
    const period = life.dated ? placeOf(life.started) : -1
    sums[period]?.add(life)
    if (life.measured) opened[period]?.push(life.deal)
    if (life.standing !== 'won' || !life.dated) return
    const { deal, until: day } = life
    const currency = codes.ids[at(deals.currency, deal)] ?? ''
    const amount = at(deals.amountMinor, deal)
    const converted = convert(1, currency, day)
    const factor = converted?.minor ?? Number.NaN
    all.push({
      deal,
      customer: at(deals.customer, deal),
      day,
      minor: amount * factor,
      margin: at(deals.marginMinor, deal) * factor,
      rateDay: converted?.rateDay ?? null,
      unrated: converted === null && !Number.isNaN(amount) ? currency : null,
    })
  })
  all.sort((one, other) => one.day - other.day || one.deal - other.deal)
  for (const purchase of all) won[placeOf(purchase.day)]?.push(purchase)
  return {
    all,
    won,
    cohorts: sums.map((sum) => sum.cohort()),
    opened,
    whole: whole.cohort().rows,
  }
}

/** Days from the first prospecting to the signature, of half of those that get signed. */
export function medianCycle({ whole }: Purchases): number | null {
  return cycleLength(whole).timeToSignature.median.value
}
