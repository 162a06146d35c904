import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PinnedFigure } from '../../contract/dashboards.ts'
import { KpiGaps } from '../kpis/kpi-gaps.tsx'
import { Headline } from '../kpis/kpi-card.tsx'
import { useKpis } from '../kpis/query.ts'
import { Trend, counted } from '../kpis/trend.tsx'
import { DefaultProcess } from '../measurement/default-process.tsx'
import { useEstimateWords } from '../measurement/estimate-words.ts'
import { useCycleLength, useFunnel, useWinRate } from '../measurement/queries.ts'
import { usualByDay } from '../measurement/search.ts'
import { ShareBar } from '../measurement/share-bar.tsx'
import { useAddress } from '../shell/places.ts'
import { FunnelBars } from '../today/funnel-bars.tsx'
import { cx, useWords } from '../ui/index.ts'
import { Awaited, Counted, type Narrowed, narrowed } from './card-parts.tsx'
import { ComparisonContent } from './comparison-content.tsx'
import { FilterWords } from './filter-words.tsx'
import { placeOf, titleOf } from '../../words/pinned-place.ts'
import { PersistenceContent } from './persistence-content.tsx'
import { AppointmentsContent } from './appointments-content.tsx'
import { HandoffsContent, WinBacksContent } from './closing-contents.tsx'
import { ApproachesContent, TechniquesContent } from './choice-contents.tsx'
import { HoursContent } from './hours-content.tsx'
import { MovementContent, SkippingContent, StageTimesContent, VelocityContent } from './flow-contents.tsx'
import { ObjectionsContent, PlaybookContent, SignalsContent, TrialsContent } from './works-contents.tsx'
import { kpiOf } from './pinned.ts'

interface PinnedCardProps {
  readonly pinned: PinnedFigure
  /** What can be done with it here. */
  readonly acts?: ReactNode
  readonly className?: string
}

/** A figure in small, of today; its name leads to the whole. */
export function PinnedCard({ pinned, acts, className }: PinnedCardProps) {
  const { t } = useWords()
  const address = useAddress()
  const { path, search, hash } = placeOf(pinned)
  return (
    <section className={cx('card flex min-w-0 flex-col gap-2 p-4 break-inside-avoid', className)}>
      <header className="flex min-h-8 items-center gap-1">
        <h2 className="min-w-0 flex-1 truncate font-semibold">
          <Link to={address(path)} search={search} hash={hash} className="hover:text-accent">
            {t(titleOf(pinned.figure))}
          </Link>
        </h2>
        {acts}
      </header>
      <FilterWords pinned={pinned} />
      <Content pinned={pinned} />
    </section>
  )
}

function Content({ pinned }: { pinned: PinnedFigure }) {
  const { figure } = pinned
  const { byDay = usualByDay } = pinned.filters
  const filters = narrowed(pinned.filters)
  switch (figure) {
    case 'cycle_length':
      return <CycleContent filters={filters} />
    case 'win_rate':
      return <WinContent filters={filters} byDay={byDay} />
    case 'funnel':
      return <FunnelContent filters={filters} byDay={byDay} />
    case 'comparison':
      return <ComparisonContent filters={filters} byDay={byDay} own={pinned.filters} />
    case 'persistence':
      return <PersistenceContent filters={filters} aim={pinned.filters.aim} />
    case 'stage_times':
      return <StageTimesContent filters={filters} byDay={byDay} />
    case 'velocity':
      return <VelocityContent filters={filters} />
    case 'movement':
      return <MovementContent filters={filters} moved={pinned.filters.moved} />
    case 'signals':
      return <SignalsContent filters={filters} />
    case 'objections':
      return <ObjectionsContent filters={filters} byDay={byDay} />
    case 'trials':
      return <TrialsContent filters={filters} byDay={byDay} />
    case 'approaches':
      return <ApproachesContent filters={filters} />
    case 'techniques':
      return <TechniquesContent filters={filters} byDay={pinned.filters.byDay} />
    case 'hours':
      return <HoursContent filters={filters} />
    case 'playbook':
      return <PlaybookContent filters={filters} />
    case 'appointments':
      return <AppointmentsContent filters={filters} />
    case 'skipping':
      return <SkippingContent filters={filters} byDay={byDay} />
    case 'win_backs':
      return <WinBacksContent filters={filters} byDay={pinned.filters.byDay} />
    case 'handoffs':
      return <HandoffsContent filters={filters} />
    default:
      return <KpiContent pinned={pinned} />
  }
}

