import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReactNode } from 'react'
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs'
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconPhone.mjs'
import type { Campaign } from '../../contract/campaigns.ts'
import { CustomerBeside } from '../deals/customer-beside.tsx'
import { DealActs } from '../deals/deal-acts.tsx'
import { Page } from '../shell/page.tsx'
import { useAddress } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Card, ErrorState, Loading, Money, buttonClass, useFormats, useWords } from '../ui/index.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { CampaignRun } from './campaign-run.tsx'
import { DataCheck } from './data-check.tsx'
import { Results } from './results.tsx'
import { Span } from './span.tsx'
import { campaignQuery, statusOf, statusTones } from './campaigns-query.ts'

/** One campaign: whether its data is good enough, what is said, what came of it. */
export function CampaignScreen() {
  const { t } = useWords()
  const { campaignId = '' } = useParams({ strict: false })
  const campaign = useQuery(campaignQuery(campaignId))
  return (
    <DealActs>
      <Page
        title={campaign.data?.name ?? t('campaigns.title')}
        views={campaign.data && <Status campaign={campaign.data} />}
        primary={campaign.data && <CampaignRun campaign={campaign.data} />}
      >
        {campaign.isPending && <Loading />}
        {campaign.isError && <ErrorState error={campaign.error} onRetry={() => void campaign.refetch()} />}
        {campaign.data && <Whole campaign={campaign.data} />}
      </Page>
      <CustomerBeside />
    </DealActs>
  )
}

function Status({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const status = statusOf(campaign)
  return <Badge tone={statusTones[status]}>{t(`campaigns.status.${status}`)}</Badge>
}

function Whole({ campaign }: { campaign: Campaign }) {
  const isPlanned = statusOf(campaign) === 'planned'
  return (
    <div className="mx-auto grid max-w-310 items-start gap-5 wide:grid-cols-[minmax(0,1fr)_380px]">
      <div className="flex min-w-0 flex-col gap-5">
        {!isPlanned && <Results campaign={campaign} />}
        {statusOf(campaign) !== 'stopped' && <DataCheck campaign={campaign} />}
      </div>
      <About campaign={campaign} />
    </div>
  )
}

function About({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const { instant } = useFormats()
  const address = useAddress()
  const mayRun = useRight('deals.assign')
  const mayWork = useRight('deals.work')
  const [isEdited, setEdited] = useState(false)
  const { list, channel, message, costMinor, costCurrency, startedAt, stoppedAt } = campaign
  return (
    <Card
      title={t('campaigns.about')}
      actions={
        mayRun && (
          <Button variant="quiet" icon={IconPencil} onPress={() => setEdited(true)}>
            {t('campaigns.edit')}
          </Button>
        )
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5">
        <Line label={t('campaigns.list')}>
          <Link to={address('prospects')} search={{ list: list.id }} className="text-accent hover:underline">
            <bdi>{list.name}</bdi>
          </Link>
        </Line>
        <Line label={t('campaigns.channel')}>{t(`codes.channel.${channel}`)}</Line>
        {(campaign.startsOn ?? campaign.endsOn) && (
          <Line label={t('campaigns.planned')}>
            <Span campaign={campaign} />
          </Line>
        )}
        {startedAt && <Line label={t('campaigns.started')}>{instant(startedAt)}</Line>}
        {stoppedAt && <Line label={t('campaigns.stopped')}>{instant(stoppedAt)}</Line>}
        {costMinor !== null && costCurrency !== null && (
          <Line label={t('campaigns.cost')}>
            <Money value={{ minor: costMinor, currency: costCurrency }} />
          </Line>
        )}
      </dl>
      {message && (
        <p dir="auto" className="rounded-3 bg-sunken p-3 leading-relaxed whitespace-pre-line">
          {message}
        </p>
      )}
      {channel === 'phone' && mayWork && startedAt && !stoppedAt && (
        <Link to={address(`calls/${list.id}`)} className={`${buttonClass('primary')} gap-2 self-start`}>
          <IconPhone size={16} stroke={1.75} />
          {t('campaigns.call')}
        </Link>
      )}
      {isEdited && <CampaignDialog campaign={campaign} onClose={() => setEdited(false)} onSaved={() => {}} />}
    </Card>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-12 text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
