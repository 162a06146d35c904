import type { WeeklySummary } from '../../contract/summaries.ts'
import { cycleTitles } from '../../words/summary-sections.ts'
import type { Translate } from '../../words/index.ts'
import type { CsvCell } from '../measurement/csv.ts'

/** A week as a table to take away: a line a number, with its limits where it is an estimate. Money is in whole units. */
export function weekTable(summary: WeeklySummary, t: Translate, digitsOf: (currency: string) => number): CsvCell[][] {
  const { counts, won, pace, process, pinned, from, to, asOf, currency } = summary
  const money = (minor: number | null, its: string) => (minor === null ? null : minor / 10 ** digitsOf(its))
  return [
    ['', t('insights.column.value'), t('insights.column.low'), t('insights.column.high'), t('kpis.column.currency')],
    ...counts.flatMap(({ code, count, usual, low, high }) => [
      [t(`summary.count.${code}`, { count }), count],
      [t('summary.usual'), usual, low, high],
    ]),
    ...won.map(({ name, amountMinor, currency: its }) => [name, money(amountMinor, its), '', '', its]),
    [t('insights.cycle'), pace.now.value, pace.now.low, pace.now.high],
    [`${t('insights.cycle')} (${pace.beforeOn})`, pace.before.value, pace.before.low, pace.before.high],
    ...(process?.stages ?? []).flatMap(({ name, entered, onward }) => [
      [`${name}: ${t('insights.flow.entered')}`, entered],
      [`${name}: ${t('insights.flow.onward')}`, onward],
    ]),
    ...(process === null ? [] : [[t('summary.stalled', { count: process.stalled }), process.stalled]]),
    ...pinned.map(({ figure, unit, value, low, high }) => {
      const write = (each: number | null) => (unit === 'money' ? money(each, currency) : each)
      const title = t(cycleTitles[figure] ?? `kpis.name.${figure}`)
      return [title, write(value), write(low), write(high), unit === 'money' ? currency : '']
    }),
    [],
    [t('insights.period.from'), from],
    [t('insights.period.to'), to],
    [t('insights.column.as-of'), asOf],
  ]
}
