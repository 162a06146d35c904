import { DealList } from '../measurement/deals-behind.tsx'
import { Button, ErrorState, Loading, SidePanel, useWords } from '../ui/index.ts'
import { type KpiDealsAsked, useKpiDeals } from './query.ts'
import { counted } from './trend.tsx'

interface KpiDealsProps extends KpiDealsAsked {
  readonly periodName: string
  readonly onClose: () => void
}

/** The deals that a key figure is made of, in the period it speaks of; where it counts customers, each of them by one deal. */
export function KpiDeals({ periodName, onClose, ...asked }: KpiDealsProps) {
  const { t } = useWords()
  const { code, part } = asked
  const deals = useKpiDeals(asked)
  const isOfCustomers = counted({ code }) === 'customers' && part !== 'wins'
  const items = deals.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <SidePanel title={t(`kpis.name.${code}`)} label={t('insights.behind')} onClose={onClose}>
      <p className="mb-3 text-ink-2">
        {t(`kpis.behind.${code}${part === 'counted' ? '' : `.${part}`}`, { period: periodName })}
      </p>
      {deals.isPending && <Loading />}
      {deals.isError && <ErrorState error={deals.error} onRetry={deals.refetch} />}
      {deals.isSuccess && (
        <DealList
          items={items.map(({ wonOn, ...deal }) => ({
            ...deal,
            name: (isOfCustomers ? deal.customer?.name : null) ?? deal.name,
            startedOn: wonOn,
            days: null,
          }))}
        />
      )}
      {deals.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void deals.fetchNextPage()} isPending={deals.isFetchingNextPage}>
          {t('insights.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}
