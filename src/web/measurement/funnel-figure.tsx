import type { Funnel } from '../../contract/measurement.ts'
import { stageColour } from '../charts/index.ts'
import { Dot, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { BehindLink } from './behind-link.tsx'
import type { CsvCell } from './csv.ts'
import { useEstimateWords } from './estimate-words.ts'
import { Figure, ofProcess } from './figure.tsx'
import type { Part } from './search.ts'
import { Whisker } from './whisker.tsx'

type FunnelStage = Funnel['stages'][number]

interface FunnelFigureProps {
  readonly funnel: Funnel
  /** The hue of a stage, as the wheel draws it. */
  readonly hueOf: (stage: FunnelStage) => number
}

/** Stage by stage: who came so far, and what became of them. A table with pictures in it: it needs no twin. */
export function FunnelFigure({ funnel, hueOf }: FunnelFigureProps) {
  const { t } = useWords()
  const columns = useColumns(funnel, hueOf)
  return (
    <Figure
      id="funnel"
      title={t('insights.funnel')}
      told={funnel}
      all={ofProcess}
      byDay={funnel.stages[0]?.byDay}
      table={() => table(funnel, t)}
    >
      <Table label={t('insights.funnel.table')} columns={columns} rows={funnel.stages} rowKey={({ key }) => key} />
      <p className="mt-3 text-12 text-ink-2">{t('insights.funnel.read')}</p>
    </Figure>
  )
}

function useColumns(funnel: Funnel, hueOf: (stage: FunnelStage) => number): Column<FunnelStage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const largest = Math.max(1, ...funnel.stages.map(({ reached }) => reached))
  const count = (key: 'skipped' | 'advanced' | 'left' | 'open', part: Part): Column<FunnelStage> => ({
    key,
    title: t(`insights.funnel.${key}`),
    isNumber: true,
    cell: (stage) => (
      <BehindLink behind={{ part, stage: stage.key }} label={`${stage.name}: ${t(`insights.funnel.${key}`)}`}>
        {number(stage[key])}
      </BehindLink>
    ),
  })
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: (stage) => (
        <span className="flex min-w-28 items-center gap-2 tablet:min-w-36">
          <Dot colour={stageColour(hueOf(stage))} />
          <span dir="auto">{stage.name}</span>
        </span>
      ),
    },
    {
      key: 'reached',
      title: t('insights.funnel.reached'),
      staysLong: true,
      cell: (stage) => <Reached stage={stage} largest={largest} hue={hueOf(stage)} />,
    },
    count('skipped', 'skipped'),
    count('advanced', 'advanced'),
    count('left', 'left'),
    count('open', 'in_stage'),
    {
      key: 'conversion',
      title: t('insights.funnel.conversion', { days: funnel.stages[0]?.byDay ?? 0 }),
      cell: (stage) => <Whisker {...stage.conversion} />,
    },
    { key: 'time', title: t('insights.funnel.time'), isNumber: true, cell: (stage) => <TimeInStage stage={stage} /> },
  ]
}

function Reached({ stage, largest, hue }: { stage: FunnelStage; largest: number; hue: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <span className="flex min-w-20 items-center gap-3 tablet:min-w-40">
      <span aria-hidden className="h-3.5 min-w-0 flex-1">
        <span
          className="block h-full rounded-1 print:print-color-exact"
          style={{ width: `${(stage.reached / largest) * 100}%`, background: stageColour(hue) }}
        />
      </span>
      <span className="w-12 text-end">
        <BehindLink
          behind={{ part: 'reached', stage: stage.key }}
          label={`${stage.name}: ${t('insights.funnel.reached')}`}
        >
          {number(stage.reached)}
        </BehindLink>
      </span>
    </span>
  )
}

function TimeInStage({ stage: { timeInStage } }: { stage: FunnelStage }) {
  const { days, daysRange } = useEstimateWords()
  if (timeInStage.value === null) return '–'
  return (
    <>
      {days(timeInStage.value)}
      <span className="block text-11 text-ink-2">{daysRange(timeInStage)}</span>
    </>
  )
}

function table({ stages, n, asOf }: Funnel, t: (id: string, values?: Record<string, unknown>) => string): CsvCell[][] {
  const counts = ['reached', 'skipped', 'advanced', 'left', 'open'] as const
  return [
    [
      t('insights.column.stage'),
      ...counts.map((key) => t(`insights.funnel.${key}`)),
      t('insights.funnel.conversion', { days: stages[0]?.byDay ?? 0 }),
      t('insights.column.low'),
      t('insights.column.high'),
      t('insights.funnel.time'),
      t('insights.column.low'),
      t('insights.column.high'),
    ],
    ...stages.map(({ name, conversion, timeInStage, ...stage }) => [
      name,
      ...counts.map((key) => stage[key]),
      conversion.estimate,
      conversion.low,
      conversion.high,
      timeInStage.value,
      timeInStage.low,
      timeInStage.high,
    ]),
    [],
    [t('insights.column.n'), n],
    [t('insights.column.as-of'), asOf],
  ]
}
