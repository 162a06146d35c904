import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { trialOutcomes, trialUses } from '../../contract/facts.ts'
import { changeTrial, endTrial, withdrawTrial } from '../../contract/presenting.ts'
import type { Trial } from '../../contract/presenting.ts'
import { call } from '../api.ts'
import { CloseNow } from '../closing/close-now.tsx'
import { Button, DateField, Dialog, Form, SegmentedControl, TextField, useWords } from '../ui/index.ts'
import { usePresentingRead } from './presenting-read.ts'

interface EndTrialDialogProps {
  readonly deal: Deal
  readonly trial: Trial
  readonly onClose: () => void
}

/** How a trial goes: how much it is used, when to ask again, and at last what came of it. */
export function EndTrialDialog({ deal, trial, onClose }: EndTrialDialogProps) {
  const { t } = useWords()
  const [isConvinced, setIsConvinced] = useState(false)
  const isSignal = isConvinced && deal.outcome === 'open'
  const end = (outcome: Outcome) => {
    if (outcome === 'convinced' && deal.outcome === 'open') setIsConvinced(true)
    else onClose()
  }
  return (
    <Dialog title={t('presenting.trial.how')} isOpen onClose={onClose}>
      <p className="-mt-2 mb-4 text-ink-2">
        {t(`codes.trial-kind.${trial.kind}`)} · <bdi>{trial.what}</bdi>
      </p>
      {isSignal ? (
        <CloseNow deal={deal} signal="trial_succeeded" said={t('presenting.trial.signal')} onClose={onClose} />
      ) : (
        <TrialForm trial={trial} onEnded={end} onClose={onClose} />
      )}
    </Dialog>
  )
}

type Outcome = (typeof trialOutcomes)[number]

interface TrialFormProps {
  readonly trial: Trial
  readonly onEnded: (outcome: Outcome) => void
  readonly onClose: () => void
}

function TrialForm({ trial, onEnded, onClose }: TrialFormProps) {
  const { t } = useWords()
  const { use, endsOn, remindOn } = trial
  const [draft, setDraft] = useState<Draft>({ use, endsOn, remindOn, feedback: trial.feedback ?? '' })
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { keep, withdraw, end } = useGoing(trial, draft, onEnded, onClose)
  return (
    <Form
      label={t('presenting.trial.how')}
      onSubmit={() => keep.mutate()}
      problem={end.error ?? keep.error ?? withdraw.error}
      actions={
        <>
          <Button variant="quiet" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
            {t('presenting.trial.withdraw')}
          </Button>
          <Button type="submit" isPending={keep.isPending}>
            {t('presenting.trial.runs-on')}
          </Button>
        </>
      }
    >
      <UseFields trial={trial} draft={draft} onChange={change} />
      <div role="group" aria-label={t('presenting.trial.outcome')} className="flex flex-col gap-2">
        <p className="text-12 font-medium text-ink-2">{t('presenting.trial.outcome')}</p>
        <div className="flex flex-wrap gap-2">
          {trialOutcomes.map((outcome) => (
            <Button
              key={outcome}
              variant={outcome === 'convinced' ? 'primary' : 'plain'}
              isPending={end.isPending && end.variables === outcome}
              onPress={() => end.mutate(outcome)}
            >
              {t(`codes.trial-outcome.${outcome}`)}
            </Button>
          ))}
        </div>
      </div>
    </Form>
  )
}

interface Draft extends Pick<Trial, 'use' | 'endsOn' | 'remindOn'> {
  readonly feedback: string
}

interface UseFieldsProps {
  readonly trial: Trial
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

function UseFields({ trial, draft, onChange }: UseFieldsProps) {
  const { t } = useWords()
  return (
    <>
      <SegmentedControl
        label={t('presenting.trial.use')}
        options={trialUses.map((value) => ({ value, label: t(`codes.trial-use.${value}`) }))}
        value={draft.use ?? 'not_used'}
        onChange={(use) => onChange({ use })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        {trial.kind !== 'gift' && (
          <DateField
            label={t('presenting.trial.ends-on')}
            name="endsOn"
            value={draft.endsOn}
            onChange={(endsOn) => onChange({ endsOn })}
          />
        )}
        <DateField
          label={t('presenting.trial.remind-on')}
          name="remindOn"
          value={draft.remindOn}
          onChange={(remindOn) => onChange({ remindOn })}
        />
      </div>
      <TextField
        label={t('presenting.trial.feedback')}
        name="feedback"
        value={draft.feedback}
        onChange={(feedback) => onChange({ feedback })}
        rows={2}
        maxLength={2000}
      />
    </>
  )
}

function useGoing(trial: Trial, draft: Draft, onEnded: TrialFormProps['onEnded'], onClose: () => void) {
  const readAnew = usePresentingRead()
  const params = { id: trial.id }
  const { feedback, ...going } = draft
  const onSuccess = () => {
    readAnew()
    onClose()
  }
  return {
    keep: useMutation({ mutationFn: () => call(changeTrial, { params, body: going }), onSuccess }),
    withdraw: useMutation({ mutationFn: () => call(withdrawTrial, { params }), onSuccess }),
    end: useMutation({
      mutationFn: (outcome: Outcome) =>
        call(endTrial, { params, body: { outcome, use: draft.use, feedback: feedback.trim() || null } }),
      onSuccess: (_, outcome) => {
        readAnew()
        onEnded(outcome)
      },
    }),
  }
}
