import { useEffect, useRef, useState } from 'react'
import type { ProcessDetail, ProcessVersion, StageDraft } from '../../contract/process.ts'
import { Wheel, WheelCentre, stageHue } from '../charts/index.ts'
import { SelectField, useFormats, useWords } from '../ui/index.ts'
import { DraftBar } from './draft-bar.tsx'
import { StageProblems, problemsOf } from './draft-problems.tsx'
import { fittingPhases, moved, splitStage, withNewStage } from './stage-edits.ts'
import type { EditedStage, Overrides } from './stage-edits.ts'
import { useProcessSearch } from './process-query.ts'
import { type FigureOf, figureOf, useMapFigures } from './map-query.ts'
import { StageForm } from './stage-form.tsx'
import { StageOrder } from './stage-order.tsx'
import { StageRow } from './stage-row.tsx'
import { useDraft } from './use-draft.ts'
import type { Draft } from './use-draft.ts'

interface DraftEditorProps {
  readonly process: ProcessDetail
  readonly draft: ProcessVersion
}

/** The next version of a process while it is written, as a map with the wheel beside it: nobody sells by it yet. */
export function DraftEditor({ process, draft: version }: DraftEditorProps) {
  const draft = useDraft(version)
  const { edited, change } = draft
  const { stage: wanted } = useProcessSearch()
  const [chosen, setChosen] = useState(() => edited.stages.find(({ key }) => key === wanted)?.handle ?? null)
  // A stage keeps its key through the versions: what was measured in the published one is its past.
  const figure = figureOf(useMapFigures({ processId: process.id, filters: {} }).data)
  useLeaveGuard(draft.isChanged || draft.isSaving)
  const setStages = (stages: readonly EditedStage[]) => change({ ...edited, stages })
  const editing = useStageActs(draft, setStages, setChosen)
  return (
    <>
      <DraftBar process={process} version={version} draft={draft} onOpenStage={setChosen} />
      <div className="grid items-start gap-4 desktop:grid-cols-[320px_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4 desktop:sticky desktop:top-16">
          <DraftWheel stages={edited.stages} onOpen={setChosen} />
          <StageOrder
            stages={edited.stages}
            chosen={chosen ?? undefined}
            onChoose={setChosen}
            onMove={(handle, to) => setStages(moved(edited.stages, handle, to))}
            onAdd={editing.add}
          />
          <OverridesField value={edited.overrides} onChange={(overrides) => change({ ...edited, overrides })} />
        </div>
        <StageMap draft={draft} figure={figure} chosen={chosen} onChoose={setChosen} acts={editing} />
      </div>
    </>
  )
}

type StageActs = ReturnType<typeof useStageActs>

/** What is done with whole stages. */
function useStageActs(
  draft: Draft,
  setStages: (stages: readonly EditedStage[]) => void,
  choose: (handle: string | null) => void,
) {
  const { t } = useWords()
  const { stages } = draft.edited
  return {
    add: () => {
      const handle = draft.newHandle()
      setStages(withNewStage(stages, t('processes.new-stage'), handle))
      choose(handle)
    },
    edit: (handle: string, next: Partial<StageDraft>) =>
      setStages(stages.map((stage) => (stage.handle === handle ? { ...stage, ...next } : stage))),
    split: (stage: EditedStage) => {
      const handle = draft.newHandle()
      setStages(splitStage(stages, stage.handle, t('processes.second-half', { name: stage.name }), handle))
      choose(handle)
    },
    remove: (handle: string) => {
      setStages(stages.filter((stage) => stage.handle !== handle))
      choose(null)
    },
    fit: (handle: string) =>
      setStages(
        stages.map((stage) => (stage.handle === handle ? { ...stage, phases: fittingPhases(stages, handle) } : stage)),
      ),
  }
}

interface StageMapProps {
  readonly draft: Draft
  readonly figure: FigureOf
  readonly chosen: string | null
  readonly onChoose: (handle: string | null) => void
  readonly acts: StageActs
}

/** One row a stage; the one that is chosen is open for editing, in its place. */
function StageMap({ draft, figure, chosen, onChoose, acts }: StageMapProps) {
  const { t } = useWords()
  const { stages } = draft.edited
  const opened = useRef<HTMLLIElement>(null)
  useEffect(() => {
    opened.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ol aria-label={t('processes.view.map')} className="flex min-w-0 flex-col gap-3">
      {stages.map((stage, index) => {
        const problems = problemsOf(draft.saved, stage)
        if (stage.handle !== chosen)
          return (
            <StageRow
              key={stage.handle}
              stage={stage}
              index={index}
              hue={stageHue(index, stages.length)}
              hasProblem={problems.length > 0}
              figures={figure(stage.key)}
              onOpen={() => onChoose(stage.handle)}
            />
          )
        return (
          <li key={stage.handle} ref={opened} className="scroll-mt-28">
            <StageForm
              figures={figure(stage.key)}
              stage={stage}
              isOnly={stages.length === 1}
              problems={<StageProblems problems={problems} onFit={() => acts.fit(stage.handle)} />}
              onChange={(next) => acts.edit(stage.handle, next)}
              onSplit={() => acts.split(stage)}
              onRemove={() => acts.remove(stage.handle)}
              onClose={() => onChoose(null)}
            />
          </li>
        )
      })}
    </ol>
  )
}

/** The draft as it will turn; an arc opens its stage. */
function DraftWheel({ stages, onOpen }: { stages: readonly EditedStage[]; onOpen: (handle: string) => void }) {
  const { t } = useWords()
  const { number } = useFormats()
  return (
    <section className="card p-3">
      <Wheel
        label={t('processes.view.wheel')}
        isPlan
        hasLegend={false}
        maximumRadius={112}
        stages={stages.map(({ handle, name }, index) => ({
          key: handle,
          name,
          count: 0,
          medianDays: null,
          hue: stageHue(index, stages.length),
        }))}
        centre={
          <WheelCentre
            figure={<bdi>{number(stages.length)}</bdi>}
            unit={t('processes.stages', { count: stages.length })}
          />
        }
        onOpen={({ key }) => onOpen(key)}
      />
    </section>
  )
}

function OverridesField({ value, onChange }: { value: Overrides; onChange: (overrides: Overrides) => void }) {
  const { t } = useWords()
  return (
    <SelectField<Overrides>
      label={t('processes.field.overrides')}
      description={t('processes.field.overrides.more')}
      value={value}
      onChange={onChange}
      options={(['anyone', 'managers', 'nobody'] as const).map((id) => ({ id, label: t(`codes.overrides.${id}`) }))}
    />
  )
}

/** The browser asks before a page is closed whose last change is not stored yet. */
function useLeaveGuard(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
}
