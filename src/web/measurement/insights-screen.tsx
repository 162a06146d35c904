import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { WheelMark, stageHue } from '../charts/index.ts'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { EmptyState, ErrorState, Loading, Notice, buttonClass, cx, useFormats, useWords } from '../ui/index.ts'
import { CycleLengthFigure } from './cycle-length-figure.tsx'
import { DealsBehind } from './deals-behind.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FunnelFigure } from './funnel-figure.tsx'
import { useCycleLength, useFunnel, useWheel, useWinRate } from './queries.ts'
import { useInsightsChange, useInsightsSearch } from './search.ts'
import type { Filters } from './search.ts'
import { WinRateFigure } from './win-rate-figure.tsx'

/** The numbers of the cycle; all that narrows them stands in the address. */
export function InsightsScreen() {
  const { t } = useWords()
  const { filters, byDay, behind } = useInsightsSearch()
  const change = useInsightsChange()
  const funnel = useFunnel(filters, byDay)
  const stageName = funnel.data?.stages.find(({ key }) => key === behind?.stage)?.name
  return (
    <Page title={t('shell.place.insights')}>
      <div className="mx-auto max-w-320">
        <FilterBar filters={filters} />
        <Figures filters={filters} byDay={byDay} />
      </div>
      {behind && (
        <DealsBehind
          key={`${behind.part} ${behind.stage}`}
          filters={filters}
          behind={behind}
          stageName={stageName}
          onClose={() => change({ part: undefined, stage: undefined })}
        />
      )}
    </Page>
  )
}

function Figures({ filters, byDay }: { filters: Filters; byDay: number }) {
  const length = useCycleLength(filters)
  const rate = useWinRate(filters, byDay)
  const funnel = useFunnel(filters, byDay)
  const wheel = useWheel(filters.process)
  const isReady = length.isSuccess && rate.isSuccess && funnel.isSuccess
  useEffect(() => {
    // The figure that a copied link names is on the page only now.
    if (isReady) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isReady])
  const failed = [length, rate, funnel].find(({ isError }) => isError)
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
  if (!isReady) return <Loading />
  if (length.data.n + length.data.undated === 0) return <NoDeals isNarrowed={Object.keys(filters).length > 0} />
  // After a change of filters the figures of before stay until the new ones are here.
  const isOld = [length, rate, funnel].some(({ isPlaceholderData }) => isPlaceholderData)
  const total = wheel.data?.stages.length ?? funnel.data.stages.length + 1
  return (
    <div aria-busy={isOld} className={cx('flex flex-col gap-4 transition-opacity', isOld && 'opacity-60')}>
      <FewDeals n={length.data.n} />
      <CycleLengthFigure length={length.data} />
      <WinRateFigure rate={rate.data} />
      <FunnelFigure funnel={funnel.data} hueOf={({ position }) => stageHue(position, total)} />
    </div>
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
