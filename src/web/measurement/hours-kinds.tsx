import type { HoursFigure } from '../../contract/hours.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useHoursWords } from './hours-words.ts'
import { ListedLink } from './listed.tsx'

type Kind = HoursFigure['kinds'][number]

/** Every kind of work, the most hours first: how much was logged, and what the rest is taken to last. */
export function HoursKinds({ found: { kinds } }: { readonly found: HoursFigure }) {
  const { t } = useWords()
  const { number } = useFormats()
  const words = useHoursWords()
  const columns: Column<Kind>[] = [
    { key: 'kind', title: t('insights.hours.work'), isRowHeader: true, cell: ({ kind }) => words.kind(kind) },
    { key: 'group', title: t('insights.hours.group'), cell: ({ group }) => t(`insights.hours.group.${group}`) },
    {
      key: 'n',
      title: t('insights.hours.pieces'),
      isNumber: true,
      cell: ({ kind, n }) => <ListedLink listed={{ of: 'hours', number: kind }} count={n} label={words.kind(kind)} />,
    },
    { key: 'hours', title: t('insights.hours.hours'), isNumber: true, cell: ({ hours }) => number(hours) },
    { key: 'timed', title: t('insights.hours.timed'), isNumber: true, cell: ({ timed }) => number(timed) },
    {
      key: 'usual',
      title: t('insights.hours.usual'),
      cell: ({ usual: { minutes, from } }) => t(`insights.hours.usual.${from}`, { minutes: number(minutes) }),
    },
  ]
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-semibold">{t('insights.hours.by-kind')}</h3>
      <Table
        label={t('insights.hours.by-kind')}
        columns={columns}
        rows={kinds.toSorted((one, other) => other.hours - one.hours)}
        rowKey={({ kind }) => kind}
      />
    </div>
  )
}
