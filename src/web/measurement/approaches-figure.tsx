import type { ApproachFigure } from '../../contract/approaches.ts'
import { Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import { Figure } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { SameStages, cells, useDrawnColumn, useRankColumn, useWonColumns, verdictCells } from './what-works-parts.tsx'

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
      t('insights.works.drawn'),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    ...found.groups.map(({ approach, n, won, shrunken }) => [
      t(`codes.approach.${approach}`),
      n,
      ...cells(won),
      ...cells(shrunken),
    ]),
    verdictCells(t('insights.approach'), found, t),
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
          <div className="mt-1 max-w-[90ch] text-12 text-ink-2">
            <SameStages verdict={found.verdict} />
          </div>
        </>
      )}
    </Figure>
  )
}

function Groups({ found }: { found: ApproachFigure }) {
  const { t } = useWords()
  const wonColumns = useWonColumns<Group>(t('insights.approach.won', { days: found.byDay }))
  const drawn = useDrawnColumn(found.groups)
  const rankColumn = useRankColumn<Group>()
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
    ...wonColumns,
    ...drawn,
    rankColumn,
  ]
  return (
    <Table label={t('insights.approach')} columns={columns} rows={found.groups} rowKey={({ approach }) => approach} />
  )
}
