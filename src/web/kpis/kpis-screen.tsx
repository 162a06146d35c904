import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import IconAdjustments from '@tabler/icons-react/dist/esm/icons/IconAdjustments.mjs'
import { grains } from '../../contract/kpis.ts'
import type { Grain, Kpis } from '../../contract/kpis.ts'
import { WheelMark } from '../charts/index.ts'
import { FilterChoices } from '../measurement/filter-bar.tsx'
import { HowToRead } from '../measurement/how-to-read.tsx'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { Button, EmptyState, ErrorState, Loading, SegmentedControl, buttonClass, cx, useWords } from '../ui/index.ts'
import { KpiCard } from './kpi-card.tsx'
import { KpiDeals } from './kpi-deals.tsx'
import { useKpiWords } from './kpi-words.ts'
import { useKpis } from './query.ts'
import { type KpiSearch, useKpiChange, useKpiSearch } from './search.ts'

const OptionsDialog = lazy(() =>
  import('./options-dialog.tsx').then(({ OptionsDialog: Dialog }) => ({ default: Dialog })),
)

/** The key figures, month by month or quarter by quarter; all that narrows them stands in the address. */
export function KpisScreen() {
  const { t } = useWords()
  const search = useKpiSearch()
  const change = useKpiChange()
  const [isChoosing, setIsChoosing] = useState(false)
  const kpis = useKpis(search.filters, search.grain)
  return (
    <Page title={t('kpis.title')} views={<InsightsPlaces current="kpis" />}>
      <div className="mx-auto max-w-320">
        <FilterChoices filters={search.filters} onChange={change}>
          <SegmentedControl<Grain>
            label={t('kpis.grain')}
            options={grains.map((value) => ({ value, label: t(`kpis.grain.${value}`) }))}
            value={search.grain}
            onChange={(grain) => change({ grain: grain === 'month' ? undefined : grain })}
          />
        </FilterChoices>
        <HowToRead />
        {kpis.isPending && <Loading />}
        {kpis.isError && <ErrorState error={kpis.error} onRetry={() => void kpis.refetch()} />}
        {kpis.isSuccess && (
          <div
            aria-busy={kpis.isPlaceholderData}
            className={cx('transition-opacity', kpis.isPlaceholderData && 'opacity-60')}
          >
            <Figures kpis={kpis.data} search={search} onChoose={() => setIsChoosing(true)} />
          </div>
        )}
      </div>
      {isChoosing && kpis.data && (
        <Suspense>
          <OptionsDialog options={kpis.data.options} onClose={() => setIsChoosing(false)} />
        </Suspense>
      )}
    </Page>
  )
}

function Figures({ kpis, search, onChoose }: { kpis: Kpis; search: KpiSearch; onChoose: () => void }) {
  const { t } = useWords()
  const change = useKpiChange()
  const words = useKpiWords(kpis)
  useEffect(() => {
    // The figure that a copied link names is on the page only now.
    document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [])
  if (kpis.items.every(({ points }) => points.every(({ n }) => n === 0)))
    return <Nothing isNarrowed={Object.keys(search.filters).length > 0} />
  const open = kpis.items.find(({ code }) => code === search.open)
  const point = open?.points[open.shown]
  return (
    <>
      <div className="grid items-stretch gap-4 tablet:grid-cols-2 wide:grid-cols-3">
        {kpis.items.map((kpi) => (
          <KpiCard key={kpi.code} kpi={kpi} kpis={kpis} />
        ))}
      </div>
      <p className="mt-4 flex flex-wrap items-center gap-x-3 text-12 text-ink-2 print:hidden">
        {t('kpis.options.about')}
        <Button variant="quiet" icon={IconAdjustments} onPress={onChoose}>
          {t('kpis.options.open')}
        </Button>
      </p>
      {open && point && (
        <KpiDeals
          key={`${open.code} ${search.part}`}
          code={open.code}
          part={search.part}
          filters={search.filters}
          grain={search.grain}
          period={point.from}
          periodName={words.period(point)}
          onClose={() => change({ open: undefined, part: undefined })}
        />
      )}
    </>
  )
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
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
      {t('kpis.none')}
    </EmptyState>
  )
}
