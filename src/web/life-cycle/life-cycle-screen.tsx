import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { showLifeCycle } from '../../contract/life-cycle.ts'
import type { LifeCycle, ProductLife } from '../../contract/life-cycle.ts'
import type { Translate } from '../../words/index.ts'
import { call } from '../api.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { ClockFilters } from '../measurement/day-filters.tsx'
import { DealsBehind } from '../measurement/deals-behind.tsx'
import { ClockWords, FigureActs } from '../measurement/figure-card.tsx'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { nothingOpen, useInsightsChange, useInsightsSearch } from '../measurement/search.ts'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { EmptyState, ErrorState, Loading, buttonClass, cx, useFormats, useWords } from '../ui/index.ts'
import { ProductCard } from './product-card.tsx'

const PhaseDialog = lazy(() => import('./phase-dialog.tsx').then(({ PhaseDialog: Dialog }) => ({ default: Dialog })))

/** Where each product stands in its life, by its own sales, and what that means for price and effort; the address says when. */
export function LifeCycleScreen() {
  const { t } = useWords()
  const { workspace } = useSession()
  const { filters, behind } = useInsightsSearch()
  const change = useInsightsChange()
  const { as_of, known_at } = filters
  const clocks = { as_of, known_at }
  const lives = useQuery({
    queryKey: ['measurement', workspace.id, 'life-cycle', clocks],
    queryFn: () => call(showLifeCycle, { query: clocks }),
    placeholderData: keepPreviousData,
  })
  const sold = lives.data?.items.find(({ productId }) => behind?.group?.key.startsWith(productId))
  return (
    <Page title={t('kpis.life.title')} views={<InsightsPlaces current="products" />}>
      <div className="mx-auto max-w-320">
        <div className="mb-4">
          <ClockFilters />
        </div>
        {lives.isPending && <Loading />}
        {lives.isError && <ErrorState error={lives.error} onRetry={() => void lives.refetch()} />}
        {lives.data?.items.length === 0 && <NoProducts />}
        {lives.data && lives.data.items.length > 0 && (
          <div
            aria-busy={lives.isPlaceholderData}
            className={cx('transition-opacity', lives.isPlaceholderData && 'opacity-60')}
          >
            <Lives found={lives.data} />
          </div>
        )}
      </div>
      {behind && (
        <DealsBehind
          key={behind.group?.key}
          filters={clocks}
          behind={behind}
          stageName={undefined}
          groupName={sold?.name}
          onClose={() => change(nothingOpen)}
        />
      )}
    </Page>
  )
}

function Lives({ found }: { found: LifeCycle }) {
  const { t } = useWords()
  const { day } = useFormats()
  const mayEdit = useRight('products.edit')
  const [judging, setJudging] = useState<ProductLife | null>(null)
  const { items, from, until } = found
  return (
    <>
      <header className="mb-4 flex items-start gap-4">
        <div className="flex max-w-180 flex-col gap-1 text-ink-2">
          <p>
            <span className="font-medium text-ink">{t('insights.method')}</span>{' '}
            {t('kpis.life.about', { day: day(until) })}
          </p>
          <p className="text-12">
            <ClockWords clocks={found} />
          </p>
        </div>
        <div className="ms-auto flex gap-1 print:hidden">
          <FigureActs id="products" clocks={found} table={() => tableOf(found, t)} />
        </div>
      </header>
      <div id="products" className="grid scroll-mt-16 grid-cols-1 items-start gap-4 desktop:grid-cols-2">
        {items.map((life) => (
          <ProductCard
            key={life.productId}
            life={life}
            from={from}
            until={until}
            onJudge={mayEdit ? () => setJudging(life) : undefined}
          />
        ))}
      </div>
      {judging && (
        <Suspense>
          <PhaseDialog life={judging} onClose={() => setJudging(null)} />
        </Suspense>
      )}
    </>
  )
}

/** A line a sign: what it was, what it is, and the interval of the change. */
function tableOf({ items, until, asOf }: LifeCycle, t: Translate): CsvCell[][] {
  const phase = (code: ProductLife['phase']) => t(code ? `codes.market_maturity.${code}` : 'kpis.life.unknown')
  const of = t('kpis.life.of', { n: 'n' })
  const titles = [t('kpis.life.phase'), t('kpis.life.sign'), t('kpis.life.before'), of, t('kpis.life.now'), of]
  const bounds = ['low', 'high'].map((id) => t(`insights.column.${id}`))
  const rows = items.flatMap((life) =>
    life.signs.map(({ code, before, now, of, change, direction }) => [
      life.name,
      life.n,
      phase(life.override?.phase ?? life.phase),
      t(`kpis.life.sign.${code}`),
      before,
      of.before,
      now,
      of.now,
      change.low,
      change.high,
      t(`kpis.life.direction.${direction}`),
    ]),
  )
  return [
    [t('insights.filter.product'), t('kpis.life.wins'), ...titles, ...bounds, t('kpis.life.change')],
    ...rows,
    [],
    [t('insights.period.to'), until],
    [t('insights.column.as-of'), asOf],
  ]
}

function NoProducts() {
  const { t } = useWords()
  const address = useAddress()
  return (
    <EmptyState
      action={
        <Link to={address('products')} className={buttonClass('primary')}>
          {t('kpis.life.add-products')}
        </Link>
      }
    >
      {t('kpis.life.none')}
    </EmptyState>
  )
}
