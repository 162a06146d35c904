import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { listEffortDeals, listEffortTouches } from '../../contract/segments.ts'
import type { Effort } from '../../contract/segments.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { Ago, Badge, Button, EmptyState, ErrorState, Loading, SidePanel, useWords } from '../ui/index.ts'

/** A number of the effort: the rows that it counts. */
export interface Behind {
  readonly part: Effort
  readonly of: 'deals' | 'touches'
  readonly from: string
  readonly to: string
}

export function EffortBehind({ behind, onClose }: { behind: Behind; onClose: () => void }) {
  const { t } = useWords()
  const title = `${t(`segments.effort.${behind.of}`)} · ${t(`segments.effort.${behind.part}`)}`
  return (
    <SidePanel title={title} label={title} onClose={onClose}>
      {behind.of === 'deals' ? <Deals behind={behind} /> : <Touches behind={behind} />}
    </SidePanel>
  )
}

const rowClass = 'flex flex-col gap-0.5 border-b border-line px-2 py-2.5 last:border-b-0'

function Deals({ behind: { part, from, to } }: { behind: Behind }) {
  const { t } = useWords()
  const address = useAddress()
  const rows = useRows(['deals', part, from, to], (after) =>
    call(listEffortDeals, { query: { part, from, to, ...(after ? { after } : {}) } }),
  )
  return (
    <Rows rows={rows}>
      {rows.data?.pages
        .flatMap(({ items }) => items)
        .map(({ id, name, customer, outcome, openedAt }) => (
          <li key={id} className={rowClass}>
            <Link to={address(`deals/${id}`)} className="truncate font-medium hover:underline">
              <bdi>{name}</bdi>
            </Link>
            <span className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
              <Badge>{t(`codes.outcome.${outcome}`)}</Badge>
              {customer && <bdi>{customer.name}</bdi>}
              <Ago value={openedAt} />
            </span>
          </li>
        ))}
    </Rows>
  )
}

function Touches({ behind: { part, from, to } }: { behind: Behind }) {
  const { t } = useWords()
  const address = useAddress()
  const rows = useRows(['touches', part, from, to], (after) =>
    call(listEffortTouches, { query: { part, from, to, ...(after ? { after } : {}) } }),
  )
  return (
    <Rows rows={rows}>
      {rows.data?.pages
        .flatMap(({ items }) => items)
        .map(({ id, channel, outcome, deal, company, household, people, author, occurredAt }) => {
          const who = people[0] ?? company ?? household
          return (
            <li key={id} className={rowClass}>
              <span className="flex flex-wrap items-center gap-x-2 font-medium">
                {t(`codes.channel.${channel}`)}
                <Badge>{t(`codes.touch-outcome.${outcome}`)}</Badge>
              </span>
              <span className="flex flex-wrap gap-x-2 text-12 text-ink-2">
                {deal && (
                  <Link to={address(`deals/${deal.id}`)} className="text-accent hover:underline">
                    <bdi>{deal.name}</bdi>
                  </Link>
                )}
                {who && <bdi>{who.name}</bdi>}
                {author.name && <bdi>{author.name}</bdi>}
                <Ago value={occurredAt} />
              </span>
            </li>
          )
        })}
    </Rows>
  )
}

function useRows<Page extends { readonly next: string | null }>(
  key: readonly string[],
  read: (after: string) => Promise<Page>,
) {
  return useInfiniteQuery({
    queryKey: ['effort', ...key],
    initialPageParam: '',
    queryFn: ({ pageParam }) => read(pageParam),
    getNextPageParam: ({ next }) => next,
  })
}

interface RowsProps {
  readonly rows: Pick<
    ReturnType<typeof useRows>,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
  >
  readonly children: readonly ReactNode[] | undefined
}

function Rows({ rows, children }: RowsProps) {
  const { t } = useWords()
  if (rows.isPending) return <Loading />
  if (rows.isError) return <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
  if (!children?.length) return <EmptyState>{t('segments.effort.none')}</EmptyState>
  return (
    <>
      <ul className="-mx-2 flex flex-col">{children}</ul>
      {rows.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void rows.fetchNextPage()} isPending={rows.isFetchingNextPage}>
          {t('segments.effort.more')}
        </Button>
      )}
    </>
  )
}
