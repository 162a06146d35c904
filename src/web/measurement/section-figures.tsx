import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { WheelMark, stageHue } from '../charts/index.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { EmptyState, ErrorState, Loading, Notice, buttonClass, cx, useFormats, useWords } from '../ui/index.ts'
import { AppointmentsFigure } from './appointments-figure.tsx'
import { CompareControls } from './compare-controls.tsx'
import { CompareFigure } from './compare-figure.tsx'
import { CycleLengthFigure } from './cycle-length-figure.tsx'
import { addDays, todayIn } from '../people/day-of.ts'
import { FlowFigure } from './flow-figure.tsx'
import { HoursFigure } from './hours-figure.tsx'
import { FunnelFigure } from './funnel-figure.tsx'
import { ObjectionsFigure } from './objections-figure.tsx'
import { PlaybookFigure } from './playbook-figure.tsx'
import { ApproachesFigure } from './approaches-figure.tsx'
import { PersistenceFigure } from './persistence-figure.tsx'
import {
  useAppointmentFigures,
  useApproaches,
  useClosingSignals,
  useComparison,
  useCycleLength,
  useFunnel,
  useHours,
  usePersistence,
  useStageFlow,
  useStageTimes,
  useVelocity,
  useWheel,
  useWinRate,
} from './queries.ts'
import type { Filters, InsightsSearch } from './search.ts'
import { SignalsFigure } from './signals-figure.tsx'
import { SkippingFigure } from './skipping-figure.tsx'
import type { HueOf } from './stage-name.tsx'
import { StageTimesFigure } from './stage-times-figure.tsx'
import { TrialsFigure } from './trials-figure.tsx'
import { VelocityFigure } from './velocity-figure.tsx'
import { useObjectionFigures, usePlaybookFigures, useTrialFigures } from './what-works-queries.ts'
import { WinRateFigure } from './win-rate-figure.tsx'

/** The figures of one part of the insights. */
export function SectionFigures({ search }: { search: InsightsSearch }) {
  switch (search.section) {
    case 'overview':
      return <Overview search={search} />
    case 'comparing':
      return <Comparing search={search} />
    case 'stages':
      return <Stages search={search} />
    case 'signals':
      return <Signals search={search} />
    case 'followup':
      return <FollowUp search={search} />
    case 'hours':
      return <Hours search={search} />
    case 'works':
      return <WhatWorks search={search} />
  }
}

interface SectionProps {
  readonly search: InsightsSearch
}

function Overview({ search: { filters, byDay } }: SectionProps) {
  const length = useCycleLength(filters)
  const rate = useWinRate(filters, byDay)
  const funnel = useFunnel(filters, byDay)
  const velocity = useVelocity(filters)
  const hueOf = useHueOf(filters, funnel.data?.stages.length)
  return (
    <Loaded filters={filters} queries={[length, rate, funnel, velocity]} told={length.data}>
      {length.data && <CycleLengthFigure length={length.data} />}
      {rate.data && <WinRateFigure rate={rate.data} />}
      {funnel.data && <FunnelFigure funnel={funnel.data} hueOf={hueOf} />}
      {velocity.data && <VelocityFigure velocity={velocity.data} />}
    </Loaded>
  )
}

function Comparing({ search: { filters, byDay, comparing } }: SectionProps) {
  const { workspace } = useSession()
  const comparison = useComparison(filters, byDay, comparing)
  return (
    <>
      {/* A field may have been retired since its link was kept: another one is chosen here. */}
      {comparison.isError && <CompareControls comparing={comparing} byDay={byDay} currency={workspace.currency} />}
      <Loaded filters={filters} queries={[comparison]} told={comparison.data}>
        {comparison.data && <CompareFigure comparison={comparison.data} comparing={comparing} />}
      </Loaded>
    </>
  )
}

function Stages({ search: { filters, byDay, moved } }: SectionProps) {
  const { workspace } = useSession()
  const times = useStageTimes(filters, byDay)
  const { from: _, to: __, ...others } = filters
  const until = filters.as_of ?? todayIn(workspace.timeZone)
  const flow = useStageFlow({ ...others, from: addDays(until, 1 - moved) })
  const hueOf = useHueOf(filters, times.data?.stages.length)
  return (
    <Loaded filters={filters} queries={[times, flow]} told={times.data}>
      {times.data && <StageTimesFigure times={times.data} hueOf={hueOf} />}
      {flow.data && <FlowFigure flow={flow.data} moved={moved} hueOf={hueOf} />}
      {times.data && <SkippingFigure times={times.data} hueOf={hueOf} />}
    </Loaded>
  )
}

