import type { WeeklySummary } from '../../contract/summaries.ts'
import { figureWriting } from '../../words/summary-sections.ts'
import { isolated, range, signedRange } from '../../words/isolate.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { type WeekNumber, weekNumbers } from './week-table.ts'

/** A week as a table, a line a number: what the sentences say, to be read down a column. */
export function WeekNumbers({ summary }: { summary: WeeklySummary }) {
  const { t } = useWords()
  const formats = useFormats()
  const write = ({ unit, currency }: WeekNumber, value: number | null) => {
    if (value === null) return '–'
    return unit === 'number' ? formats.number(value, 1) : figureWriting(t, formats, currency)[unit](value)
  }
  const columns: Column<WeekNumber>[] = [
    { key: 'what', title: t('insights.column.figure'), isRowHeader: true, cell: ({ what }) => <bdi>{what}</bdi> },
    {
      key: 'value',
      title: t('insights.column.value'),
      isNumber: true,
      cell: (line) => <bdi>{write(line, line.value)}</bdi>,
    },
    {
      key: 'interval',
      title: t('ui.curve.interval'),
      isNumber: true,
      cell: (line) => {
        if (line.low === null) return ''
        if (line.high === null) return t('insights.interval.open', { low: write(line, line.low) })
        // The unit stands beside the value, and its words would turn the limits round in a language from the right.
        const limit = (value: number) =>
          line.unit === 'days' ? formats.number(value, 1) : isolated(write(line, value))
        const between = line.low < 0 ? signedRange : range
        return between(limit(line.low), limit(line.high))
      },
    },
  ]
  return (
    <Table
      label={t('summary.title')}
      columns={columns}
      rows={weekNumbers(summary, t, formats.day)}
      rowKey={({ key }) => key}
    />
  )
}
