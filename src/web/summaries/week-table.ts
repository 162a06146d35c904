import type { WeeklySummary } from '../../contract/summaries.ts'
import { numberName } from '../../words/pinned-place.ts'
import type { Translate } from '../../words/index.ts'
import type { CsvCell } from '../measurement/csv.ts'

/** A number of a week, with its limits where it is an estimate. Money is in minor units. */
export interface WeekNumber {
  /** Among the others, whatever they are called. */
  readonly key: string
  readonly what: string
  readonly unit: WeeklySummary['pinned'][number]['unit'] | 'number'
  readonly currency: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** A week as a table: a line a number. */
export function weekNumbers(summary: WeeklySummary, t: Translate, day: (day: string) => string): WeekNumber[] {
  const { counts, won, pace, process, pinned, currency } = summary
  const none = { value: null, low: null, high: null, unit: 'number', currency } as const
  const plain = (what: string, value: number | null) => ({ ...none, what, value })
  const told = [
    ...counts.flatMap(({ code, count, usual, low, high }) => [
      plain(t(`summary.count.${code}`, { count }), count),
      { ...none, what: t('summary.usual'), value: usual, low, high },
    ]),
    ...won.map(({ name, amountMinor, currency: its }) => ({
      ...plain(name, amountMinor),
      unit: 'money' as const,
      currency: its,
    })),
    { ...none, ...pace.now, what: t('insights.cycle'), unit: 'days' as const },
    { ...none, ...pace.before, what: `${t('insights.cycle')} (${day(pace.beforeOn)})`, unit: 'days' as const },
    ...(process?.stages ?? []).flatMap(({ name, entered, onward }) => [
      plain(`${name}: ${t('insights.flow.entered')}`, entered),
      plain(`${name}: ${t('insights.flow.onward')}`, onward),
    ]),
    ...(process === null || process.stalled === null
      ? []
      : [plain(t('summary.stalled', { count: process.stalled }), process.stalled)]),
    ...pinned.map(({ figure, unit, value, low, high }) => {
      const what = numberName(figure, t)
      return { what, unit, currency, value, low, high }
    }),
  ]
  return told.map((line, place) => ({ key: String(place), ...line }))
}

/** The same to take away. Money is in whole units. */
export function weekTable(summary: WeeklySummary, t: Translate, digitsOf: (currency: string) => number): CsvCell[][] {
  const { from, to, asOf } = summary
  return [
    [
      t('insights.column.figure'),
      t('insights.column.value'),
      t('insights.column.low'),
      t('insights.column.high'),
      t('kpis.column.currency'),
    ],
    ...weekNumbers(summary, t, (day) => day).map(({ what, unit, currency, value, low, high }) => {
      const write = (each: number | null) =>
        each === null || unit !== 'money' ? each : each / 10 ** digitsOf(currency)
      return [what, write(value), write(low), write(high), unit === 'money' ? currency : '']
    }),
    [],
    [t('insights.period.from'), from],
    [t('insights.period.to'), to],
    [t('insights.column.as-of'), asOf],
  ]
}