function Signals({ search: { filters } }: SectionProps) {
  const signals = useClosingSignals(filters)
  const hueOf = useHueOf(filters, signals.data?.stages.length)
  return (
    <Loaded filters={filters} queries={[signals]} told={signals.data}>
      {signals.data && <SignalsFigure found={signals.data} hueOf={hueOf} />}
    </Loaded>
  )
}

function WhatWorks({ search: { filters, byDay } }: SectionProps) {
  const objections = useObjectionFigures(filters, byDay)
  const trials = useTrialFigures(filters, byDay)
  const playbook = usePlaybookFigures(filters)
  const hueOf = useHueOf(filters, undefined)
  return (
    <Loaded filters={filters} queries={[objections, trials, playbook]} told={objections.data}>
      {objections.data && <ObjectionsFigure found={objections.data} hueOf={hueOf} />}
      {trials.data && <TrialsFigure found={trials.data} />}
      {playbook.data && <PlaybookFigure found={playbook.data} hueOf={hueOf} />}
    </Loaded>
  )
}

function FollowUp({ search: { filters, aim } }: SectionProps) {
  const persistence = usePersistence(filters, aim)
  const approaches = useApproaches(filters)
  const appointments = useAppointmentFigures(filters)
  const told = persistence.data && {
    n: persistence.data.n + persistence.data.untouched,
    undated: persistence.data.undated,
    lengthOnly: persistence.data.lengthOnly,
  }
  return (
    <Loaded filters={filters} queries={[persistence, approaches, appointments]} told={told}>
      {persistence.data && <PersistenceFigure found={persistence.data} aim={aim} />}
      {approaches.data && <ApproachesFigure found={approaches.data} />}
      {appointments.data && <AppointmentsFigure found={appointments.data} />}
    </Loaded>
  )
}

/** Hours are there without deals too. */
function Hours({ search: { filters } }: SectionProps) {
  const hours = useHours(filters, 0)
  const trend = useHours(filters, 12)
  return <Ready queries={[hours]}>{hours.data && <HoursFigure found={hours.data} months={trend.data?.months} />}</Ready>
}

/** The hues of the wheel, care among its stages. */
function useHueOf(filters: Filters, stages: number | undefined): HueOf {
  const wheel = useWheel(filters.process)
  const total = wheel.data?.stages.length ?? (stages ?? 0) + 1
  return ({ position }) => stageHue(position, total)
}

interface Query {
  readonly isSuccess: boolean
  readonly isError: boolean
  readonly isPlaceholderData: boolean
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

interface ReadyProps {
  readonly queries: readonly Query[]
  readonly children: ReactNode
}

/** The figures as soon as all of them are there. */
function Ready({ queries, children }: ReadyProps) {
  const isReady = queries.every(({ isSuccess }) => isSuccess)
  useEffect(() => {
    // The figure that a copied link names is on the page only now.
    if (isReady) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isReady])
  const failed = queries.find(({ isError }) => isError)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!isReady) return <Loading />
  // After a change of filters the figures of before stay until the new ones are here.
  const isOld = queries.some(({ isPlaceholderData }) => isPlaceholderData)
  return (
    <div aria-busy={isOld} className={cx('flex flex-col gap-4 transition-opacity', isOld && 'opacity-60')}>
      {children}
    </div>
  )
}

interface LoadedProps extends ReadyProps {
  readonly filters: Filters
  /** What the first figure says of itself. */
  readonly told: { readonly n: number; readonly undated: number; readonly lengthOnly: number } | undefined
}

/** Figures of deals; without deals, the way to the first one. */
function Loaded({ filters, queries, told, children }: LoadedProps) {
  const isEmpty = told !== undefined && told.n + told.undated + told.lengthOnly === 0
  return (
    <Ready queries={queries}>
      {isEmpty && <NoDeals isNarrowed={Object.keys(filters).length > 0} />}
      {told !== undefined && !isEmpty && <FewDeals n={told.n} />}
      {told !== undefined && !isEmpty && children}
    </Ready>
  )
}

/** From so many deals on the intervals hold what they promise: see docs/statistics.md. */
const fewDeals = 30

function FewDeals({ n }: { n: number }) {
  const { t } = useWords()
  const { number } = useFormats()
  if (n >= fewDeals) return null
  return <Notice tone="warn">{t('insights.few', { n, least: number(fewDeals) })}</Notice>
}

function NoDeals({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useWords()
  const address = useAddress()
  if (isNarrowed) return <EmptyState>{t('insights.none-match')}</EmptyState>
  return (
    <EmptyState
      picture={<WheelMark size={96} className="opacity-30 grayscale" />}
      action={
        <Link to={address('today')} className={buttonClass('primary')}>
          {t('insights.none.begin')}
        </Link>
      }
    >
      {t('insights.none')}
    </EmptyState>
  )
}