function KpiContent({ pinned: { figure, filters } }: { pinned: PinnedFigure }) {
  const { from: _from, to: _to, ...asked } = narrowed(filters)
  const { t } = useWords()
  const kpis = useKpis(asked, filters.grain ?? 'month')
  const kpi = kpis.data?.items.find(({ code }) => code === kpiOf(figure))
  const hasTrend = kpi && kpi.points.filter(({ value }) => value !== null).length > 2
  return (
    <Awaited query={kpis}>
      {kpi && kpis.data && (
        <>
          <Headline kpi={kpi} kpis={kpis.data} />
          {hasTrend && <Trend kpi={kpi} kpis={kpis.data} />}
          <KpiGaps gaps={kpi.gaps} />
          <Counted asOf={kpis.data.asOf}>{t(`kpis.n.${counted(kpi)}`, { n: kpi.points[kpi.shown]?.n ?? 0 })}</Counted>
        </>
      )}
    </Awaited>
  )
}

function CycleContent({ filters }: { filters: Narrowed }) {
  const { t } = useWords()
  const { days, daysInterval } = useEstimateWords()
  const length = useCycleLength(filters)
  const median = length.data?.timeToSignature.median
  return (
    <Awaited query={length}>
      {median && length.data && (
        <div>
          <p className="text-32 font-semibold tracking-tight">{days(median.value)}</p>
          <p className="text-12 text-ink-2">{daysInterval(median)}</p>
          <p className="mt-1 text-ink-2">
            {median.value === null
              ? t('insights.cycle.unknown', { won: length.data.won })
              : t('insights.cycle.sentence')}
          </p>
          <Counted asOf={length.data.asOf}>{t('insights.n', { n: length.data.n })}</Counted>
        </div>
      )}
    </Awaited>
  )
}

function WinContent({ filters, byDay }: { filters: Narrowed; byDay: number }) {
  const { t } = useWords()
  const { share, shareInterval } = useEstimateWords()
  const rate = useWinRate(filters, byDay)
  return (
    <Awaited query={rate}>
      {rate.data && (
        <>
          <div>
            <p className="text-32 font-semibold tracking-tight">
              <bdi>{share(rate.data.won.estimate)}</bdi>
            </p>
            <p className="text-12 text-ink-2">{shareInterval({ ...rate.data.won, value: rate.data.won.estimate })}</p>
            <p className="mt-1 text-ink-2">
              {rate.data.won.estimate === null
                ? t('insights.win.unknown', { days: byDay })
                : t('insights.win.sentence', {
                    days: byDay,
                    share: share(rate.data.won.estimate),
                    open: share(rate.data.open.estimate),
                  })}
            </p>
          </div>
          {rate.data.won.estimate !== null && <ShareBar rate={rate.data} />}
          <Counted asOf={rate.data.asOf}>{t('insights.n', { n: rate.data.n })}</Counted>
        </>
      )}
    </Awaited>
  )
}

function FunnelContent({ filters, byDay }: { filters: Narrowed; byDay: number }) {
  const { t } = useWords()
  const funnel = useFunnel(filters, byDay)
  return (
    <Awaited query={funnel}>
      {funnel.data && (
        <>
          <FunnelBars stages={funnel.data.stages} stageCount={funnel.data.stages.length + 1} />
          <Counted asOf={funnel.data.asOf}>
            {t('insights.n', { n: funnel.data.n })}
            <DefaultProcess chosen={filters.process} />
          </Counted>
        </>
      )}
    </Awaited>
  )
}
