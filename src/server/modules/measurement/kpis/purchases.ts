import { type SurvivalRow, cycleLength } from '../../../../statistics/index.ts'
import { type RateTable, converter } from '../../currencies/index.ts'
import { cohortPart } from '../cohort.ts'
import { type History, noDay } from '../history.ts'
import { eachLife } from '../lives.ts'
import { placesByKey, valuesAt } from '../places-by-key.ts'
import type { Scope } from '../scope.ts'
import { sumsOf } from '../sums.ts'
import { firstWins } from './acquisition.ts'
import { type Opened, monthsPart } from './cohorts.ts'
import { type Period, periodsByDay } from './periods.ts'
import { type WonDeals, wonPart } from './won-deals.ts'

/** Won deals in the order they were won, one place a deal. Money in minor units of the reporting currency; NaN where it is not known. */
export interface Purchases {
  readonly deal: Int32Array
  /** A code of the history; 0 for nobody named. */
  readonly customer: Int32Array
  readonly day: Int32Array
  readonly minor: Float64Array
  readonly margin: Float64Array
  /** The day of the rate; `noDay` where none was needed, or there is none. */
  readonly rateDay: Int32Array
  /** The currency that a rate is missing of, by its code; 0 for none. */
  readonly unrated: Int32Array
  /** Whether any amount was converted, and whether any could not be. */
  readonly isConverted: boolean
  readonly lacksRates: boolean
  /** By code. */
  readonly names: readonly string[]
}

/** Places of purchases, in their order. */
export type Places = Int32Array

/** What the key figures are made of. */
export interface Sales {
  readonly purchases: Purchases
  /** Those of each period. */
  readonly won: readonly Places[]
  /** The deals opened in each period. */
  readonly cohorts: readonly Opened[]
  /** Their places. */
  readonly opened: (period: number) => number[]
  /** All deals. */
  readonly whole: readonly SurvivalRow[]
  /** Whether a deal won its customer for the first time: of the whole workspace, whatever the figures are narrowed by. */
  readonly isFirst: (deal: number) => boolean
}

export function salesOf(history: History, scope: Scope, periods: readonly Period[], rates: RateTable): Sales {
  const [whole, months, won] = sumsOf(history, { scope, process: null }, [cohortPart, monthsPart, wonPart])
  const [all] = sumsOf(history, { scope: widened(scope), process: null }, [wonPart])
  const purchases = inOrder(history, rates, won.won())
  const opened = (period: number): number[] => {
    const placeOf = periodsByDay(periods)
    const found: number[] = []
    eachLife(history, scope, ({ deal, measured, started }) => {
      if (measured && placeOf(started) === period) found.push(deal)
    })
    return found
  }
  return {
    purchases,
    won: periods.map(({ from, to }) => placesFrom(firstAfter(purchases, from - 1), firstAfter(purchases, to))),
    cohorts: periods.map(months.openedIn),
    opened,
    whole: whole.cohort().rows,
    isFirst: firstWins(history, all.won()),
  }
}

/** The question without what it was narrowed by. */
function widened(scope: Scope): Scope {
  return { ...scope, owner: undefined, product: undefined, process: undefined, version: undefined, source: undefined }
}

/** The purchases up to a day. */
export function boughtUntil(purchases: Purchases, day: number): Places {
  return placesFrom(0, firstAfter(purchases, day))
}

function placesFrom(from: number, until: number): Places {
  const places = new Int32Array(Math.max(0, until - from))
  for (let number = 0; number < places.length; number++) places[number] = from + number
  return places
}

/** The first place behind a day: they lie in the order of their days. */
function firstAfter({ day: days }: Purchases, day: number): number {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? 0) <= day) low = middle + 1
    else high = middle
  }
  return low
}

/** The wins by their days; those of one day in the order of their deals. */
function inOrder(history: History, rates: RateTable, { days }: WonDeals): Purchases {
  let [first, last, count] = [later, -later, 0]
  for (const day of days) {
    if (day === noDay) continue
    count++
    if (day < first) first = day
    if (day > last) last = day
  }
  const [deals, since] = [new Int32Array(count), new Int32Array(count)]
  let number = 0
  for (let deal = 0; deal < days.length; deal++) {
    const day = days[deal] ?? noDay
    if (day === noDay) continue
    deals[number] = deal
    since[number++] = day - first
  }
  const order = placesByKey(since, count === 0 ? 0 : last - first + 1)
  const deal = valuesAt(deals, order)
  return priced(history, rates, deal, valuesAt(days, deal))
}

/** Than any day. */
const later = 2_147_483_647

/** What deals brought that were won on these days. */
function priced({ deals, codes }: History, rates: RateTable, deal: Int32Array, day: Int32Array): Purchases {
  const convert = converter(rates)
  const numbers = () => new Float64Array(deal.length).fill(Number.NaN)
  const [minor, margin] = [numbers(), numbers()]
  const customer = valuesAt(deals.customer, deal)
  const rateDay = new Int32Array(deal.length).fill(noDay)
  const unrated = new Int32Array(deal.length)
  const reporting = codes.numbers.get(rates.reporting)
  let [isConverted, lacksRates] = [false, false]
  for (let place = 0; place < deal.length; place++) {
    const its = deal[place] ?? 0
    const currency = deals.currency[its] ?? 0
    const amount = deals.amountMinor[its] ?? Number.NaN
    const converted = currency === reporting ? asItIs : convert(1, codes.ids[currency] ?? '', day[place] ?? 0)
    if (converted === null) {
      if (!Number.isNaN(amount)) unrated[place] = currency
      lacksRates = true
      continue
    }
    minor[place] = amount * converted.minor
    margin[place] = (deals.marginMinor[its] ?? Number.NaN) * converted.minor
    if (converted.rateDay === null) continue
    rateDay[place] = converted.rateDay
    isConverted = true
  }
  return { deal, customer, day, minor, margin, rateDay, unrated, isConverted, lacksRates, names: codes.ids }
}

const asItIs = { minor: 1, rateDay: null }

/** Days from the first prospecting to the signature, of half of those that get signed. */
export function medianCycle({ whole }: Sales): number | null {
  return cycleLength(whole).timeToSignature.median.value
}
