import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { checkCampaign, dropCampaignFaults, listCampaignFaults } from '../../contract/campaigns.ts'
import type { Campaign, CampaignFault, Faulty } from '../../contract/campaigns.ts'
import { call } from '../api.ts'
import { useLook } from '../deals/use-look.ts'
import { CustomerIcon } from '../people/customer-kind.tsx'
import { useRight } from '../shell/session.ts'
import {
  Ago,
  Badge,
  Button,
  Card,
  ErrorState,
  Loading,
  ProgressBar,
  cx,
  toast,
  useFormats,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { faultsQuery } from './least-usable.tsx'

/** How much of the data can be used, against what the workspace asks for, and what is to be mended. */
export function DataCheck({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const mayRun = useRight('deals.assign')
  const queries = useQueryClient()
  const [fault, setFault] = useState<CampaignFault | null>(null)
  const { check } = campaign
  const again = useMutation({
    mutationFn: () => call(checkCampaign, { params: { id: campaign.id } }),
    onSuccess: (checked) => queries.setQueryData(['campaign', campaign.id], checked),
  })
  return (
    <Card
      title={t('campaigns.check')}
      actions={
        mayRun && (
          <Button
            variant="quiet"
            onPress={() => again.mutate()}
            isPending={again.isPending || (check?.isRunning ?? false)}
          >
            {t('campaigns.check.again')}
          </Button>
        )
      }
    >
      {check?.isRunning && (
        <p role="status" className="text-ink-2">
          {t('campaigns.check.running', { count: check.checked })}
        </p>
      )}
      {check && !check.isRunning && (
        // Another check found other people: what was narrowed to may be no more.
        <Checked key={check.at} campaign={campaign} check={check} fault={fault} onFault={setFault} />
      )}
    </Card>
  )
}

interface CheckedProps {
  readonly campaign: Campaign
  readonly check: NonNullable<Campaign['check']>
  readonly fault: CampaignFault | null
  readonly onFault: (fault: CampaignFault | null) => void
}

function Checked({ campaign: { id }, check, fault, onFault }: CheckedProps) {
  const { t } = useWords()
  const { percent } = useFormats()
  const found = useQuery(faultsQuery(id))
  if (!found.data) return <Loading />
  const { counts, leastUsablePercent } = found.data
  const share = check.checked === 0 ? 0 : check.usable / check.checked
  const isEnough = check.checked > 0 && Math.floor(share * 100) >= leastUsablePercent
  return (
    <>
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className={cx('text-32 font-semibold tabular-nums', isEnough ? 'text-ok' : 'text-bad')}>
            {percent(Math.floor(share * 100) / 100)}
          </span>
          <span>{t('campaigns.usable-of', { usable: check.usable, checked: check.checked })}</span>
        </p>
        <ProgressBar label={t('campaigns.check')} value={check.usable} max={check.checked} />
        <p className="text-12 text-ink-2">
          {t(isEnough ? 'campaigns.check.enough' : 'campaigns.check.short', { percent: leastUsablePercent })}
          {check.at && (
            <>
              {' · '}
              <Ago value={check.at} />
            </>
          )}
        </p>
      </div>
      {counts.length > 0 && (
        <>
          <div role="group" aria-label={t('campaigns.mend')} className="flex flex-wrap gap-2 border-t border-line pt-3">
            {counts.map((each) => (
              <Button
                key={each.fault}
                variant={fault === each.fault ? 'primary' : 'plain'}
                aria-pressed={fault === each.fault}
                onPress={() => onFault(fault === each.fault ? null : each.fault)}
              >
                {t('campaigns.fault-count', { fault: t(`campaigns.fault.${each.fault}`), count: each.count })}
              </Button>
            ))}
          </div>
          <FaultyOnes id={id} fault={fault} />
        </>
      )}
    </>
  )
}

function FaultyOnes({ id, fault }: { id: string; fault: CampaignFault | null }) {
  const { t } = useWords()
  const mayRun = useRight('deals.assign')
  const faulty = useInfiniteQuery({
    queryKey: ['campaign', id, 'faulty', fault],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call(listCampaignFaults, {
        params: { id },
        query: { limit: 50, ...(fault ? { fault } : {}), ...(pageParam ? { after: pageParam } : {}) },
      }),
    getNextPageParam: ({ next }) => next,
  })
  const drop = useDropping(id, fault)
  if (faulty.isPending) return <Loading />
  if (faulty.isError) return <ErrorState error={faulty.error} onRetry={() => void faulty.refetch()} />
  return (
    <>
      <ul className="flex flex-col">
        {faulty.data.pages
          .flatMap(({ items }) => items)
          .map((one) => (
            <FaultyLine key={one.id} one={one} />
          ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {faulty.hasNextPage && (
          <Button onPress={() => void faulty.fetchNextPage()} isPending={faulty.isFetchingNextPage}>
            {t('campaigns.more')}
          </Button>
        )}
        {mayRun && (
          <Button onPress={() => drop.mutate()} isPending={drop.isPending}>
            {t(fault ? 'campaigns.drop.these' : 'campaigns.drop.all')}
          </Button>
        )}
      </div>
    </>
  )
}

function useDropping(id: string, fault: CampaignFault | null) {
  const { t } = useWords()
  const say = useProblemWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => call(dropCampaignFaults, { params: { id }, body: fault ? { fault } : {} }),
    onSuccess: ({ dropped }) => {
      toast({ text: t('campaigns.dropped', { count: dropped }) })
      void queries.invalidateQueries({ queryKey: ['campaign', id] })
      void queries.invalidateQueries({ queryKey: ['prospects'] })
    },
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
}

function FaultyLine({ one: { customer, phone, email, faults } }: { one: Faulty }) {
  const { t } = useWords()
  const [, look] = useLook()
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <Button
        variant="quiet"
        onPress={() => look({ customer: `${customer.kind}.${customer.id}` })}
        className="min-w-0 justify-start! px-1!"
      >
        <span className="flex min-w-0 items-center gap-2">
          <CustomerIcon kind={customer.kind} size={16} />
          <bdi className="truncate">{customer.name}</bdi>
        </span>
      </Button>
      <bdi dir="ltr" className="text-12 text-ink-2">
        {phone ?? email}
      </bdi>
      <span className="ms-auto flex flex-wrap gap-1">
        {faults.map((fault) => (
          <Badge key={fault} tone={fault === 'opted_out' || fault === 'phone_reported' ? 'bad' : 'warn'}>
            {t(`campaigns.fault.${fault}`)}
          </Badge>
        ))}
      </span>
    </li>
  )
}
