import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ExperimentSummary } from '../../contract/experiments.ts'
import { Page } from '../shell/page.tsx'
import { useGo } from '../shell/places.ts'
import { StepMarks } from '../access/step-marks.tsx'
import { Button, Form, Notice, toast, useProblemWords, useWords } from '../ui/index.ts'
import { ChangeStep } from './change-step.tsx'
import { CountsStep } from './counts-step.tsx'
import { type Design, type NewExperiment, useExperimentActs, usePlan } from './experiments-query.ts'
import { PlanWords } from './plan-words.tsx'
import { WhomStep } from './whom-step.tsx'

const steps = ['change', 'whom', 'counts', 'time'] as const
type Step = (typeof steps)[number]

/** What the form knows so far. */
export type Wanted = Omit<NewExperiment, 'processId' | 'measureStageKey'> & {
  readonly processId: string | null
  readonly measureStage: ExperimentSummary['measureStage']
}

export interface StepProps {
  readonly wanted: Wanted
  readonly onChange: (change: Partial<Wanted>) => void
}

const empty: Wanted = {
  name: '',
  hypothesis: '',
  kind: 'process_version',
  processId: null,
  changedVersionId: null,
  controlSequenceId: null,
  changedSequenceId: null,
  sourceIds: null,
  teamIds: null,
  ownerIds: null,
  unit: 'deal',
  bySource: false,
  changedPercent: 50,
  measure: 'won',
  measureStage: null,
  horizonDays: 60,
  smallestEffect: 10,
}

/** Plans an experiment in four steps, and says how long it takes before it begins. */
export function NewExperimentScreen() {
  const { t } = useWords()
  const [step, setStep] = useState<Step>('change')
  const [wanted, setWanted] = useState(empty)
  const onChange = (change: Partial<Wanted>) => setWanted((before) => ({ ...before, ...change }))
  const go = (by: 1 | -1) => {
    setStep(steps[steps.indexOf(step) + by] ?? step)
    document.querySelector('main')?.scrollTo(0, 0)
  }
  const back = step !== 'change' && (
    <Button variant="quiet" onPress={() => go(-1)}>
      {t('experiments.back')}
    </Button>
  )
  return (
    <Page title={t('experiments.new')} layout="page">
      <StepMarks steps={steps} current={step} name={(each) => t(`experiments.step.${each}`)} />
      {step === 'time' ? (
        <TimeStep wanted={wanted} back={back} />
      ) : (
        <Form
          key={step}
          label={t(`experiments.step.${step}`)}
          onSubmit={() => isReady(step, wanted) && go(1)}
          actions={
            <>
              {back}
              <Button variant="primary" type="submit" isDisabled={!isReady(step, wanted)}>
                {t('experiments.continue')}
              </Button>
            </>
          }
        >
          {step === 'change' && <ChangeStep wanted={wanted} onChange={onChange} />}
          {step === 'whom' && <WhomStep wanted={wanted} onChange={onChange} />}
          {step === 'counts' && <CountsStep wanted={wanted} onChange={onChange} />}
        </Form>
      )}
    </Page>
  )
}

function isReady(step: Step, wanted: Wanted): boolean {
  const { name, hypothesis, measure, measureStage } = wanted
  if (step === 'counts') return measure !== 'reached' || measureStage !== null
  return step !== 'change' || (name.trim() !== '' && hypothesis.trim() !== '' && hasSides(wanted))
}

function hasSides({ kind, changedVersionId, controlSequenceId, changedSequenceId }: Wanted): boolean {
  return kind === 'sequence' ? controlSequenceId !== null && changedSequenceId !== null : changedVersionId !== null
}

function experimentOf({ processId, measureStage, ...rest }: Wanted): NewExperiment | null {
  if (processId === null) return null
  return { ...rest, processId, measureStageKey: measureStage?.key ?? null }
}

function designOf(wanted: Wanted): Design | null {
  const whole = experimentOf(wanted)
  if (whole === null) return null
  const { name: _, hypothesis: __, ...design } = whole
  return design
}

/** How long it takes; only here it can be begun. */
function TimeStep({ wanted, back }: { wanted: Wanted; back: ReactNode }) {
  const { t } = useWords()
  const say = useProblemWords()
  const goTo = useGo()
  const plan = usePlan(designOf(wanted))
  const { add, start } = useExperimentActs()
  const keep = async (begins: boolean) => {
    const whole = experimentOf(wanted)
    if (whole === null || !plan.data) return
    const made = await add.mutateAsync(whole)
    goTo(`experiments/${made.id}`)
    if (!begins) return
    // What a start is refused with stands on the experiment's own page.
    await start.mutateAsync({ id: made.id, weeksSeen: plan.data.weeks }).then(
      () => toast({ text: t('experiments.started') }),
      () => toast({ text: t('experiments.not-started') }),
    )
  }
  const isDecidable = plan.data?.verdict === 'decidable'
  // What it was refused with stands above the buttons.
  const press = (begins: boolean) => () => void keep(begins).catch(() => {})
  return (
    <section className="flex flex-col gap-4" aria-label={t('experiments.step.time')}>
      <PlanWords plan={plan} smallestEffect={wanted.smallestEffect} measured={wanted} />
      {add.isError && <Notice tone="bad">{say(add.error)}</Notice>}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {back}
        {plan.data && (
          <>
            <Button variant={isDecidable ? 'plain' : 'primary'} onPress={press(false)}>
              {t('experiments.keep-for-later')}
            </Button>
            <Button
              variant={isDecidable ? 'primary' : 'plain'}
              isPending={add.isPending || start.isPending}
              onPress={press(true)}
            >
              {t(isDecidable ? 'experiments.start' : 'experiments.start-anyway')}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
