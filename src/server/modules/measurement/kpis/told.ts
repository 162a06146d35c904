import {
  type Kpi,
  type KpiCode,
  type KpiGap,
  type KpiPart,
  type KpiPoint,
  kpiVersions,
} from '../../../../contract/kpis.ts'
import { type Share, independentDifference } from '../../../../statistics/index.ts'
import { dayText, noDay } from '../history.ts'
import type { Silences } from './customers.ts'
import type { Period } from './periods.ts'
import type { Places, Purchases } from './purchases.ts'

interface RateDays {
  readonly from: number
  readonly to: number
}

/** What a figure says of one period, before it is told. */
export interface Reading {
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly n: number
  readonly sum?: number | null
  /** The deals it is made of: asked for by those who list them alone. */
  readonly deals: () => readonly number[]
  /** What it counts besides `n`. */
  readonly besides?: { readonly part: KpiPart; readonly n: number; readonly deals: () => readonly number[] } | null
  readonly silences?: Silences | null
  /** The first and the last day of the rates that its amounts were converted at. */
  readonly rateDays?: RateDays | null
  readonly gaps?: readonly KpiGap[]
}

export function gap(kind: KpiGap['kind'], more: Partial<KpiGap> = {}): KpiGap {
  return { kind, count: null, least: null, of: null, currency: null, day: null, ...more }
}

/** A gap of so many deals; none where there are none. */
export function counted(kind: KpiGap['kind'], count: number): KpiGap[] {
  return count === 0 ? [] : [gap(kind, { count })]
}

/** The rates that are missing, one gap a currency, for the earliest of its days. */
export function missingRates({ unrated, day, names, lacksRates }: Purchases, places: Places): KpiGap[] {
  if (!lacksRates) return []
  const found = new Map<number, { count: number; readonly day: number }>()
  for (const place of places) {
    const currency = unrated[place] ?? 0
    if (currency === 0) continue
    const before = found.get(currency)
    // Places are in the order of their days.
    if (before) before.count++
    else found.set(currency, { count: 1, day: day[place] ?? 0 })
  }
  return [...found]
    .slice(0, 5)
    .map(([currency, missing]) =>
      gap('rate', { currency: names[currency] ?? '', count: missing.count, day: dayText(missing.day) }),
    )
}

/** The days of the rates that were needed; null where none was. */
export function rateDaysOf({ rateDay, isConverted }: Purchases, places: Places): RateDays | null {
  if (!isConverted) return null
  let [from, to] = [Infinity, -Infinity]
  for (const place of places) {
    const day = rateDay[place] ?? noDay
    if (day === noDay) continue
    from = Math.min(from, day)
    to = Math.max(to, day)
  }
  return from > to ? null : { from, to }
}

export function tell(
  code: KpiCode,
  unit: Kpi['unit'],
  periods: readonly Period[],
  readings: readonly Reading[],
  shown: number,
): Kpi {
  const reading = readings[shown]
  const days = reading?.rateDays ?? null
  return {
    code,
    version: kpiVersions[code],
    unit,
    points: periods.map((period, place) => tellPoint(period, readings[place])),
    shown,
    withinChance: isWithinChance(code, readings[shown - 1], reading),
    rates: days && { from: dayText(days.from), to: dayText(days.to) },
    silences: reading?.silences ?? null,
    gaps: [...(reading?.gaps ?? [])],
  }
}

function isWithinChance(code: KpiCode, before: Reading | undefined, reading: Reading | undefined): boolean | null {
  if (code === 'lifetime_value' || before === undefined || reading === undefined) return null
  // Growth is a change already.
  const { low, high } =
    code === 'sales_growth' ? limitsOf(reading) : independentDifference(limitsOf(reading), limitsOf(before))
  return low === null || high === null ? null : low <= 0 && high >= 0
}

function limitsOf({ value, low = null, high = null }: Reading): Share {
  return { estimate: value, low, high }
}

function tellPoint({ from, to, complete }: Period, reading: Reading | undefined): KpiPoint {
  return {
    from: dayText(from),
    to: dayText(to),
    complete,
    value: reading?.value ?? null,
    low: reading?.low ?? null,
    high: reading?.high ?? null,
    n: reading?.n ?? 0,
    sum: reading?.sum ?? null,
    besides: reading?.besides ? { part: reading.besides.part, n: reading.besides.n } : null,
  }
}
