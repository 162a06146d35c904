import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ExperimentReading } from '../../contract/experiment-reading.ts'
import type { OutputOf } from '../../contract/endpoint.ts'
import type { Experiment, readExperiment } from '../../contract/experiments.ts'
import { ClockFilters } from '../measurement/day-filters.tsx'
import { FigureCard } from '../measurement/figure-card.tsx'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { useProcess } from '../process/process-query.ts'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import { Card, ErrorState, Loading, Notice, useFormats, useWords } from '../ui/index.ts'
import { Arms } from './arms.tsx'
import { Audience } from './audience.tsx'
import { DealsOf } from './deals-of.tsx'
import { DecidedCard } from './decided-card.tsx'
import { useDifferenceWords } from './difference-words.ts'
import { Differences } from './differences.tsx'
import { ExperimentActions, PlannedCard } from './experiment-actions.tsx'
import { useClocks, useExperiment, useReading } from './experiments-query.ts'
import { Health } from './health.tsx'
import { IntervalCurve } from './interval-curve.tsx'
import { measureValues } from './measure-words.ts'
import { Plan } from './plan-words.tsx'
import { readingTable } from './reading-table.ts'
import { useSideWords } from './side-words.ts'
import { StatusBadge } from './status-badge.tsx'

/** One experiment: what it says today, in a sentence first, and what that is made of. */
export function ExperimentScreen() {
  const { experimentId = '' } = useParams({ strict: false })
  const { t } = useWords()
  const experiment = useExperiment(experimentId)
  const mayRun = useRight('process.edit')
  const isBegun = experiment.data !== undefined && experiment.data.status !== 'planned'
  const reading = useReading(experimentId, useClocks(), isBegun)
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

interface ReadingProps {
  readonly experiment: Experiment
  readonly reading: OutputOf<typeof readExperiment>
}

function Reading({ experiment, reading }: ReadingProps) {
  const { t } = useWords()
  const { day } = useFormats()
  const { member } = useSession()
  const words = useDifferenceWords()
  const { state, history, arms } = reading
  const { id } = experiment
  const measured = measureValues(experiment)
  useEffect(() => {
    // The figure that a copied link names is on the page only now.
    document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [])
  return (
    <>
      <ClockFilters />
      <HowToRead rules={['difference', 'range', 'half', 'open']} className="-my-2 open:mb-0" />
      <FigureCard
        id="reading"
        title={t('experiments.reading')}
        clocks={reading}
        of={
          <>
            {t('experiments.count.n')}:{' '}
            <DealsOf
              experimentId={id}
              asked={{ number: 'n' }}
              count={arms.control.n + arms.changed.n}
              label={t('experiments.count.n')}
            />
          </>
        }
        table={() => readingTable(experiment, reading, t)}
      >
        <div className="flex flex-col gap-4">
          <header>
            <p className="text-18 font-semibold text-balance" data-state={state}>
              {words.sentence(reading, experiment)}
            </p>
            <p className="mt-1 max-w-[75ch] text-pretty text-ink-2">{t(`experiments.explain.${state}`, measured)}</p>
          </header>
          {member.sees !== 'all' && <Notice>{t('experiments.only-seen')}</Notice>}
          {state === 'split_broken' && <Notice tone="bad">{t('experiments.split.broken')}</Notice>}
          <Arms experiment={experiment} arms={arms} />
          <Difference difference={reading.difference} experiment={experiment} />
          {history.filter(({ low }) => low !== null).length > 1 && <IntervalCurve history={history} />}
          <footer className="border-t border-line pt-3 text-12 text-ink-2">
            <p>{t('experiments.method', { ...measured, day: day(reading.asOf) })}</p>
          </footer>
        </div>
      </FigureCard>
      <Health experiment={experiment} reading={reading} />
    </>
  )
}

function Difference({ difference, experiment }: Pick<ExperimentReading, 'difference'> & { experiment: Experiment }) {
  const { t } = useWords()
  const { measure, stage } = measureValues(experiment)
  const { signed, limits } = useDifferenceWords()
  if (difference === null || difference.estimate === null || difference.low === null) return null
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-line pt-4">
      <span className="text-ink-2">{t('experiments.difference')}</span>
      <span className="text-24 font-semibold tracking-tight">{signed(difference.estimate)}</span>
      <span>{t('experiments.of-100', { measure, stage })}</span>
      <span className="text-12 text-ink-2">{t('experiments.surely', { limits: limits(difference) })}</span>
    </div>
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
  const { startedAt, endedAt, plan, sequences } = experiment
  const { both } = useSideWords()
  return (
    <>
      <Card title={t('experiments.step.change')}>
        <p className="max-w-[75ch] whitespace-pre-line">
          <bdi>{experiment.hypothesis}</bdi>
        </p>
        {sequences && <p className="max-w-[75ch] text-ink-2">{t('experiments.sequence.how')}</p>}
        {!sequences && control && changed && <Differences control={control} changed={changed} />}
        <p className="text-12 text-ink-2">
          {both(experiment)}
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
          <Plan plan={plan} smallestEffect={experiment.smallestEffect} measured={experiment} />
        </Card>
      )}
    </>
  )
}
