import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { listCampaignDeals, showCampaignResults } from '../../contract/campaigns.ts'
import type { Campaign } from '../../contract/campaigns.ts'
import { call } from '../api.ts'
import { DealList } from '../measurement/deals-behind.tsx'
import { dayOf } from '../people/day-of.ts'
import { useSession } from '../shell/session.ts'
import {
  Button,
  Card,
  ErrorState,
  Loading,
  Money,
  SidePanel,
  VisuallyHidden,
  useFormats,
  useWords,
} from '../ui/index.ts'

type Behind = 'all' | 'won'

/** What came of a campaign; deals and wins open to the deals themselves. */
export function Results({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const { number } = useFormats()
  const [behind, setBehind] = useState<Behind | null>(null)
  const { id, costCurrency } = campaign
  const results = useQuery({
    queryKey: ['campaign', id, 'results'],
    queryFn: () => call(showCampaignResults, { params: { id } }),
  })
  if (results.isPending) return <Loading />
  if (results.isError) return <ErrorState error={results.error} onRetry={() => void results.refetch()} />
  const { prospects, touched, touches, reached, deals, won, costPerWinMinor } = results.data
  return (
    <Card title={t('campaigns.results')}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 tablet:grid-cols-3">
        <Figure label={t('campaigns.touched')} note={t('campaigns.of-prospects', { count: prospects })}>
          {number(touched)}
        </Figure>
        <Figure label={t('campaigns.touches')}>{number(touches)}</Figure>
        <Figure label={t('campaigns.reached')}>{number(reached)}</Figure>
        <Figure label={t('campaigns.deals')} onOpen={deals > 0 ? () => setBehind('all') : undefined}>
          {number(deals)}
        </Figure>
        <Figure label={t('campaigns.won')} onOpen={won > 0 ? () => setBehind('won') : undefined}>
          {number(won)}
        </Figure>
        <Figure
          label={t('campaigns.cost-per-win')}
          note={
            costPerWinMinor === null
              ? t(campaign.costMinor === null ? 'campaigns.no-cost' : 'campaigns.no-win')
              : undefined
          }
        >
          {costPerWinMinor !== null && costCurrency !== null ? (
            <Money value={{ minor: costPerWinMinor, currency: costCurrency }} />
          ) : (
            '–'
          )}
        </Figure>
      </dl>
      {behind && <DealsOf campaign={campaign} behind={behind} onClose={() => setBehind(null)} />}
    </Card>
  )
}

interface FigureProps {
  readonly label: string
  readonly note?: string | undefined
  readonly onOpen?: (() => void) | undefined
  readonly children: ReactNode
}

function Figure({ label, note, onOpen, children }: FigureProps) {
  return (
    <div className="flex flex-col">
      <dt className="text-12 text-ink-2">{label}</dt>
      <dd className="text-24 font-semibold tabular-nums">
        {onOpen ? (
          <AriaButton
            onPress={onOpen}
            className="cursor-default rounded-1 text-accent underline-offset-4 data-focus-visible:outline-2 data-focus-visible:outline-accent data-hovered:underline"
          >
            <VisuallyHidden>{label} </VisuallyHidden>
            {children}
          </AriaButton>
        ) : (
          children
        )}
        {note && <span className="block text-12 font-normal text-ink-3">{note}</span>}
      </dd>
    </div>
  )
}

function DealsOf({ campaign, behind, onClose }: { campaign: Campaign; behind: Behind; onClose: () => void }) {
  const { t } = useWords()
  const { timeZone } = useSession().workspace
  const { id, name } = campaign
  const found = useInfiniteQuery({
    queryKey: ['campaign', id, 'deals', behind],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listCampaignDeals, {
        params: { id },
        query: {
          limit: 50,
          ...(behind === 'won' ? { outcome: 'won' } : {}),
          ...(pageParam ? { after: pageParam } : {}),
        },
      }),
    getNextPageParam: ({ next }) => next,
  })
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <SidePanel title={t(behind === 'won' ? 'campaigns.won' : 'campaigns.deals')} label={name} onClose={onClose}>
      {found.isPending && <Loading />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && (
        <DealList
          items={items.map((deal) => ({ ...deal, startedOn: dayOf(Date.parse(deal.openedAt), timeZone), days: null }))}
        />
      )}
      {found.hasNextPage && (
        <Button className="mt-4 w-full" onPress={() => void found.fetchNextPage()} isPending={found.isFetchingNextPage}>
          {t('campaigns.more')}
        </Button>
      )}
    </SidePanel>
  )
}
