import type { PlaybookFigures } from '../../contract/what-works.ts'
import { Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { useEstimateWords } from './estimate-words.ts'
import { NumberLink } from './behind-link.tsx'
import { Figure, ofProcess } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { Headline } from './parts.tsx'
import { StageName } from './stage-name.tsx'
import type { HueOf } from './stage-name.tsx'
import { Counted, Verdict, cells, useDrawnColumn, verdictCells } from './what-works-parts.tsx'
import { Whisker } from './whisker.tsx'

type Stage = PlaybookFigures['stages'][number]
type Owner = PlaybookFigures['owners']['items'][number]

/** How much of what must be asked was asked before deals went on. */
export function PlaybookFigure({ found, hueOf }: { found: PlaybookFigures; hueOf: HueOf }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const { prescribed, asked, stages } = found
  const columns = useStageColumns(hueOf)
  return (
    <Figure
      id="playbook"
      title={t('insights.works.playbook')}
      told={found}
      all={ofProcess}
      table={() => [
        [
          t('insights.column.stage'),
          t('insights.works.went-on'),
          t('insights.works.asked'),
          t('insights.column.low'),
          t('insights.column.high'),
        ],
        ...stages.map((stage) => [stage.name, stage.deals, ...cells(stage.asked)]),
        [t('insights.works.playbook.all'), found.deals, ...cells(asked)],
        [],
        [
          t('insights.compare.by.owner'),
          t('insights.works.went-on'),
          t('insights.works.whole'),
          t('insights.column.low'),
          t('insights.column.high'),
          t('insights.works.drawn'),
          t('insights.column.low'),
          t('insights.column.high'),
        ],
        ...found.owners.items.map((owner) => [
          owner.name ?? t('insights.group.none'),
          owner.deals,
          ...cells(owner),
          ...cells(owner.shrunken),
        ]),
        verdictCells(t('insights.compare.by.owner'), found.owners, t),
        [],
        [t('insights.column.n'), found.n],
        [t('insights.column.as-of'), found.asOf],
      ]}
    >
      {prescribed === 0 && <Lacks isLarge lacks={[{ text: t('insights.works.playbook.none'), give: ['process'] }]} />}
      {prescribed > 0 && (
        <div className="flex flex-col gap-6">
          <Headline figure={share(asked.estimate)} interval={shareInterval({ ...asked, value: asked.estimate })}>
            {t('insights.works.playbook.sentence', { asked: asked.count, prescribed })}
          </Headline>
          <Table label={t('insights.works.asked')} columns={columns} rows={[...stages]} rowKey={({ key }) => key} />
          <Owners owners={found.owners} />
        </div>
      )}
    </Figure>
  )
}

function useStageColumns(hueOf: HueOf): Column<Stage>[] {
  const { t } = useWords()
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    {
      key: 'deals',
      title: t('insights.works.went-on'),
      isNumber: true,
      cell: ({ key, name, deals }) => (
        <NumberLink of="questions" number={`stage/${key}/deals`} count={deals} label={name} />
      ),
    },
    {
      key: 'asked',
      title: t('insights.works.asked'),
      staysLong: true,
      cell: ({ key, name, prescribed, asked }) => (
        <Counted>
          <span dir="ltr" className="whitespace-nowrap">
            <NumberLink
              of="questions"
              number={`stage/${key}/asked`}
              count={asked.count}
              label={`${name}: ${t('insights.works.asked')}`}
            />
            {' / '}
            <NumberLink of="questions" number={`stage/${key}/prescribed`} count={prescribed} label={name} />
          </span>
          <Whisker {...asked} />
        </Counted>
      ),
    },
  ]
}

/** By name, unless they differ by more than chance. */
function Owners({ owners: { items, verdict } }: { owners: PlaybookFigures['owners'] }) {
  const { t } = useWords()
  const { compare } = useFormats()
  const drawn = useDrawnColumn(items)
  const nameOf = ({ name }: Owner) => name ?? t('insights.group.none')
  const worth = ({ shrunken, estimate }: Owner) => shrunken?.estimate ?? estimate ?? 0
  const rows = items.toSorted((one, other) =>
    verdict === 'differ' ? worth(other) - worth(one) : compare(nameOf(one), nameOf(other)),
  )
  const columns: Column<Owner>[] = [
    {
      key: 'owner',
      title: t('insights.compare.by.owner'),
      isRowHeader: true,
      cell: (owner) => <span dir="auto">{nameOf(owner)}</span>,
    },
    {
      key: 'deals',
      title: t('insights.works.went-on'),
      isNumber: true,
      cell: (owner) => (
        <NumberLink
          of="questions"
          number={`owner/${owner.id ?? 'none'}/deals`}
          count={owner.deals}
          label={nameOf(owner)}
        />
      ),
    },
    {
      key: 'whole',
      title: t('insights.works.whole'),
      staysLong: true,
      cell: (owner) => (
        <Counted>
          <NumberLink
            of="questions"
            number={`owner/${owner.id ?? 'none'}/whole`}
            count={owner.whole}
            label={`${nameOf(owner)}: ${t('insights.works.whole')}`}
          />
          <Whisker estimate={owner.estimate} low={owner.low} high={owner.high} />
        </Counted>
      ),
    },
    ...drawn,
  ]
  return (
    <div className="max-w-200">
      <Table label={t('insights.works.whole')} columns={columns} rows={rows} rowKey={({ id }) => id ?? 'none'} />
      <Verdict verdict={verdict} />
    </div>
  )
}
