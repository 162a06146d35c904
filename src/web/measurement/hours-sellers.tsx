import type { HoursFigure } from '../../contract/hours.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { ListedLink } from './listed.tsx'

type Seller = HoursFigure['sellers'][number]

/** Whose hours they are, where sellers differ by more than chance; else that they do not. */
export function HoursSellers({ found: { verdict, sellers } }: { readonly found: HoursFigure }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const columns: Column<Seller>[] = [
    { key: 'name', title: t('insights.persistence.seller'), isRowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
    {
      key: 'n',
      title: t('insights.hours.pieces'),
      isNumber: true,
      cell: ({ id, n, name }) => (
        <ListedLink listed={{ of: 'hours', number: 'all', kind: id }} count={n} label={name} />
      ),
    },
    { key: 'hours', title: t('insights.hours.hours'), isNumber: true, cell: ({ hours }) => number(hours) },
    {
      key: 'selling',
      title: t('insights.hours.selling'),
      isNumber: true,
      cell: ({ selling }) => share(selling.estimate),
    },
    {
      key: 'drawn',
      title: t('insights.hours.drawn'),
      isNumber: true,
      cell: ({ shrunken }) => share(shrunken?.estimate ?? null),
    },
    {
      key: 'range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ shrunken }) => (shrunken ? shareRange({ ...shrunken, value: shrunken.estimate }) : '–'),
    },
  ]
  return (
    <div className="mt-6">
      <h3 className="mb-2 font-semibold">{t('insights.hours.sellers')}</h3>
      <p className="mb-2 max-w-[90ch] text-12 text-ink-2">{t(`insights.hours.sellers.${verdict}`)}</p>
      {sellers.length > 0 && (
        <Table label={t('insights.hours.sellers')} columns={columns} rows={sellers} rowKey={({ id }) => id} />
      )}
    </div>
  )
}
