import { Link } from '@tanstack/react-router'
import type { MeasuredDeal } from '../../contract/measurement.ts'
import { useAddress } from '../shell/places.ts'
import { Badge, Button, Day, EmptyState, ErrorState, Loading, Money, SidePanel, useWords } from '../ui/index.ts'
import type { Tone } from '../ui/index.ts'
import { useDealsBehind } from './queries.ts'
import { isNumber } from './search.ts'
import type { Behind, Filters } from './search.ts'

interface DealsBehindProps {
  readonly filters: Filters
  readonly behind: Behind
  /** The name of the stage that the group belongs to. */
  readonly stageName: string | undefined
  /** What the group is called that they belong to. */
  readonly groupName: string | undefined
  readonly onClose: () => void
}

/** The deals that a number counts, each one click away. */
export function DealsBehind({ filters, behind, stageName, groupName, onClose }: DealsBehindProps) {
  const { t, has } = useWords()
  const deals = useDealsBehind(filters, behind)
  const group = `insights.part.${behind.part}`
  const isNamed = has(group) && !(behind.group && isNumber(behind.group))
  const title = t(isNamed ? group : 'insights.behind')
  return (
    <SidePanel title={title} label={t('insights.behind')} onClose={onClose}>
      {stageName && <p className="mb-3 text-ink-2">{t('insights.behind.stage', { stage: stageName })}</p>}
      {groupName && (
        <p className="mb-3 text-ink-2" dir="auto">
          {groupName}
        </p>
      )}
      {deals.isPending && <Loading />}
      {deals.isError && <ErrorState error={deals.error} onRetry={deals.refetch} />}
      {deals.isSuccess && <DealList items={deals.data.pages.flatMap(({ items }) => items)} />}
      {deals.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void deals.fetchNextPage()} isPending={deals.isFetchingNextPage}>
          {t('insights.behind.more')}
        </Button>
      )}
    </SidePanel>
  )
}

/** How often a number counts a deal is told where it counts more than once. */
type Shown = Omit<MeasuredDeal, 'times'> & Partial<Pick<MeasuredDeal, 'times'>>

export function DealList({ items }: { items: readonly Shown[] }) {
  const { t } = useWords()
  if (items.length === 0) return <EmptyState>{t('insights.behind.none')}</EmptyState>
  return (
    <ul className="-mx-2 flex flex-col">
      {items.map((deal) => (
        <li key={deal.id} className="border-b border-line last:border-b-0">
          <DealRow deal={deal} />
        </li>
      ))}
    </ul>
  )
}

function DealRow({
  deal: { id, name, outcome, stage, amountMinor, currency, startedOn, days, times = 1 },
}: {
  deal: Shown
}) {
  const { t } = useWords()
  const address = useAddress()
  return (
    <Link to={address(`deals/${id}`)} className="flex flex-col gap-0.5 rounded-2 px-2 py-2.5 hover:bg-sunken">
      <span className="flex items-baseline gap-2">
        <bdi className="min-w-0 flex-1 truncate font-medium">{name}</bdi>
        {amountMinor !== null && (
          <span className="text-ink-2">
            <Money value={{ minor: amountMinor, currency }} />
          </span>
        )}
      </span>
      <span className="flex flex-wrap items-center gap-x-2 text-12 text-ink-2">
        <Badge tone={tones[outcome]}>{t(`codes.outcome.${outcome}`)}</Badge>
        <bdi className="truncate">{stage.name}</bdi>
        {times > 1 && <span>{t('insights.behind.times', { times })}</span>}
        {days !== null && (
          <span className="ms-auto">
            {startedOn && (
              <>
                <Day value={startedOn} />
                {' · '}
              </>
            )}
            <bdi>{t('insights.days', { days })}</bdi>
          </span>
        )}
      </span>
    </Link>
  )
}

const tones = { open: 'accent', won: 'ok', lost: 'bad', disqualified: 'plain', not_now: 'warn' } satisfies Record<
  MeasuredDeal['outcome'],
  Tone
>
