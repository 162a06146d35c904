import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import type { Funnel } from '../../contract/measurement.ts'
import { Wheel, WheelCentre, stageHue } from '../charts/index.ts'
import { useFunnel, useWheel } from '../measurement/queries.ts'
import { usualByDay } from '../measurement/search.ts'
import { useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Notice, useFormats, useWords } from '../ui/index.ts'
import { FlowStrip } from './flow-strip.tsx'
import { PrintedMap } from './printed-map.tsx'
import type { View } from './process-query.ts'
import { StageCard } from './stage-card.tsx'

interface ProcessViewProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly view: View
}

/** What is measured of a stage; null where nothing is known. */
export interface StageFigures {
  readonly open: number | null
  readonly medianDays: number | null
  /** Share of those who enter that goes on. */
  readonly goesOn: number | null
}

/** One version of a process to look at. */
export function ProcessView({ process, version, view }: ProcessViewProps) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const figuresOf = useFigures(process.id)
  const { stages } = version
  return (
    <>
      <Heading process={process} version={version} />
      {!mayEdit && <Notice>{t('processes.read-only')}</Notice>}
      {view === 'wheel' ? (
        <ProcessWheel version={version} figuresOf={figuresOf} />
      ) : (
        <>
          <FlowStrip stages={stages} figuresOf={figuresOf} />
          <PrintedMap version={version} />
          <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,268px),1fr))] gap-4 print:hidden">
            {stages.map((stage, index) => (
              <StageCard
                key={stage.key}
                stage={stage}
                index={index}
                hue={stageHue(index, stages.length)}
                figures={figuresOf(stage.key)}
                processId={process.id}
              />
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function Heading({ process, version }: Omit<ProcessViewProps, 'view'>) {
  const { t } = useWords()
  const { day } = useFormats()
  const { stages, status, number, openDeals, publishedAt } = version
  return (
    <header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-24 font-semibold tracking-tight">
          <bdi>{process.name}</bdi>
        </h2>
        <Badge tone={status === 'published' ? 'ok' : 'plain'}>
          {t('processes.version-state', { number, state: t(`codes.version_status.${status}`) })}
        </Badge>
        {process.isDefault && <Badge tone="accent">{t('processes.default')}</Badge>}
      </div>
      <p className="mt-0.5 text-ink-2">
        {t('processes.summary', { stages: stages.length, deals: openDeals })}{' '}
        {publishedAt && t('processes.published-on', { day: day(publishedAt.slice(0, 10)) })}
      </p>
    </header>
  )
}

function ProcessWheel({
  version: { stages },
  figuresOf,
}: {
  version: ProcessVersion
  figuresOf: (key: string) => StageFigures
}) {
  const { t } = useWords()
  const { number } = useFormats()
  const go = useGo()
  const isMeasured = stages.some(({ key }) => figuresOf(key).open)
  return (
    <section className="card p-4 desktop:p-6">
      <Wheel
        label={t('processes.view.wheel')}
        isPlan={!isMeasured}
        maximumRadius={190}
        stages={stages.map(({ key, name }, index) => ({
          key,
          name,
          count: figuresOf(key).open ?? 0,
          medianDays: figuresOf(key).medianDays,
          hue: stageHue(index, stages.length),
        }))}
        centre={
          <WheelCentre
            figure={<bdi>{number(stages.length)}</bdi>}
            unit={t('processes.stages', { count: stages.length })}
          />
        }
        onOpen={({ key }) => go('board', { stage: key })}
      />
    </section>
  )
}

/** What the measurement knows of the stages, by their key. A reader who may not see it gets the map without numbers. */
function useFigures(processId: string): (key: string) => StageFigures {
  const wheel = useWheel(processId)
  const funnel = useFunnel({ process: processId }, usualByDay)
  return (key) => {
    const arc = wheel.data?.stages.find((stage) => stage.key === key)
    const step: Funnel['stages'][number] | undefined = funnel.data?.stages.find((stage) => stage.key === key)
    return {
      open: arc?.count ?? null,
      medianDays: arc?.timeInStage.value ?? null,
      goesOn: step?.conversion.estimate ?? null,
    }
  }
}
