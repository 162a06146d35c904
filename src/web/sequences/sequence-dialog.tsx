import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { addSequence, changeSequence, stepKinds } from '../../contract/sequences.ts'
import type { Sequence, Step } from '../../contract/sequences.ts'
import { call } from '../api.ts'
import { useAct } from '../appointments/appointments-query.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { Menu, MenuItem, Button, Switch, TextField, useWords } from '../ui/index.ts'
import { StepFields } from './step-fields.tsx'

const mostSteps = 20

/** A step while it is written: with a key, so that it keeps its fields when others move. */
export interface StepDraft extends Step {
  readonly key: number
}

/** The steps of a sequence in their order. Changing them makes a new version; who is in one stays on theirs. */
export function SequenceDialog({ sequence, onClose }: { sequence: Sequence | null; onClose: () => void }) {
  const { t } = useWords()
  const [name, setName] = useState(sequence?.name ?? '')
  const [retired, setRetired] = useState(sequence?.retired ?? false)
  const [steps, setSteps] = useState<readonly StepDraft[]>(
    () => sequence?.steps.map((step, key) => ({ ...step, key })) ?? [{ ...emptyStep('call', t), key: 0 }],
  )
  const save = useSaving(sequence, { name, retired, steps }, onClose)
  const add = (kind: Step['kind']) =>
    setSteps([...steps, { ...emptyStep(kind, t), waitDays: 2, key: 1 + Math.max(-1, ...steps.map(({ key }) => key)) }])
  const isWhole = name.trim() !== '' && steps.length > 0 && steps.every(isWritten)
  return (
    <FormDialog
      title={sequence ? t('sequences.edit-of', { name: sequence.name }) : t('sequences.add')}
      size="large"
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <TextField
        label={t('sequences.name')}
        name="name"
        value={name}
        onChange={setName}
        maxLength={120}
        autoFocus
        isRequired
      />
      <Steps steps={steps} onChange={setSteps} />
      {steps.length < mostSteps && <AddStep onAdd={add} />}
      {sequence && (
        <Switch isSelected={!retired} onChange={(isUsed) => setRetired(!isUsed)}>
          {t('sequences.in-use')}
        </Switch>
      )}
    </FormDialog>
  )
}

interface StepsProps {
  readonly steps: readonly StepDraft[]
  readonly onChange: (steps: readonly StepDraft[]) => void
}

function Steps({ steps, onChange }: StepsProps) {
  const change = (key: number, changes: Partial<Step>) =>
    onChange(steps.map((step) => (step.key === key ? { ...step, ...changes } : step)))
  return (
    <ol className="flex flex-col gap-3">
      {steps.map((step, place) => (
        <li key={step.key}>
          <StepFields
            step={step}
            number={place + 1}
            isFirstTouch={steps.findIndex(({ kind }) => kind === 'message') === place}
            onChange={(changes) => change(step.key, changes)}
            onRemove={steps.length > 1 ? () => onChange(steps.filter(({ key }) => key !== step.key)) : undefined}
            onUp={place > 0 ? () => onChange(swapped(steps, place)) : undefined}
          />
        </li>
      ))}
    </ol>
  )
}

function AddStep({ onAdd }: { onAdd: (kind: Step['kind']) => void }) {
  const { t } = useWords()
  return (
    <div>
      <Menu
        label={t('sequences.add-step')}
        placement="bottom start"
        trigger={<Button icon={IconPlus}>{t('sequences.add-step')}</Button>}
      >
        {stepKinds.map((kind) => (
          <MenuItem key={kind} onAction={() => onAdd(kind)}>
            {t(`codes.step-kind.${kind}`)}
          </MenuItem>
        ))}
      </Menu>
    </div>
  )
}

function emptyStep(kind: Step['kind'], t: (id: string) => string): Step {
  const isMessage = kind === 'message'
  return {
    kind,
    channel: isMessage ? 'email' : null,
    waitDays: 0,
    title: t(`sequences.title.${kind}`),
    a: isMessage ? { subject: '', body: '' } : null,
    b: null,
  }
}

function isWritten({ kind, title, a, b }: Step): boolean {
  const isText = (wording: Step['a']) => wording !== null && wording.body.trim() !== ''
  return title.trim() !== '' && (kind !== 'message' || isText(a)) && (b === null || isText(b))
}

function swapped(steps: readonly StepDraft[], place: number): readonly StepDraft[] {
  const moved = steps[place]
  return moved
    ? [...steps.slice(0, place - 1), moved, ...steps.filter((_, at) => at >= place - 1 && at !== place)]
    : steps
}

interface Draft {
  readonly name: string
  readonly retired: boolean
  readonly steps: readonly StepDraft[]
}

function useSaving(sequence: Sequence | null, draft: Draft, onClose: () => void) {
  const { name, retired } = draft
  const steps = draft.steps.map(({ kind, channel, waitDays, title, a, b }) => ({
    kind,
    channel,
    waitDays,
    title: title.trim(),
    a: tidy(a),
    b: tidy(b),
  }))
  return useAct(
    () =>
      sequence
        ? call(changeSequence, {
            params: { id: sequence.id },
            version: sequence.version,
            body: { name: name.trim(), steps, retired },
          })
        : call(addSequence, { body: { name: name.trim(), steps } }),
    onClose,
    true,
  )
}

/** As the contract takes it: no subject where none was written, and no script that says nothing. */
function tidy(wording: Step['a']): Step['a'] {
  if (wording === null || wording.body.trim() === '') return null
  return { subject: wording.subject?.trim() || null, body: wording.body }
}
