import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listDeals } from '../../contract/deals.ts'
import type { DealItem } from '../../contract/deals.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Badge, Button, Day, ErrorState, Money, Skeleton, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import type { CustomerKind } from './customers.ts'
import { dayOf } from './day-of.ts'

/** Every pass through the cycle with this customer, newest first. */
export function CustomerDeals({ kind, id }: { kind: CustomerKind; id: string }) {
  const { t } = useWords()
  const deals = useInfiniteQuery({
    queryKey: ['deals', kind, id],
    queryFn: ({ pageParam }) =>
      call(listDeals, { query: { [kind]: id, limit: 20, ...(pageParam ? { after: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const items = deals.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="customer-deals" className="flex flex-col gap-2">
      <h3 id="customer-deals" className="font-semibold">
        {t('people.deals.title')}
      </h3>
      {deals.isPending && <Skeleton className="h-13" />}
      {deals.isError && <ErrorState error={deals.error} onRetry={() => void deals.refetch()} />}
      {deals.isSuccess && items.length === 0 && <p className="text-ink-3">{t('people.deals.none')}</p>}
      <ul className="flex flex-col divide-y divide-line border-line not-empty:rounded-3 not-empty:border">
        {items.map((deal) => (
          <DealRow key={deal.id} deal={deal} />
        ))}
      </ul>
      {deals.hasNextPage && (
        <Button isPending={deals.isFetchingNextPage} onPress={() => void deals.fetchNextPage()}>
          {t('people.deals.more')}
        </Button>
      )}
    </section>
  )
}

const tones = { open: 'accent', won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<
  DealItem['outcome'],
  Tone
>

function DealRow({ deal }: { deal: DealItem }) {
  const { t } = useWords()
  const address = useAddress()
  const { timeZone } = useSession().workspace
  return (
    <li>
      <Link
        to={address(`deals/${deal.id}`)}
        className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-3 py-2 transition-colors hover:bg-sunken"
      >
        <span className="truncate font-medium">
          <bdi>{deal.name}</bdi>
        </span>
        <span className="text-end">
          {deal.amountMinor !== null && <Money value={{ minor: deal.amountMinor, currency: deal.currency }} />}
        </span>
        <span className="flex min-w-0 items-center gap-2 text-12 text-ink-2">
          <Badge tone={tones[deal.outcome]}>{t(`codes.outcome.${deal.outcome}`)}</Badge>
          <span className="truncate">
            <bdi>{deal.stage.name}</bdi>
          </span>
        </span>
        <span className="text-end text-12 text-ink-3">
          <Day value={dayOf(deal.openedAt, timeZone)} />
          {deal.endedAt && (
            <>
              {' – '}
              <Day value={dayOf(deal.endedAt, timeZone)} />
            </>
          )}
        </span>
      </Link>
    </li>
  )
}
