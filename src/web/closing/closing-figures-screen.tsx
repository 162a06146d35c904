import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { DealsBehind } from '../measurement/deals-behind.tsx'
import { FilterBar } from '../measurement/filter-bar.tsx'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { nothingOpen, useInsightsChange, useInsightsSearch } from '../measurement/search.ts'
import { useHandoffTimes, useTechniques, useWinBacks } from '../measurement/what-works-queries.ts'
import { Page } from '../shell/page.tsx'
import { useSession } from '../shell/session.ts'
import { ErrorState, Loading, cx, useWords } from '../ui/index.ts'
import { HandoffFigures } from './handoff-figures.tsx'
import { TechniqueFigures } from './technique-figures.tsx'
import { WinBackFigures } from './win-back-figures.tsx'

/** How deals are closed: which technique wins, who comes back after a loss, how handoffs fare. All that narrows it stands in the address. */
export function ClosingFiguresScreen() {
  const { t } = useWords()
  const { memberCount } = useSession()
  const { filters, behind } = useInsightsSearch()
  const change = useInsightsChange()
  return (
    <Page title={t('closing.figures')} views={<InsightsPlaces current="closing" />}>
      <div className="mx-auto max-w-320">
        <FilterBar filters={filters} />
        <HowToRead />
        <div className="flex flex-col gap-4">
          <Techniques />
          <WinBacks />
          {memberCount > 1 && <Handoffs />}
        </div>
      </div>
      {behind && (
        <DealsBehind
          key={`${behind.part} ${behind.group?.key}`}
          filters={filters}
          behind={behind}
          stageName={undefined}
          groupName={undefined}
          onClose={() => change(nothingOpen)}
        />
      )}
    </Page>
  )
}

function Techniques() {
  const { filters, askDays } = useInsightsSearch()
  const found = useTechniques(filters, askDays)
  return <Found {...found}>{found.data && <TechniqueFigures found={found.data} />}</Found>
}

function WinBacks() {
  const { filters, endDays } = useInsightsSearch()
  const found = useWinBacks(filters, endDays)
  return <Found {...found}>{found.data && <WinBackFigures found={found.data} />}</Found>
}

function Handoffs() {
  const { filters } = useInsightsSearch()
  const found = useHandoffTimes(filters)
  return <Found {...found}>{found.data && <HandoffFigures found={found.data} asked={filters} />}</Found>
}

interface FoundProps {
  readonly isPending: boolean
  readonly isError: boolean
  readonly isPlaceholderData: boolean
  readonly error: unknown
  readonly refetch: () => unknown
  readonly children: ReactNode
}

/** A figure once it is there; after a change of filters the one of before stays until the new one is here. */
function Found({ isPending, isError, isPlaceholderData, error, refetch, children }: FoundProps) {
  useEffect(() => {
    // The figure that a copied link names is on the page only now.
    if (!isPending) document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isPending])
  if (isPending) return <Loading />
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />
  return (
    <div aria-busy={isPlaceholderData} className={cx('transition-opacity', isPlaceholderData && 'opacity-60')}>
      {children}
    </div>
  )
}
