import { type Kpi, type KpiCode, type KpiGap, type KpiPoint, kpiVersions } from '../../../../contract/kpis.ts'
import { dayText } from '../history.ts'
import type { Period } from './periods.ts'
import type { Purchase } from './purchases.ts'

/** What a figure says of one period, before it is told. */
export interface Reading {
  readonly value: number | null
  readonly low?: number | null
  readonly high?: number | null
  readonly n: number
  readonly sum?: number | null
  /** The deals it is made of: asked for by those who list them alone. */
  readonly deals: () => readonly number[]
  /** Those whose amounts were converted. */
  readonly converted?: readonly Purchase[]
  readonly gaps?: readonly KpiGap[]
}

export function gap(kind: KpiGap['kind'], more: Partial<KpiGap> = {}): KpiGap {
  return { kind, count: null, least: null, currency: null, day: null, ...more }
}

/** A gap of so many deals; none where there are none. */
export function counted(kind: KpiGap['kind'], count: number): KpiGap[] {
  return count === 0 ? [] : [gap(kind, { count })]
}

/** The rates that are missing, one gap a currency, for the earliest of its days. */
export function missingRates(purchases: readonly Purchase[]): KpiGap[] {
  const found = new Map<string, { count: number; day: number }>()
  for (const { unrated, day } of purchases) {
    if (unrated === null) continue
    const before = found.get(unrated)
    found.set(unrated, { count: (before?.count ?? 0) + 1, day: Math.min(before?.day ?? day, day) })
  }
  return [...found].slice(0, 5).map(([currency, { count, day }]) => gap('rate', { currency, count, day: dayText(day) }))
}

export function tell(
  code: KpiCode,
  unit: Kpi['unit'],
  periods: readonly Period[],
  readings: readonly Reading[],
  shown: number,
): Kpi {
  const reading = readings[shown]
  const days = (reading?.converted ?? []).flatMap(({ rateDay }) => (rateDay === null ? [] : [rateDay]))
  return {
    code,
    version: kpiVersions[code],
    unit,
    points: periods.map((period, place) => tellPoint(period, readings[place])),
    shown,
    rates:
      days.length === 0
        ? null
        : { from: dayText(days.reduce((a, b) => Math.min(a, b))), to: dayText(days.reduce((a, b) => Math.max(a, b))) },
    gaps: [...(reading?.gaps ?? [])],
  }
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
  }
}
