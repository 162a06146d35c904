import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listTouches } from '../../contract/outreach.ts'
import { call } from '../api.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, Dialog, ErrorState, Loading, useFormats, useWords } from '../ui/index.ts'

interface TouchesDialogProps {
  readonly member: { readonly id: string; readonly name: string }
  /** When the days began. */
  readonly since: string
  readonly onClose: () => void
}

/** What a seller did in the last days, newest first. */
export function TouchesDialog({ member, since, onClose }: TouchesDialogProps) {
  const { t } = useWords()
  const { instant } = useFormats()
  const address = useAddress()
  const { workspace } = useSession()
  const found = useInfiniteQuery({
    queryKey: ['touches', workspace.id, 'of', member.id, since],
    queryFn: ({ pageParam }) => {
      const query = { member: member.id, from: since, limit: 50 }
      return call(listTouches, { query: pageParam === '' ? query : { ...query, after: pageParam } })
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  // Who was called back by the buyer has not begun it: the number counts what one began oneself.
  const touches = (found.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ direction }) => direction === 'outbound',
  )
  return (
    <Dialog title={t('glance.of.touches', { name: member.name })} isOpen onClose={onClose}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      <ul className="flex max-h-100 flex-col overflow-auto">
        {touches.map(({ id, deal, company, people, channel, outcome, occurredAt }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
            <span className="min-w-40 flex-1">
              {deal ? (
                <Link to={address(`deals/${deal.id}`)} className="font-medium text-accent hover:underline">
                  <bdi>{deal.name}</bdi>
                </Link>
              ) : (
                <bdi className="font-medium">{company?.name ?? people[0]?.name}</bdi>
              )}
            </span>
            <span className="text-12 text-ink-2">
              {t(`codes.channel.${channel}`)} · {t(`codes.touch-outcome.${outcome}`)}
            </span>
            <span className="text-12 text-ink-3">{instant(occurredAt, workspace.timeZone)}</span>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('glance.show-more')}
        </Button>
      )}
    </Dialog>
  )
}
