import type { ObjectionFigures } from '../../contract/what-works.ts'
import { Table, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { NumberLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { Figure } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { type ObjectionKindRow as Row, kindsByName } from './objection-kinds.ts'
import { StageName } from './stage-name.tsx'
import type { HueOf } from './stage-name.tsx'
import {
  BesideLines,
  Counted,
  Verdict,
  besideTable,
  cells,
  firstCells,
  firstTitles,
  useDrawnColumn,
  useFirstColumns,
  verdictCells,
} from './what-works-parts.tsx'
import { Whisker } from './whisker.tsx'

type Stage = ObjectionFigures['stages'][number]
type Answer = ObjectionFigures['answers']['items'][number]

/** What buyers object to, what comes of it, what stops deals, and how they are won after it. */
export function ObjectionsFigure({ found, hueOf }: { found: ObjectionFigures; hueOf: HueOf }) {
  const { t } = useWords()
  const { byDay, signal, verdict, judged, stages, ownKinds } = found
  const kinds = kindsByName(found, t)
  const columns = useCountedColumns(kinds, byDay)
  return (
    <Figure id="objections" title={t('insights.works.objections')} told={found} table={() => table(found, t)}>
      <BesideLines beside={signal} of="objection" />
      {kinds.length === 0 && <Lacks isLarge lacks={[{ text: t('insights.works.objections.none'), give: ['board'] }]} />}
      {kinds.length > 0 && (
        <>
          <Table label={t('insights.works.by-kind')} columns={columns} rows={kinds} rowKey={({ key }) => key} />
          <Verdict verdict={verdict} isWithin />
          {ownKinds.length > 1 && (
            <p className="max-w-[90ch] text-12 text-ink-2">{t('insights.works.own-verdict', judged.ownKinds)}</p>
          )}
          <Stages stages={stages} verdict={judged.stages.verdict} byDay={byDay} hueOf={hueOf} />
          <Answers answers={found.answers} />
        </>
      )}
    </Figure>
  )
}

function useCountedColumns(rows: readonly Row[], byDay: number): Column<Row>[] {
  const { t } = useWords()
  const first = useFirstColumns(rows, byDay, 'objections', ({ key }) => `kind/${key}`)
  return [
    {
      key: 'kind',
      title: t('objections.kind'),
      isRowHeader: true,
      cell: ({ name }) => <span dir="auto">{name}</span>,
    },
    {
      key: 'raised',
      title: t('insights.works.raised'),
      isNumber: true,
      cell: ({ key, name, raised }) => (
        <NumberLink of="objections" number={`kind/${key}/raised`} count={raised} label={name} />
      ),
    },
    {
      key: 'overcome',
      title: t('insights.works.overcome'),
      staysLong: true,
      cell: ({ key, name, overcome, overcomeShare }) => (
        <Counted>
          <NumberLink
            of="objections"
            number={`kind/${key}/overcome`}
            count={overcome}
            label={`${name}: ${t('insights.works.overcome')}`}
          />
          <Whisker {...overcomeShare} />
        </Counted>
      ),
    },
    {
      key: 'stopped',
      title: t('insights.works.stopped'),
      cell: ({ key, name, stopped }) => (
        <Counted>
          <NumberLink
            of="objections"
            number={`kind/${key}/stopped`}
            count={stopped.count}
            label={`${name}: ${t('insights.works.stopped')}`}
          />
          <Whisker {...stopped} />
        </Counted>
      ),
    },
    ...first,
  ]
}

interface StagesProps {
  readonly stages: readonly Stage[]
  readonly verdict: ObjectionFigures['verdict']
  readonly byDay: number
  readonly hueOf: HueOf
}

function Stages({ stages, verdict, byDay, hueOf }: StagesProps) {
  const { t } = useWords()
  const first = useFirstColumns(stages, byDay, 'objections', ({ key }) => `stage/${key}`)
  const columns: Column<Stage>[] = [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    {
      key: 'raised',
      title: t('insights.works.raised'),
      isNumber: true,
      cell: ({ key, name, raised }) => (
        <NumberLink of="objections" number={`stage/${key}/raised`} count={raised} label={name} />
      ),
    },
    ...first,
  ]
  if (stages.length === 0) return null
  return (
    <div className="mt-6">
      <h3 className="mb-1 font-semibold">{t('insights.works.by-stage')}</h3>
      <Table label={t('insights.works.by-stage')} columns={columns} rows={[...stages]} rowKey={({ key }) => key} />
      <Verdict verdict={verdict} />
    </div>
  )
}

/** Which answers work: by how often they were given, in order of what works only where they differ. */
function Answers({ answers: { items, verdict } }: { answers: ObjectionFigures['answers'] }) {
  const { t } = useWords()
  const drawn = useDrawnColumn(items)
  if (items.length === 0) return null
  const worth = ({ shrunken, estimate }: Answer) => shrunken?.estimate ?? estimate ?? 0
  const rows = verdict === 'differ' ? items.toSorted((one, other) => worth(other) - worth(one)) : items
  const columns: Column<Answer>[] = [
    {
      key: 'answer',
      title: t('objections.answers.title'),
      isRowHeader: true,
      cell: ({ title }) => <span dir="auto">{title ?? '…'}</span>,
    },
    {
      key: 'given',
      title: t('insights.works.given'),
      isNumber: true,
      cell: ({ id, title, given }) => (
        <NumberLink of="objections" number={`answer/${id}/given`} count={given} label={title ?? '…'} />
      ),
    },
    {
      key: 'overcame',
      title: t('insights.works.overcame'),
      isNumber: true,
      cell: ({ id, title, overcame }) => (
        <NumberLink
          of="objections"
          number={`answer/${id}/overcame`}
          count={overcame}
          label={`${title ?? '…'}: ${t('insights.works.overcame')}`}
        />
      ),
    },
    {
      key: 'share',
      title: t('insights.works.overcome'),
      staysLong: true,
      cell: ({ estimate, low, high }) => <Whisker {...{ estimate, low, high }} />,
    },
    ...drawn,
  ]
  return (
    <div className="mt-6 max-w-200">
      <h3 className="mb-1 font-semibold">{t('insights.works.answers')}</h3>
      <Table label={t('insights.works.answers')} columns={columns} rows={[...rows]} rowKey={({ id }) => id} />
      <Verdict verdict={verdict} isWithin />
    </div>
  )
}

function table(found: ObjectionFigures, t: (id: string, values?: Record<string, unknown>) => string): CsvCell[][] {
  const bounds = [t('insights.column.low'), t('insights.column.high')]
  return [
    ...besideTable(found.signal, 'objection', t),
    [
      t('objections.kind'),
      t('insights.works.raised'),
      t('insights.works.overcome'),
      ...bounds,
      t('insights.works.stopped'),
      ...bounds,
      ...firstTitles(t, found.byDay),
    ],
    ...kindsByName(found, t).map((kind) => [
      kind.name,
      kind.raised,
      ...cells(kind.overcomeShare),
      ...cells(kind.stopped),
      ...firstCells(kind),
    ]),
    verdictCells(t('objections.kind'), found, t),
    ...(found.ownKinds.length > 1 ? [verdictCells(t('objections.own-kinds'), found.judged.ownKinds, t)] : []),
    [],
    [t('insights.column.stage'), t('insights.works.raised'), ...firstTitles(t, found.byDay)],
    ...found.stages.map((stage) => [stage.name, stage.raised, ...firstCells(stage)]),
    verdictCells(t('insights.column.stage'), found.judged.stages, t),
    [],
    [
      t('objections.answers.title'),
      t('insights.works.given'),
      t('insights.works.overcame'),
      t('insights.works.overcome'),
      ...bounds,
      t('insights.works.drawn'),
      ...bounds,
    ],
    ...found.answers.items.map((answer) => [
      answer.title,
      answer.given,
      answer.overcame,
      ...cells(answer),
      ...cells(answer.shrunken),
    ]),
    verdictCells(t('objections.answers.title'), found.answers, t),
    [],
    [t('insights.column.n'), found.n],
    [t('insights.column.as-of'), found.asOf],
  ]
}
