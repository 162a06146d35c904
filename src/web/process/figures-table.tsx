import type { MapStage, ProcessMapFigures } from '../../contract/process-map.ts'
import { stageColour, stageHue } from '../charts/index.ts'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { Whisker } from '../measurement/whisker.tsx'
import { Dot, Table, useFormats, useWords } from '../ui/index.ts'
import type { Column } from '../ui/index.ts'
import { Verdict } from './stage-figures.tsx'
import { StageLink } from './stage-link.tsx'

/** The stages in numbers, a row each. */
export function FiguresTable({ map }: { map: ProcessMapFigures }) {
  const { t } = useWords()
  const columns = useColumns(map)
  return <Table label={t('processes.map.table')} columns={columns} rows={map.stages} rowKey={({ key }) => key} />
}

function useColumns({ byDay, stages }: ProcessMapFigures): Column<MapStage>[] {
  const { t } = useWords()
  const { number } = useFormats()
  const count = (key: 'reached' | 'open', part: 'reached' | 'in_stage'): Column<MapStage> => ({
    key,
    title: t(`insights.funnel.${key}`),
    isNumber: true,
    cell: (stage) => (
      <StageLink part={part} stage={stage.key} label={`${stage.name}: ${t(`insights.part.${part}`)}`}>
        {number(stage[key])}
      </StageLink>
    ),
  })
  return [
    {
      key: 'stage',
      title: t('insights.column.stage'),
      isRowHeader: true,
      cell: ({ name, position }) => (
        <span className="flex min-w-28 items-center gap-2">
          <Dot colour={stageColour(stageHue(position, stages.length + 1))} />
          <span dir="auto">{name}</span>
        </span>
      ),
    },
    count('reached', 'reached'),
    count('open', 'in_stage'),
    ...useTimeColumns(),
    {
      key: 'conversion',
      title: t('insights.funnel.conversion', { days: byDay }),
      cell: ({ conversion, targets }) => (
        <>
          <Whisker {...conversion} />
          {targets.conversion && <Verdict kind="share" {...targets.conversion} />}
        </>
      ),
    },
    {
      key: 'per-month',
      title: t('processes.map.per-month'),
      isNumber: true,
      cell: ({ perMonth, targets }) => (
        <span className="inline-flex flex-col items-end">
          {number(perMonth.estimate ?? 0, 1)}
          {targets.deals && <Verdict kind="deals" {...targets.deals} />}
        </span>
      ),
    },
  ]
}

function useTimeColumns(): Column<MapStage>[] {
  const { t } = useWords()
  const { days, daysRange } = useEstimateWords()
  return [
    {
      key: 'time',
      title: t('insights.funnel.time'),
      isNumber: true,
      cell: ({ duration: { median }, targets }) => (
        <span className="inline-flex flex-col items-end">
          {median.value === null ? '–' : days(median.value)}
          <span className="text-11 text-ink-2">{daysRange(median)}</span>
          {targets.duration && <Verdict kind="days" {...targets.duration} />}
        </span>
      ),
    },
    {
      key: 'p80',
      title: t('processes.map.p80'),
      isNumber: true,
      cell: ({ duration: { p80 } }) => (p80.value === null ? '–' : days(p80.value)),
    },
  ]
}
