import type { ApproachFigure } from '../../contract/approaches.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { useEstimateWords } from './estimate-words.ts'
import { Figure } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { cells } from './what-works-parts.tsx'

type Group = ApproachFigure['groups'][number]

/** What deals were first approached with, and how many of them were won. */
export function ApproachesFigure({ found }: { found: ApproachFigure }) {
  const { t } = useWords()
  const table = () => [
    [
      t('insights.approach'),
      t('insights.approach.deals'),
      t('insights.approach.won', { days: found.byDay }),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    ...found.groups.map(({ approach, n, won }) => [t(`codes.approach.${approach}`), n, ...cells(won)]),
    [],
    [t('insights.column.n'), found.n],
    [t('insights.column.as-of'), found.asOf],
  ]
  return (
    <Figure
      id="approaches"
      title={t('insights.approaches')}
      told={found}
      all={{ by: 'approaches', key: '/n' }}
      byDay={found.byDay}
      table={table}
    >
      {found.groups.length === 0 ? (
        <Lacks isLarge lacks={[{ text: t('insights.approaches.none'), give: ['today'] }]} />
      ) : (
        <>
          <p className="mb-3">{t(`insights.approaches.${found.verdict}`)}</p>
          <Groups found={found} />
        </>
      )}
    </Figure>
  )
}

function Groups({ found }: { found: ApproachFigure }) {
  const { t } = useWords()
  const { number } = useFormats()
  const { share, shareRange } = useEstimateWords()
  const columns: Column<Group>[] = [
    {
      key: 'approach',
      title: t('insights.approach'),
      isRowHeader: true,
      cell: ({ approach }) => t(`codes.approach.${approach}`),
    },
    {
      key: 'n',
      title: t('insights.approach.deals'),
      isNumber: true,
      cell: ({ approach, n }) => (
        <NumberLink of="approaches" number={`${approach}/n`} count={n} label={t(`codes.approach.${approach}`)} />
      ),
    },
    {
      key: 'won',
      title: t('insights.approach.won', { days: found.byDay }),
      isNumber: true,
      cell: ({ won }) => share(won.estimate),
    },
    {
      key: 'range',
      title: t('closing.figures.range'),
      isNumber: true,
      cell: ({ won }) => shareRange({ ...won, value: won.estimate }),
    },
    {
      key: 'rank',
      title: t('closing.figures.rank'),
      isNumber: true,
      cell: ({ isCompared, rank }) => (isCompared ? (rank === null ? '–' : number(rank)) : t('closing.figures.few')),
    },
  ]
  return (
    <Table label={t('insights.approach')} columns={columns} rows={found.groups} rowKey={({ approach }) => approach} />
  )
}
