import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { listAppointments } from '../../contract/appointments.ts'
import type { QueryOf } from '../../contract/endpoint.ts'
import { call } from '../api.ts'
import { StatusBadge } from '../appointments/status-badge.tsx'
import { addDays, startOfDay } from '../appointments/times.ts'
import { useAddress } from '../shell/places.ts'
import { useSession } from '../shell/session.ts'
import { Button, EmptyState, ErrorState, Loading, SidePanel, useFormats, useWords } from '../ui/index.ts'
import type { AppointmentFigures } from './appointments-figure.tsx'

export type AppointmentsBehind = Pick<
  QueryOf<typeof listAppointments>,
  'status' | 'reminded' | 'without_decider' | 'member'
>

interface AppointmentsBehindPanelProps {
  readonly figures: AppointmentFigures
  readonly behind: AppointmentsBehind
  readonly title: string
  readonly onClose: () => void
}

/** The appointments that a number counts, each with the deal it was for. */
export function AppointmentsBehindPanel({ figures, behind, title, onClose }: AppointmentsBehindPanelProps) {
  const { t } = useWords()
  const found = useBehind(figures, behind)
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <SidePanel title={title} label={title} onClose={onClose}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && items.length === 0 && <EmptyState>{t('insights.appointments.none')}</EmptyState>}
      <ul className="flex flex-col">
        {items.map((appointment) => (
          <Line key={appointment.id} appointment={appointment} />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('insights.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}

function useBehind({ from, to }: AppointmentFigures, behind: AppointmentsBehind) {
  const { timeZone } = useSession().workspace
  return useInfiniteQuery({
    queryKey: ['appointments', 'behind', from, to, behind],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listAppointments, {
        query: {
          ...behind,
          from: startOfDay(from, timeZone),
          to: endOf(to, timeZone),
          limit: 50,
          ...(pageParam ? { after: pageParam } : {}),
        },
      }),
    getNextPageParam: ({ next }) => next,
  })
}

/** What is still to come was not counted. */
function endOf(to: string, timeZone: string): string {
  const [end, now] = [startOfDay(addDays(to, 1), timeZone), new Date().toISOString()]
  return end < now ? end : now
}

type Shown = Awaited<ReturnType<typeof call<typeof listAppointments>>>['items'][number]

function Line({ appointment: { title, startsAt, status, deal, people } }: { appointment: Shown }) {
  const { instant } = useFormats()
  const address = useAddress()
  const [who] = people
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2 last:border-b-0">
      <span className="min-w-0 flex-1 font-medium wrap-anywhere">
        <bdi>{title}</bdi>
      </span>
      <StatusBadge status={status} />
      <span className="flex basis-full flex-wrap gap-x-3 text-12 text-ink-2">
        <bdi>{instant(startsAt)}</bdi>
        {who && <bdi>{who.name}</bdi>}
        {deal && (
          <Link to={address(`deals/${deal.id}`)} className="text-accent">
            <bdi>{deal.name}</bdi>
          </Link>
        )}
      </span>
    </li>
  )
}
