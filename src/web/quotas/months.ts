import type { QuotaPlan } from '../../contract/quotas.ts'
import type { Translate } from '../../words/index.ts'

export const grains = ['month', 'quarter'] as const
export type Grain = (typeof grains)[number]

/** Some months of a plan in a row, as a column shows them. */
export interface Span {
  readonly from: number
  readonly months: number
  readonly name: string
}

/** The columns of a plan: its months, or its quarters. */
export function spansOf(
  { startsOn, months }: Pick<QuotaPlan, 'startsOn' | 'months'>,
  grain: Grain,
  locale: string,
  t: Translate,
): Span[] {
  const step = grain === 'month' ? 1 : 3
  return Array.from({ length: Math.ceil(months / step) }, (_, place) => {
    const from = place * step
    return {
      from,
      months: Math.min(step, months - from),
      name: grain === 'month' ? monthName(startsOn, from, locale) : t('quotas.quarter', { number: place + 1 }),
    }
  })
}

/** "Nov" of the month so many after the first; with `year`, "November 2026". */
export function monthName(startsOn: string, month: number, locale: string, withYear = false): string {
  const date = new Date(`${startsOn}T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + month)
  const style = withYear ? ({ month: 'long', year: 'numeric' } as const) : ({ month: 'short' } as const)
  return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(date)
}

/** "Nov" or "Nov – Jan" of some months in a row. */
export function monthSpan(
  startsOn: string,
  { fromMonth, months }: { fromMonth: number; months: number },
  locale: string,
) {
  const first = monthName(startsOn, fromMonth, locale)
  return months === 1 ? first : `${first} – ${monthName(startsOn, fromMonth + months - 1, locale)}`
}

/** "2026", or "2026–27" where the fiscal year lies in two. */
export function yearName({ startsOn, endsOn }: Pick<QuotaPlan, 'startsOn' | 'endsOn'>): string {
  const first = startsOn.slice(0, 4)
  const last = new Date(Date.parse(endsOn) - 86_400_000).toISOString().slice(0, 4)
  return first === last ? first : `${first}–${last.slice(2)}`
}

export function sumOf(amounts: readonly number[], { from, months }: Pick<Span, 'from' | 'months'>): number {
  return amounts.slice(from, from + months).reduce((sum, minor) => sum + minor, 0)
}

/** "50, 75": per cent of full strength in the first months. */
export function rampOf(text: string): number[] {
  return text
    .split(/[^\d.]+/)
    .filter(Boolean)
    .slice(0, 12)
    .map((part) => Math.min(1000, Number(part)))
    .filter((percent) => Number.isFinite(percent))
}
