import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import { showLifeCycle } from '../../contract/life-cycle.ts'
import type { ProductLife } from '../../contract/life-cycle.ts'
import { call } from '../api.ts'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { EmptyState, ErrorState, Loading, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { ProductCard } from './product-card.tsx'

const PhaseDialog = lazy(() => import('./phase-dialog.tsx').then(({ PhaseDialog: Dialog }) => ({ default: Dialog })))

/** Where each product stands in its life, by its own sales, and what that means for price and effort. */
export function LifeCycleScreen() {
  const { t } = useWords()
  const { day } = useFormats()
  const { workspace } = useSession()
  const mayEdit = useRight('products.edit')
  const [judging, setJudging] = useState<ProductLife | null>(null)
  const lives = useQuery({
    queryKey: ['measurement', workspace.id, 'life-cycle'],
    queryFn: () => call(showLifeCycle, {}),
  })
  const items = lives.data?.items ?? []
  return (
    <Page title={t('kpis.life.title')} views={<InsightsPlaces current="products" />}>
      <div className="mx-auto max-w-320">
        {lives.isPending && <Loading />}
        {lives.isError && <ErrorState error={lives.error} onRetry={() => void lives.refetch()} />}
        {lives.isSuccess && items.length === 0 && <NoProducts />}
        {lives.data && items.length > 0 && (
          <>
            <p className="mb-4 max-w-180 text-ink-2">{t('kpis.life.about', { day: day(lives.data.until) })}</p>
            <div className="grid items-start gap-4 desktop:grid-cols-2">
              {items.map((life) => (
                <ProductCard
                  key={life.productId}
                  life={life}
                  from={lives.data.from}
                  onJudge={mayEdit ? () => setJudging(life) : undefined}
                />
              ))}
            </div>
          </>
        )}
      </div>
      {judging && (
        <Suspense>
          <PhaseDialog life={judging} onClose={() => setJudging(null)} />
        </Suspense>
      )}
    </Page>
  )
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
