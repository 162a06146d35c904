import type { HoursFigure } from '../../contract/hours.ts'
import { useWords } from '../ui/index.ts'
import type { CsvCell } from './csv.ts'
import { useHoursWords } from './hours-words.ts'
import { cells } from './what-works-parts.tsx'

/** The same as cells, for the table that is taken away. */
export function useHoursTable(found: HoursFigure, months: HoursFigure['months'] = []): () => CsvCell[][] {
  const { t } = useWords()
  const words = useHoursWords()
  const [low, high] = [t('insights.column.low'), t('insights.column.high')]
  const [pieces, hours, selling] = [t('insights.hours.pieces'), t('insights.hours.hours'), t('insights.hours.selling')]
  return () => [
    [
      t('insights.hours.work'),
      t('insights.hours.group'),
      pieces,
      hours,
      t('insights.hours.timed'),
      t('insights.hours.usual'),
    ],
    ...found.kinds.map(({ kind, group, n, hours: of, timed, usual }) => [
      words.kind(kind),
      t(`insights.hours.group.${group}`),
      n,
      of,
      timed,
      usual.minutes,
    ]),
    [],
    [t('insights.hours.month'), pieces, hours, selling, low, high],
    ...months.map((month) => [month.from, month.n, month.hours, ...cells(month.selling)]),
    [t('insights.hours'), found.n, found.hours, ...cells(found.selling)],
    [],
    [t('insights.persistence.seller'), pieces, hours, selling, t('insights.hours.drawn'), low, high],
    ...found.sellers.map(({ name, n, hours: of, selling: own, shrunken }) => [
      name,
      n,
      of,
      own.estimate,
      ...(shrunken ? cells(shrunken) : ['', '', '']),
    ]),
    [],
    [t('insights.hours.automate'), pieces, t('insights.hours.automate.column'), low, high],
    ...found.automatable.map(({ kind, n, hoursAMonth }) => [words.kind(kind), n, ...cells(hoursAMonth)]),
    [],
    [t('insights.hours.logged-hours'), found.loggedHours],
    ...(found.withoutDeal ? [[t('insights.hours.without-deal'), found.withoutDeal.hours]] : []),
    [t('insights.period.from'), found.from],
    [t('insights.period.to'), found.to],
    [t('insights.column.as-of'), found.asOf],
  ]
}
