import type { TechniqueFigure } from '../../contract/closing-figures.ts'
import { Beneath } from '../charts/index.ts'
import { BehindLink, NumberLink } from '../measurement/behind-link.tsx'
import type { CsvCell } from '../measurement/csv.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Figure } from '../measurement/figure.tsx'
import { Lacks } from '../measurement/lacks.tsx'
import {
  SameStages,
  cells,
  useDrawnColumn,
  useRankColumn,
  useWonColumns,
  verdictCells,
} from '../measurement/what-works-parts.tsx'
import { Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { DayField } from './day-field.tsx'

type Group = TechniqueFigure['groups'][number]

/** Which technique wins: ranked only where they differ by more than chance. */
export function TechniqueFigures({ found }: { found: TechniqueFigure }) {
  const { t } = useWords()
  const nameOf = useTechniqueName()
  return (
    <Figure
      id="techniques"
      title={t('closing.figures.techniques')}
      told={found}
      all={{ by: 'techniques', key: '//n' }}
      byDay={found.byDay}
      control={<DayField label={t('closing.figures.by-day.ask')} name="ask_days" value={found.byDay} />}
      table={() => techniqueTable(found, t, nameOf)}
    >
      {found.groups.length === 0 ? (
        <Lacks isLarge lacks={[{ text: t('closing.figures.techniques.none'), give: ['board'] }]} />
      ) : (
        <>
          <p className="mb-3">{t(`closing.figures.verdict.${found.verdict}`)}</p>
          <Groups found={found} />
          <div className="mt-1 max-w-[90ch] text-12 text-ink-2">
            <SameStages verdict={found.verdict} />
          </div>
        </>
      )}
    </Figure>
  )
}

function useTechniqueName(): (group: Group) => string {
  const { t } = useWords()
  return ({ technique, own }) => own?.name ?? t(`codes.technique.${technique}`)
}

/** The name of a technique's numbers: 'summary//' or 'question/<own technique>/'. */
function keyOf({ technique, own }: Group): string {
  return `${technique}/${own?.id ?? ''}/`
}

function Groups({ found }: { found: TechniqueFigure }) {
  const { t } = useWords()
  const nameOf = useTechniqueName()
  const wonColumns = useWonColumns<Group>(t('closing.figures.won-by', { days: found.byDay }))
  const drawn = useDrawnColumn(found.groups)
  const rankColumn = useRankColumn<Group>()
  const columns: Column<Group>[] = [
    {
      key: 'name',
      title: t('closing.figures.technique'),
      isRowHeader: true,
      cell: (group) => <bdi>{nameOf(group)}</bdi>,
    },
    {
      key: 'n',
      title: t('closing.figures.deals'),
      isNumber: true,
      cell: (group) => <NumberLink of="techniques" number={`${keyOf(group)}n`} count={group.n} label={nameOf(group)} />,
    },
    { key: 'yes', title: t('closing.figures.yes'), isNumber: true, cell: (group) => <Yes group={group} /> },
    ...wonColumns,
    ...drawn,
    rankColumn,
  ]
  return <Table label={t('closing.figures.technique')} columns={columns} rows={found.groups} rowKey={keyOf} />
}

/** The share that said yes at once; it opens those that did. */
function Yes({ group }: { group: Group }) {
  const { t } = useWords()
  const { share, shareRange } = useEstimateWords()
  const { yes } = group
  const text = share(yes.estimate)
  const range = <Beneath>{shareRange({ ...yes, value: yes.estimate })}</Beneath>
  if (yes.count === 0)
    return (
      <>
        {text}
        {range}
      </>
    )
  return (
    <>
      <BehindLink
        behind={{ part: 'all', group: { by: 'techniques', key: `${keyOf(group)}yes` } }}
        label={t('closing.figures.yes')}
      >
        {text}
      </BehindLink>
      {range}
    </>
  )
}

/** The same as cells, for the table that is taken away. */
function techniqueTable(
  found: TechniqueFigure,
  t: (id: string, values?: Record<string, unknown>) => string,
  nameOf: (group: Group) => string,
): CsvCell[][] {
  const { groups, byDay, n, asOf } = found
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    [
      t('closing.figures.technique'),
      t('closing.figures.deals'),
      t('closing.figures.yes'),
      ...bounds,
      t('closing.figures.won-by', { days: byDay }),
      ...bounds,
      t('insights.works.drawn'),
      ...bounds,
    ],
    ...groups.map((group) => [
      nameOf(group),
      group.n,
      ...cells(group.yes),
      ...cells(group.won),
      ...cells(group.shrunken),
    ]),
    verdictCells(t('closing.figures.technique'), found, t),
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
