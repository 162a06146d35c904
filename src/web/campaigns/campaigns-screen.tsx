import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import IconSpeakerphone from '@tabler/icons-react/dist/esm/icons/IconSpeakerphone.mjs'
import type { Campaign } from '../../contract/campaigns.ts'
import { Page } from '../shell/page.tsx'
import { useAddress, useGo } from '../shell/places.ts'
import { useRight } from '../shell/session.ts'
import { Badge, Button, Card, EmptyState, ErrorState, Loading, useWords } from '../ui/index.ts'
import { CampaignDialog } from './campaign-dialog.tsx'
import { LeastUsable } from './least-usable.tsx'
import { Span } from './span.tsx'
import { campaignsQuery, statusOf, statusTones } from './campaigns-query.ts'

/** What runs, what is planned, what is over. */
export function CampaignsScreen() {
  const { t } = useWords()
  const go = useGo()
  const mayRun = useRight('deals.assign')
  const mayRule = useRight('workspace.manage')
  const campaigns = useQuery(campaignsQuery)
  const [isAdding, setAdding] = useState(false)
  const add = mayRun && (
    <Button variant="primary" icon={IconPlus} onPress={() => setAdding(true)}>
      {t('campaigns.add')}
    </Button>
  )
  return (
    <Page title={t('campaigns.title')} primary={add}>
      <div className="mx-auto flex max-w-250 flex-col gap-5">
        {campaigns.isPending && <Loading />}
        {campaigns.isError && <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />}
        {campaigns.data?.length === 0 && (
          <EmptyState
            picture={<IconSpeakerphone size={56} stroke={1.25} className="text-ink-3" aria-hidden />}
            action={add}
          >
            {t('campaigns.none')}
          </EmptyState>
        )}
        {(['running', 'planned', 'stopped'] as const).map((status) => {
          const items = (campaigns.data ?? []).filter((campaign) => statusOf(campaign) === status)
          if (items.length === 0) return null
          return (
            <Card key={status} title={t(`campaigns.group.${status}`)}>
              <ul className="-my-2 flex flex-col">
                {items.map((campaign) => (
                  <Line key={campaign.id} campaign={campaign} />
                ))}
              </ul>
            </Card>
          )
        })}
        {mayRule && campaigns.data && campaigns.data.length > 0 && <LeastUsable about={campaigns.data[0]?.id ?? ''} />}
      </div>
      {isAdding && (
        <CampaignDialog campaign={null} onClose={() => setAdding(false)} onSaved={({ id }) => go(`campaigns/${id}`)} />
      )}
    </Page>
  )
}

function Line({ campaign }: { campaign: Campaign }) {
  const { t } = useWords()
  const address = useAddress()
  const { id, name, list, channel, check } = campaign
  const status = statusOf(campaign)
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to={address(`campaigns/${id}`)} className="-mx-2 flex flex-col gap-1 rounded-2 px-2 py-3 hover:bg-sunken">
        <span className="flex flex-wrap items-center gap-2">
          <bdi className="font-semibold">{name}</bdi>
          <Badge tone={statusTones[status]}>{t(`campaigns.status.${status}`)}</Badge>
          {status === 'planned' && check && !check.isRunning && (
            <span className="text-12 text-ink-2">
              {t('campaigns.usable-of', { usable: check.usable, checked: check.checked })}
            </span>
          )}
        </span>
        <span className="text-12 text-ink-2">
          {t(`codes.channel.${channel}`)}
          {' · '}
          <bdi>{list.name}</bdi>
          <Span campaign={campaign} lead=" · " />
        </span>
      </Link>
    </li>
  )
}
