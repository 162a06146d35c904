import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import type { ProcessMapFigures } from '../../contract/process-map.ts'
import { Wheel, WheelCentre, stageHue } from '../charts/index.ts'
import { DealsBehind } from '../measurement/deals-behind.tsx'
import { useRight } from '../shell/session.ts'
import { Badge, ErrorState, Notice, useFormats, useWords } from '../ui/index.ts'
import { AuditsPanel } from './audits-panel.tsx'
import { FiguresTable } from './figures-table.tsx'
import { FlowStrip } from './flow-strip.tsx'
import { ImprovementsPanel } from './improvements-panel.tsx'
import { MapFilterBar } from './map-filters.tsx'
import { MapNotes } from './map-notes.tsx'
import { figureOf, useMapFigures } from './map-query.ts'
import { useMapSearch } from './map-search.ts'
import { PrintedMap } from './printed-map.tsx'
import { useProcessChange } from './process-query.ts'
import type { View } from './process-query.ts'
import { QualitiesPanel } from './qualities-panel.tsx'
import { StageCard } from './stage-card.tsx'

interface ProcessViewProps {
  readonly process: ProcessDetail
  readonly version: ProcessVersion
  readonly view: View
}

/** One version of a process to look at: as a map or a wheel with its figures, by its qualities, in its audits, or by what could be made better. */
export function ProcessView({ process, version, view }: ProcessViewProps) {
  const { t } = useWords()
  const mayEdit = useRight('process.edit')
  const mayMeasure = useRight('measurement.read')
  return (
    <>
      <Heading process={process} version={version} />
      {!mayEdit && <Notice>{t('processes.read-only')}</Notice>}
      {mayMeasure && view === 'qualities' && <QualitiesPanel process={process} />}
      {mayMeasure && view === 'audits' && <AuditsPanel process={process} />}
      {mayMeasure && view === 'improvements' && <ImprovementsPanel process={process} />}
      {(view === 'map' || view === 'wheel' || !mayMeasure) && (
        <MeasuredMap process={process} version={version} view={view} />
      )}
    </>
  )
}

/** The stages with what is measured in them, and the deals behind the number that is open. */
function MeasuredMap({ process, version, view }: ProcessViewProps) {
  const { filters, behind } = useMapSearch(process)
  const change = useProcessChange()
  const figures = useMapFigures({ processId: process.id, stagesOf: shownVersion(version), filters })
  const map = figures.data
  const figure = figureOf(map)
  const { stages } = version
  return (
    <>
      {map && <MapFilterBar process={process} />}
      {figures.isError && <ErrorState error={figures.error} onRetry={figures.refetch} />}
      {view === 'wheel' ? (
        <>
          <ProcessWheel version={version} map={map} />
          {map && (
            <section className="card p-4">
              <FiguresTable map={map} />
            </section>
          )}
        </>
      ) : (
        <>
          <FlowStrip stages={stages} figureOf={figure} />
          <PrintedMap version={version} figureOf={figure} />
          <ol className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,300px),1fr))] gap-4 print:hidden">
            {stages.map((stage, index) => (
              <StageCard
                key={stage.key}
                stage={stage}
                index={index}
                hue={stageHue(index, stages.length)}
                figures={figure(stage.key)}
                currency={map?.currency ?? ''}
              />
            ))}
          </ol>
        </>
      )}
      {map && <MapNotes map={map} />}
      {behind && (
        <DealsBehind
          filters={{ ...filters, process: process.id }}
          behind={behind}
          stageName={stages.find(({ key }) => key === behind.stage)?.name}
          groupName={undefined}
          onClose={() => change({ part: undefined, stage: undefined })}
        />
      )}
    </>
  )
}

/** A draft has no deals: what is told there is the published version. */
function shownVersion({ id, status }: ProcessVersion): string | undefined {
  return status === 'draft' ? undefined : id
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
        {publishedAt && t('processes.published-on', { day: day(publishedAt) })}
      </p>
    </header>
  )
}

function ProcessWheel({
  version: { stages },
  map,
}: {
  readonly version: ProcessVersion
  readonly map: ProcessMapFigures | undefined
}) {
  const { t } = useWords()
  const { number } = useFormats()
  const change = useProcessChange()
  const figure = figureOf(map)
  // Who comes through the last stage before care is won.
  const won = map?.stages.at(-1)?.advanced ?? 0
  return (
    <section className="card p-4 desktop:p-6">
      <Wheel
        label={t('processes.view.wheel')}
        isPlan={!map || map.n === 0}
        maximumRadius={190}
        stages={stages.map(({ key, name }, index) => ({
          key,
          name,
          count: figure(key)?.open ?? won,
          medianDays: figure(key)?.duration.median.value ?? null,
          hue: stageHue(index, stages.length),
        }))}
        centre={
          <WheelCentre
            figure={<bdi>{number(stages.length)}</bdi>}
            unit={t('processes.stages', { count: stages.length })}
          />
        }
        onOpen={({ key }) =>
          change(figure(key) ? { part: 'in_stage', stage: key } : { part: 'dated_won', stage: undefined })
        }
      />
    </section>
  )
}
