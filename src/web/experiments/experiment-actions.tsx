import { useState } from 'react'
import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import { type Experiment, type ExperimentDecision, experimentDecisions } from '../../contract/experiments.ts'
import { useGo } from '../shell/places.ts'
import {
  Button,
  Card,
  Dialog,
  Form,
  Notice,
  RadioCards,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { useDifferenceWords } from './difference-words.ts'
import { type Design, useExperimentActs, usePlan } from './experiments-query.ts'
import { PlanWords } from './plan-words.tsx'

interface ActionsProps {
  readonly experiment: Experiment
  readonly reading: ExperimentReading | undefined
}

/** What can be done with an experiment that has begun. */
export function ExperimentActions({ experiment, reading }: ActionsProps) {
  const { t } = useWords()
  const [asks, setAsks] = useState<'end' | 'decide' | null>(null)
  if (experiment.status !== 'running' && experiment.status !== 'ended') return null
  const close = () => setAsks(null)
  return (
    <span className="flex gap-2">
      {experiment.status === 'running' && <Button onPress={() => setAsks('end')}>{t('experiments.end')}</Button>}
      <Button variant="primary" onPress={() => setAsks('decide')}>
        {t('experiments.decide')}
      </Button>
      <Dialog title={t('experiments.end.title')} isOpen={asks === 'end'} onClose={close}>
        <EndForm experiment={experiment} onClose={close} />
      </Dialog>
      <Dialog title={t('experiments.decide.title')} isOpen={asks === 'decide'} onClose={close}>
        <DecideForm experiment={experiment} reading={reading} onClose={close} />
      </Dialog>
    </span>
  )
}

function EndForm({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const { t } = useWords()
  const { end } = useExperimentActs()
  const send = () =>
    end.mutate(experiment.id, {
      onSuccess: () => {
        onClose()
        toast({ text: t('experiments.ended') })
      },
    })
  return (
    <Form
      onSubmit={send}
      problem={end.error}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t('experiments.cancel')}
          </Button>
          <Button variant="primary" type="submit" isPending={end.isPending}>
            {t('experiments.end')}
          </Button>
        </>
      }
    >
      <p>
        {t(experiment.sequences ? 'experiments.end.why.sequence' : 'experiments.end.why', {
          days: experiment.horizonDays,
        })}
      </p>
    </Form>
  )
}

function DecideForm({ experiment, reading, onClose }: ActionsProps & { onClose: () => void }) {
  const { t } = useWords()
  const { decide } = useExperimentActs()
  const { sentence } = useDifferenceWords()
  const [decision, choose] = useState<ExperimentDecision | null>(null)
  const [reason, setReason] = useState('')
  const { id } = experiment
  const send = () => {
    if (decision === null) return
    const onSuccess = () => {
      onClose()
      toast({ text: t('experiments.decided') })
    }
    decide.mutate({ id, decision, reason }, { onSuccess })
  }
  return (
    <Form
      onSubmit={send}
      problem={decide.error}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t('experiments.cancel')}
          </Button>
          <Button
            variant="primary"
            type="submit"
            isPending={decide.isPending}
            isDisabled={decision === null || reason.trim() === ''}
          >
            {t('experiments.decide.send')}
          </Button>
        </>
      }
    >
      {reading && <Notice>{sentence(reading, experiment)}</Notice>}
      <RadioCards
        label={t('experiments.decision')}
        options={experimentDecisions.map((value) => ({
          value,
          title: t(`experiments.decided.${value}.long`),
          description: experiment.sequences
            ? t(`experiments.decide.${value}.sequence.why`, { name: experiment.sequences.changed.name })
            : t(`experiments.decide.${value}.why`, { number: experiment.changed.number }),
        }))}
        value={decision}
        onChange={choose}
      />
      <TextField
        label={t('experiments.decide.reason')}
        name="reason"
        value={reason}
        rows={3}
        maxLength={1000}
        isRequired
        onChange={setReason}
      />
    </Form>
  )
}

/** Of an experiment that has not begun: how long it takes by today's numbers, and the button that begins it. */
export function PlannedCard({ experiment, mayRun }: { experiment: Experiment; mayRun: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const goTo = useGo()
  const plan = usePlan(mayRun ? designOf(experiment) : null)
  const { start, remove } = useExperimentActs()
  if (!mayRun) return <Notice>{t('experiments.planned')}</Notice>
  const begin = (weeksSeen: number | null) =>
    start.mutate(
      { id: experiment.id, weeksSeen },
      {
        onSuccess: () => toast({ text: t('experiments.started') }),
        // What it takes has changed since: it is shown anew, to be seen before the next try.
        onError: () => void plan.refetch(),
      },
    )
  const isDecidable = plan.data?.verdict === 'decidable'
  return (
    <Card title={t('experiments.step.time')}>
      <PlanWords plan={plan} smallestEffect={experiment.smallestEffect} measured={experiment} />
      {start.isError && <Notice tone="bad">{say(start.error)}</Notice>}
      {remove.isError && <Notice tone="bad">{say(remove.error)}</Notice>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button
          variant="quiet"
          onPress={() => remove.mutate(experiment.id, { onSuccess: () => goTo('experiments') })}
          isPending={remove.isPending}
        >
          {t('experiments.remove')}
        </Button>
        {plan.data && (
          <Button
            variant={isDecidable ? 'primary' : 'plain'}
            isPending={start.isPending}
            onPress={() => begin(plan.data?.weeks ?? null)}
          >
            {t(isDecidable ? 'experiments.start' : 'experiments.start-anyway')}
          </Button>
        )}
      </div>
    </Card>
  )
}

function designOf({ process, changed, sequences, ...rest }: Experiment): Design {
  const { kind, sourceIds, teamIds, ownerIds, unit, bySource, changedPercent, horizonDays, smallestEffect } = rest
  const { measure, measureStage } = rest
  const audience = { sourceIds, teamIds, ownerIds }
  const chance = { unit, bySource, changedPercent }
  return {
    kind,
    processId: process.id,
    changedVersionId: sequences ? null : changed.id,
    controlSequenceId: sequences?.control.id ?? null,
    changedSequenceId: sequences?.changed.id ?? null,
    ...audience,
    ...chance,
    measure,
    measureStageKey: measureStage?.key ?? null,
    horizonDays,
    smallestEffect,
  }
}
