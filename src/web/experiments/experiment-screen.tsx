import { Link, useParams } from '@tanstack/react-router'
import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import type { Experiment } from '../../contract/experiments.ts'
import { useProcess } from '../process/process-query.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Card, ErrorState, Loading, Notice, useFormats, useWords } from '../ui/index.ts'
import { Arms } from './arms.tsx'
import { Audience } from './audience.tsx'
import { DecidedCard } from './decided-card.tsx'
import { useDifferenceWords } from './difference-words.ts'
import { Differences } from './differences.tsx'
import { ExperimentActions, PlannedCard } from './experiment-actions.tsx'
import { useExperiment, useReading } from './experiments-query.ts'
import { Health } from './health.tsx'
import { IntervalCurve } from './interval-curve.tsx'
import { Plan } from './plan-words.tsx'
import { StatusBadge } from './status-badge.tsx'

/** One experiment: what it says today, in a sentence first, and what that is made of. */
export function ExperimentScreen() {
  const { experimentId = '' } = useParams({ strict: false })
  const { t } = useWords()
  const experiment = useExperiment(experimentId)
  const mayRun = useRight('process.edit')
  const isBegun = experiment.data !== undefined && experiment.data.status !== 'planned'
  const reading = useReading(experimentId, isBegun)
  const title = experiment.data?.name ?? t('shell.place.experiments')
  return (
    <Page
      title={title}
      views={experiment.data && <StatusBadge {...experiment.data} />}
      primary={experiment.data && mayRun && <ExperimentActions experiment={experiment.data} reading={reading.data} />}
    >
      <div className="mx-auto flex max-w-250 flex-col gap-4">
        <Back />
        {experiment.isPending && <Loading />}
        {experiment.isError && <ErrorState error={experiment.error} onRetry={() => void experiment.refetch()} />}
        {experiment.data?.status === 'planned' && <PlannedCard experiment={experiment.data} mayRun={mayRun} />}
        {experiment.data?.decision && <DecidedCard experiment={experiment.data} />}
        {reading.isError && <ErrorState error={reading.error} onRetry={() => void reading.refetch()} />}
        {isBegun && reading.isPending && <Loading />}
        {experiment.data && reading.data && <Reading experiment={experiment.data} reading={reading.data} />}
        {experiment.data && <About experiment={experiment.data} />}
      </div>
    </Page>
  )
}

function Back() {
  const { t } = useWords()
  const address = useAddress()
  return (
    <p className="-mb-2 print:hidden">
      <Link to={address('experiments')} className="text-12 font-medium text-accent hover:underline">
        {t('experiments.all')}
      </Link>
    </p>
  )
}

function Reading({ experiment, reading }: { experiment: Experiment; reading: ExperimentReading }) {
  const { t } = useWords()
  const { day } = useFormats()
  const { member } = useSession()
  const { sentence, signed, limits } = useDifferenceWords()
  const { difference, state, history } = reading
  const { horizonDays } = experiment
  const isTold = difference !== null && difference.estimate !== null && difference.low !== null
  return (
    <>
      <section className="card flex flex-col gap-4 p-5">
        <header>
          <p className="text-18 font-semibold text-balance" data-state={state}>
            {sentence(reading, horizonDays)}
          </p>
          <p className="mt-1 max-w-[75ch] text-pretty text-ink-2">
            {t(`experiments.explain.${state}`, { days: horizonDays })}
          </p>
        </header>
        {member.sees !== 'all' && <Notice>{t('experiments.only-seen')}</Notice>}
        {state === 'split_broken' && <Notice tone="bad">{t('experiments.split.broken')}</Notice>}
        <Arms experiment={experiment} arms={reading.arms} />
        {isTold && (
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line pt-4">
            <span className="text-ink-2">{t('experiments.difference')}</span>
            <span className="text-24 font-semibold tracking-tight">{signed(difference.estimate ?? 0)}</span>
            <span>{t('experiments.of-100')}</span>
            <span className="text-12 text-ink-2">{t('experiments.surely', { limits: limits(difference) })}</span>
          </div>
        )}
        {history.filter(({ low }) => low !== null).length > 1 && <IntervalCurve history={history} />}
        <footer className="border-t border-line pt-3 text-12 text-ink-2">
          <p>{t('experiments.method', { days: horizonDays, day: day(reading.asOf) })}</p>
        </footer>
      </section>
      <Health experimentId={experiment.id} reading={reading} />
    </>
  )
}

/** What was planned: who may skip it has seen it already. */
function About({ experiment }: { experiment: Experiment }) {
  const { t } = useWords()
  const { day } = useFormats()
  const process = useProcess(experiment.process.id)
  const find = (id: string) => process.data?.versions.find((version) => version.id === id)
  const control = find(experiment.control.id)
  const changed = find(experiment.changed.id)
  const { startedAt, endedAt, plan } = experiment
  return (
    <>
      <Card title={t('experiments.step.change')}>
        <p className="max-w-[75ch] whitespace-pre-line">
          <bdi>{experiment.hypothesis}</bdi>
        </p>
        {control && changed && <Differences control={control} changed={changed} />}
        <p className="text-12 text-ink-2">
          {t('experiments.versions', {
            process: experiment.process.name,
            control: experiment.control.number,
            changed: experiment.changed.number,
          })}
          {startedAt !== null && (
            <>
              {' · '}
              {t('experiments.ran', {
                from: day(startedAt),
                to: endedAt === null ? null : day(endedAt),
              })}
            </>
          )}
        </p>
      </Card>
      <Audience experiment={experiment} />
      {plan && (
        <Card title={t('experiments.plan.then')}>
          <Plan plan={plan} smallestEffect={experiment.smallestEffect} horizonDays={experiment.horizonDays} />
        </Card>
      )}
    </>
  )
}
