import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Suspense, lazy, useState } from 'react'
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs'
import { showLifeCycle } from '../../contract/life-cycle.ts'
import type { ProductLife } from '../../contract/life-cycle.ts'
import type { Translate } from '../../words/index.ts'
import { call } from '../api.ts'
import { csv } from '../measurement/csv.ts'
import type { CsvCell } from '../measurement/csv.ts'
import { download } from '../measurement/download.ts'
import { InsightsPlaces } from '../measurement/insights-places.tsx'
import { useAddress } from '../shell/places.ts'
import { Page } from '../shell/page.tsx'
import { useRight, useSession } from '../shell/session.ts'
import { EmptyState, ErrorState, IconButton, Loading, buttonClass, useFormats, useWords } from '../ui/index.ts'
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
            <header className="mb-4 flex items-start gap-4">
              <p className="max-w-180 flex-1 text-ink-2">{t('kpis.life.about', { day: day(lives.data.until) })}</p>
              <IconButton
                icon={IconDownload}
                label={t('insights.csv')}
                className="print:hidden"
                onPress={() => download(`products-${lives.data.until}.csv`, csv(tableOf(items, t)))}
              />
            </header>
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

/** A line a sign: what it was, what it is, and the interval of the change. */
function tableOf(items: readonly ProductLife[], t: Translate): CsvCell[][] {
  const phase = (code: ProductLife['phase']) => t(code ? `codes.market_maturity.${code}` : 'kpis.life.unknown')
  const titles = ['phase', 'sign', 'before', 'now'].map((id) => t(`kpis.life.${id}`))
  const bounds = ['low', 'high'].map((id) => t(`insights.column.${id}`))
  const rows = items.flatMap((life) =>
    life.signs.map(({ code, before, now, change, direction }) => [
      life.name,
      phase(life.override?.phase ?? life.phase),
      t(`kpis.life.sign.${code}`),
      before,
      now,
      change.low,
      change.high,
      t(`kpis.life.direction.${direction}`),
    ]),
  )
  return [[t('insights.filter.product'), ...titles, ...bounds, t('kpis.life.change')], ...rows]
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
