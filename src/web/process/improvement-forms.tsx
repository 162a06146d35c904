import { useState } from 'react'
import {
  type Improvement,
  type ImprovementMeasure,
  type ImprovementOutcome,
  improvementMeasures,
  improvementOutcomes,
} from '../../contract/improvements.ts'
import type { ProcessDetail } from '../../contract/process.ts'
import { useMembers } from '../people/members.ts'
import { Button, Form, NumberField, RadioCards, SelectField, TextField, toast, useWords } from '../ui/index.ts'
import { type Written, useImprovementActs } from './improvements-query.ts'

interface FormProps {
  readonly process: ProcessDetail
  readonly onClose: () => void
}

const whole = 'whole'
const nobody = 'nobody'

/** What is written about an improvement: of a new one, or of one that is on the list. */
export function ImprovementForm({ process, improvement, onClose }: FormProps & { improvement?: Improvement }) {
  const { t } = useWords()
  const members = useMembers()
  const stages = useStages(process)
  const { add, change } = useImprovementActs()
  const [written, write] = useState<Written>({
    title: improvement?.title ?? '',
    why: improvement?.why ?? '',
    stage: improvement?.stage?.key ?? null,
    ownerId: improvement?.owner?.id ?? null,
  })
  const set = (part: Partial<Written>) => write({ ...written, ...part })
  const send = () =>
    improvement
      ? change.mutate({ id: improvement.id, version: improvement.version, ...written }, { onSuccess: onClose })
      : add.mutate({ processId: process.id, ...written, from: null }, { onSuccess: onClose })
  const { isPending, error } = improvement ? change : add
  return (
    <Form onSubmit={send} problem={error} actions={<Acts label={t('improvements.save')} {...{ isPending, onClose }} />}>
      <TextField
        label={t('improvements.field.title')}
        name="title"
        value={written.title}
        maxLength={120}
        isRequired
        autoFocus
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t('improvements.field.why')}
        name="why"
        value={written.why}
        rows={3}
        maxLength={2000}
        onChange={(why) => set({ why })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('improvements.field.stage')}
          name="stage"
          options={[{ id: whole, label: t('improvements.field.stage.none') }, ...stages]}
          value={written.stage ?? whole}
          onChange={(stage) => set({ stage: stage === whole ? null : stage })}
        />
        <SelectField
          label={t('improvements.field.owner')}
          name="ownerId"
          options={[
            { id: nobody, label: t('improvements.field.owner.none') },
            ...members.map(({ id, name }) => ({ id, label: name })),
          ]}
          value={written.ownerId ?? nobody}
          onChange={(owner) => set({ ownerId: owner === nobody ? null : owner })}
        />
      </div>
    </Form>
  )
}

/** What is to be measured while the change is made. */
export function StartForm({ process, improvement, onClose }: FormProps & { improvement: Improvement }) {
  const { t } = useWords()
  const stages = useStages(process)
  const { start } = useImprovementActs()
  const { id, title } = improvement
  const [measure, choose] = useState<ImprovementMeasure>(improvement.stage ? 'goes_on' : 'win_rate')
  const [stage, setStage] = useState(improvement.stage?.key ?? stages[0]?.id ?? null)
  const [byDay, setByDay] = useState<number | null>(90)
  const isInStage = measure === 'goes_on' || measure === 'time_in_stage'
  const hasDay = measure === 'goes_on' || measure === 'win_rate'
  const onSuccess = () => {
    onClose()
    toast({ text: t('improvements.started', { name: title }) })
  }
  const send = () => start.mutate({ id, measure, stage: isInStage ? stage : null, byDay: byDay ?? 90 }, { onSuccess })
  const acts = <Acts label={t('improvements.start')} isPending={start.isPending} onClose={onClose} />
  return (
    <Form onSubmit={send} problem={start.error} actions={acts}>
      <p className="text-pretty text-ink-2">{t('improvements.start.why')}</p>
      <RadioCards
        label={t('improvements.measure')}
        options={improvementMeasures.map((value) => ({
          value,
          title: t(`improvements.measure.${value}`),
          description: t(`improvements.measure.${value}.says`),
        }))}
        value={measure}
        onChange={choose}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        {isInStage && (
          <SelectField
            label={t('improvements.field.stage')}
            name="stage"
            options={stages}
            value={stage}
            onChange={setStage}
          />
        )}
        {hasDay && (
          <NumberField
            label={t('improvements.by-day')}
            name="byDay"
            value={byDay}
            minValue={1}
            maxValue={730}
            onChange={setByDay}
          />
        )}
      </div>
    </Form>
  )
}

/** What came of a change. */
export function FinishForm({ improvement, onClose }: { improvement: Improvement; onClose: () => void }) {
  const { t } = useWords()
  const { finish } = useImprovementActs()
  const [outcome, choose] = useState<ImprovementOutcome | null>(null)
  const [remark, setRemark] = useState('')
  const { id, title } = improvement
  const onSuccess = () => {
    onClose()
    toast({ text: t('improvements.finished', { name: title }) })
  }
  const acts = (
    <Acts
      label={t('improvements.finish')}
      isPending={finish.isPending}
      isDisabled={outcome === null}
      onClose={onClose}
    />
  )
  return (
    <Form
      onSubmit={() => outcome !== null && finish.mutate({ id, outcome, remark }, { onSuccess })}
      problem={finish.error}
      actions={acts}
    >
      <RadioCards
        label={t('improvements.outcome')}
        options={improvementOutcomes.map((value) => ({ value, title: t(`improvements.outcome.${value}`) }))}
        value={outcome}
        onChange={choose}
      />
      <TextField
        label={t('improvements.remark')}
        name="remark"
        value={remark}
        rows={3}
        maxLength={2000}
        onChange={setRemark}
      />
    </Form>
  )
}

interface ActsProps {
  readonly label: string
  readonly isPending: boolean
  readonly isDisabled?: boolean
  readonly onClose: () => void
}

function Acts({ label, isPending, isDisabled = false, onClose }: ActsProps) {
  const { t } = useWords()
  return (
    <>
      <Button variant="quiet" onPress={onClose}>
        {t('improvements.cancel')}
      </Button>
      <Button variant="primary" type="submit" isPending={isPending} isDisabled={isDisabled}>
        {label}
      </Button>
    </>
  )
}

/** The stages before care of the version in use. */
function useStages({ versions }: ProcessDetail) {
  const version = versions.find(({ status }) => status === 'published') ?? versions[0]
  const stages = version?.stages.filter(({ phases }) => phases[0] !== 'care') ?? []
  return stages.map(({ key, name }) => ({ id: key, label: name }))
}
