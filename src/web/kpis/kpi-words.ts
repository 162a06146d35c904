import { leastSilences } from '../../contract/kpis.ts'
import type { Grain, Kpi, KpiPoint, Kpis } from '../../contract/kpis.ts'
import type { Translate } from '../../words/index.ts'
import { numberFormat } from '../../words/number-format.ts'
import { isolated, range, signedNumber, signedRange } from '../../words/isolate.ts'
import { currencyDigits, useFormats, useWords } from '../ui/index.ts'

export interface KpiWords {
  /** "June 2026", "Q2 2026". */
  readonly period: (point: Pick<KpiPoint, 'from'>) => string
  readonly value: (kpi: Pick<Kpi, 'code' | 'unit'>, value: number | null) => string
  readonly money: (minor: number | null) => string
  /** "12.1 %–14.8 %"; empty where the figure is no estimate. */
  readonly interval: (kpi: Pick<Kpi, 'code' | 'unit'>, point: KpiPoint) => string
  /** What became of it since the period before: "+12 %", in points for shares; null where one of them is missing. */
  readonly change: (kpi: Kpi) => string | null
  readonly definition: (kpi: Pick<Kpi, 'code' | 'version'>) => string
}

/** Key figures as text. */
export function useKpiWords({
  currency,
  grain,
  options,
  lagDays,
}: Pick<Kpis, 'currency' | 'grain' | 'options' | 'lagDays'>): KpiWords {
  const { t, locale } = useWords()
  const formats = useFormats()
  const money = (minor: number | null) =>
    minor === null ? '–' : formats.money({ minor: rounded(minor, currencyDigits(currency)), currency })
  const signed = numberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 1,
    signDisplay: 'exceptZero',
  })
  const points = numberFormat(locale, { maximumFractionDigits: 1, signDisplay: 'exceptZero' })
  const value: KpiWords['value'] = ({ code, unit }, of) => {
    if (of === null) return '–'
    if (unit === 'money') return money(of)
    return code === 'sales_growth' ? signed.format(of) : formats.percent(of, 1)
  }
  return {
    money,
    value,
    period: ({ from }) => periodName(from, grain, locale, t),
    interval: (kpi, { low, high }) => {
      if (low === null || high === null) return ''
      const between = kpi.code === 'sales_growth' || low < 0 ? signedRange : range
      return between(isolated(value(kpi, low)), isolated(value(kpi, high)))
    },
    change: ({ code, unit, points: all, shown }) => {
      const [before, now] = [all[shown - 1]?.value ?? null, all[shown]?.value ?? null]
      if (before === null || now === null || code === 'sales_growth') return null
      if (unit === 'share') return t('kpis.points', { points: signedNumber(points.format((now - before) * 100)) })
      return before <= 0 ? null : signed.format(now / before - 1)
    },
    definition: ({ code, version }) =>
      t(`kpis.definition.${code}.${version}`, {
        days: options.byDay,
        silent: options.silentDays === null ? 'times' : 'days',
        times: options.silentTimes,
        silentDays: options.silentDays ?? 0,
        discount: formats.percent(options.discountPercent / 100, 1),
        lag: options.lagDays === null ? 'cycle' : 'days',
        lagDays: Math.round(lagDays ?? 0),
        least: leastSilences,
      }),
  }
}

/** Of a thousand and more nobody reads the cents. */
function rounded(minor: number, digits: number): number {
  const unit = 10 ** digits
  return Math.abs(minor) >= 1000 * unit ? Math.round(minor / unit) * unit : Math.round(minor)
}

function periodName(from: string, grain: Grain, locale: string, t: Translate): string {
  const day = new Date(`${from}T00:00:00Z`)
  if (grain === 'month') {
    return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day)
  }
  const year = new Intl.DateTimeFormat(locale, { year: 'numeric', timeZone: 'UTC' }).format(day)
  return t('kpis.quarter', { quarter: String(Math.floor(day.getUTCMonth() / 3) + 1), year })
}
