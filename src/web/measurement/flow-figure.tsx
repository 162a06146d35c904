import type { StageFlow } from '../../contract/insights.ts'
import { SegmentedControl, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { Figure, ofProcess } from './figure.tsx'
import { Lacks } from './lacks.tsx'
import { useInsightsChange } from './search.ts'
import { StageName } from './stage-name.tsx'
import type { HueOf } from './stage-name.tsx'

type Stage = StageFlow['stages'][number]

const counts = ['atStart', 'entered', 'onward', 'back', 'won', 'ended', 'remapped'] as const
const parts = {
  atStart: 'at_start',
  entered: 'came_in',
  onward: 'went_on',
  back: 'went_back',
  won: 'won_there',
  ended: 'ended_there',
  remapped: 'remapped',
} as const
const periods = ['7', '30', '90', '365'] as const

interface FlowFigureProps {
  readonly flow: StageFlow
  /** Days of the period. */
  readonly moved: number
  readonly hueOf: HueOf
}

/** What came into each stage and left it on the days of a period, and what is there now. */
export function FlowFigure({ flow, moved, hueOf }: FlowFigureProps) {
  const { t } = useWords()
  const columns = useColumns(flow, hueOf)
  const without = flow.stages.reduce((sum, { withoutAmount }) => sum + withoutAmount, 0)
  return (
    <Figure
      id="flow"
      title={t('insights.flow')}
      told={flow}
      all={ofProcess}
      since={flow.from ?? undefined}
      table={() => table(flow, t)}
      control={<Period moved={moved} />}
    >
      <Table
        label={t('insights.flow.table', { days: moved })}
        columns={columns}
        rows={flow.stages}
        rowKey={({ key }) => key}
      />
      {without > 0 && (
        <div className="mt-3">
          <Lacks
            lacks={[
              {
                text: t('insights.flow.without', { count: without, currency: flow.currency }),
                give: ['open_amounts'],
              },
            ]}
          />
        </div>
      )}
      <p className="mt-3 max-w-[90ch] text-12 text-ink-2">{t('insights.flow.read')}</p>
    </Figure>
  )
}

function Period({ moved }: { moved: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  const change = useInsightsChange()
  return (
    <div className="me-2 flex items-center gap-2">
      <span className="text-12 text-ink-2" aria-hidden>
        {t('insights.flow.period')}
      </span>
      <SegmentedControl
        label={t('insights.flow.period')}
        options={periods.map((value) => ({ value, label: number(Number(value)) }))}
        value={periods.find((days) => Number(days) === moved) ?? ('' as (typeof periods)[number])}
        onChange={(days) => change({ moved: Number(days) })}
      />
    </div>
  )
}

function useColumns(flow: StageFlow, hueOf: HueOf): Column<Stage>[] {
  const { t } = useWords()
  const { number, money } = useFormats()
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => <StageName name={stage.name} hue={hueOf(stage)} />,
    },
    ...shownCounts(flow).map(
      (key): Column<Stage> => ({
        key,
        title: t(`insights.flow.${key}`),
        isNumber: true,
        cell: (stage) => {
          if (stage[key] === 0) return <span className="text-ink-3">0</span>
          const behind = { part: parts[key], stage: stage.key, since: flow.from ?? undefined }
          return (
            <BehindLink behind={behind} label={`${stage.name}: ${t(`insights.flow.${key}`)}`}>
              {signed(key, number(stage[key]))}
            </BehindLink>
          )
        },
      }),
    ),
    {
      key: 'atEnd',
      title: t('insights.flow.atEnd'),
      isNumber: true,
      staysLong: true,
      cell: ({ key, name, atEnd }) => (
        <BehindLink
          behind={{ part: 'standing', stage: key, since: flow.from ?? undefined }}
          label={`${name}: ${t('insights.flow.atEnd')}`}
        >
          {number(atEnd)}
        </BehindLink>
      ),
    },
    {
      key: 'amount',
      title: t('insights.flow.amount'),
      isNumber: true,
      cell: ({ amountMinor }) =>
        amountMinor === null ? '–' : money({ minor: amountMinor, currency: flow.currency }, 'compact'),
    },
  ]
}

/** A change of version is rare: no column where none took a deal away. */
function shownCounts({ stages }: StageFlow) {
  return counts.filter((key) => key !== 'remapped' || stages.some(({ remapped }) => remapped > 0))
}

/** In with a plus, out with a minus: so that a row can be added up by eye. */
function signed(key: (typeof counts)[number], text: string): string {
  if (key === 'atStart') return text
  return `\u2066${key === 'entered' ? '+' : '−'}${text}\u2069`
}

function table(flow: StageFlow, t: (id: string) => string): CsvCell[][] {
  return [
    [
      t('insights.column.stage'),
      ...counts.map((key) => t(`insights.flow.${key}`)),
      t('insights.flow.atEnd'),
      `${t('insights.flow.amount')} (${flow.currency})`,
      t('insights.flow.no-amount'),
    ],
    ...flow.stages.map((stage) => [
      stage.name,
      ...counts.map((key) => stage[key]),
      stage.atEnd,
      stage.amountMinor,
      stage.withoutAmount,
    ]),
    [],
    [t('insights.flow.from'), flow.from],
    [t('insights.column.as-of'), flow.asOf],
    [t('insights.column.n'), flow.n],
  ]
}
