import type { Grain, KpiCode } from '../../contract/kpis.ts'
import { DealList } from '../measurement/deals-behind.tsx'
import { Button, ErrorState, Loading, SidePanel, useWords } from '../ui/index.ts'
import { type KpiFilters, useKpiDeals } from './query.ts'

interface KpiDealsProps {
  readonly code: KpiCode
  readonly filters: KpiFilters
  readonly grain: Grain
  /** A day of the period that is shown. */
  readonly period: string | undefined
  readonly periodName: string
  readonly onClose: () => void
}

/** The deals that a key figure is made of, in the period it speaks of. */
export function KpiDeals({ code, filters, grain, period, periodName, onClose }: KpiDealsProps) {
  const { t } = useWords()
  const deals = useKpiDeals(code, filters, grain, period)
  const items = deals.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <SidePanel title={t(`kpis.name.${code}`)} label={t('insights.behind')} onClose={onClose}>
      <p className="mb-3 text-ink-2">{t(`kpis.behind.${code}`, { period: periodName })}</p>
      {deals.isPending && <Loading />}
      {deals.isError && <ErrorState error={deals.error} onRetry={deals.refetch} />}
      {deals.isSuccess && (
        <DealList items={items.map(({ wonOn, ...deal }) => ({ ...deal, startedOn: wonOn, days: null }))} />
      )}
      {deals.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void deals.fetchNextPage()} isPending={deals.isFetchingNextPage}>
          {t('insights.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}
