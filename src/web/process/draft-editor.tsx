import { useEffect, useState } from 'react'
import type { ProcessDetail, ProcessVersion } from '../../contract/process.ts'
import { SelectField, toast, useWords } from '../ui/index.ts'
import { DraftBar } from './draft-bar.tsx'
import { moved, withNewStage } from './stage-edits.ts'
import type { EditedStage, Overrides } from './stage-edits.ts'
import { StageForm } from './stage-form.tsx'
import { StageOrder } from './stage-order.tsx'
import { useDraft } from './use-draft.ts'

interface DraftEditorProps {
  readonly process: ProcessDetail
  readonly draft: ProcessVersion
}

/** The next version of a process while it is written: nobody sells by it yet. */
export function DraftEditor({ process, draft: version }: DraftEditorProps) {
  const { t } = useWords()
  const draft = useDraft(version)
  const { edited, setEdited } = draft
  const [chosen, setChosen] = useState(edited.stages[0]?.handle ?? '')
  const place = Math.max(
    0,
    edited.stages.findIndex(({ handle }) => handle === chosen),
  )
  const stage = edited.stages[place]
  useLeaveGuard(draft.isChanged)
  const setStages = (stages: readonly EditedStage[]) => setEdited({ ...edited, stages })
  const change = (next: Partial<EditedStage>) =>
    setStages(edited.stages.map((each) => (each.handle === stage?.handle ? { ...each, ...next } : each)))
  const add = () => {
    const handle = draft.newHandle()
    setStages(withNewStage(edited.stages, t('processes.new-stage'), handle))
    setChosen(handle)
  }
  const remove = () => {
    setStages(edited.stages.filter(({ handle }) => handle !== stage?.handle))
    setChosen(edited.stages[place === 0 ? 1 : place - 1]?.handle ?? '')
    if (stage) toast({ text: t('processes.removed', { name: stage.name }), onUndo: () => setStages(edited.stages) })
  }
  return (
    <>
      <DraftBar process={process} version={version} draft={draft} />
      <div className="grid items-start gap-4 desktop:grid-cols-[300px_minmax(0,1fr)]">
        <div className="flex flex-col gap-4 desktop:sticky desktop:top-16">
          <StageOrder
            stages={edited.stages}
            chosen={stage?.handle}
            onChoose={setChosen}
            onMove={(handle, to) => setStages(moved(edited.stages, handle, to))}
            onAdd={add}
          />
          <OverridesField value={edited.overrides} onChange={(overrides) => setEdited({ ...edited, overrides })} />
        </div>
        {stage && (
          <StageForm
            key={stage.handle}
            stage={stage}
            isOnly={edited.stages.length === 1}
            onChange={change}
            onRemove={remove}
          />
        )}
      </div>
    </>
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

/** The browser asks before a page with unsaved changes is closed. */
function useLeaveGuard(isChanged: boolean): void {
  useEffect(() => {
    if (!isChanged) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isChanged])
}
