import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addCampaign, changeCampaign } from '../../contract/campaigns.ts'
import type { Campaign } from '../../contract/campaigns.ts'
import { channels } from '../../contract/process.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { listsQuery } from '../prospects/prospects-query.ts'
import { useSession } from '../shell/session.ts'
import { DateField, MoneyField, SelectField, TextField, useWords } from '../ui/index.ts'

interface CampaignDialogProps {
  /** Null plans a new one. */
  readonly campaign: Campaign | null
  readonly onClose: () => void
  readonly onSaved: (campaign: Campaign) => void
}

type Draft = Pick<Campaign, 'name' | 'listId' | 'channel' | 'startsOn' | 'endsOn' | 'costMinor'> & { message: string }

const empty: Draft = {
  name: '',
  listId: '',
  channel: 'phone',
  message: '',
  startsOn: null,
  endsOn: null,
  costMinor: null,
}

/** To whom, by what, what is said, when, and what it costs. */
export function CampaignDialog({ campaign, onClose, onSaved }: CampaignDialogProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const [draft, setDraft] = useState<Draft>(campaign ? { ...campaign, message: campaign.message ?? '' } : empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const save = useSaving(campaign, draft, onClose, onSaved)
  return (
    <FormDialog
      title={t(campaign ? 'campaigns.edit' : 'campaigns.add')}
      onSubmit={() => save.mutate()}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={draft.name.trim() === '' || draft.listId === ''}
      onClose={onClose}
    >
      <TextField
        label={t('campaigns.name')}
        name="name"
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={100}
        autoFocus
      />
      <WhomAndHow campaign={campaign} draft={draft} onChange={change} />
      <TextField
        label={t('campaigns.message')}
        name="message"
        dir="auto"
        value={draft.message}
        onChange={(message) => change({ message })}
        rows={5}
        maxLength={10_000}
      />
      <TimeAndCost draft={draft} currency={campaign?.costCurrency ?? workspace.currency} onChange={change} />
    </FormDialog>
  )
}

interface WhomAndHowProps {
  readonly campaign: Campaign | null
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

function WhomAndHow({ campaign, draft, onChange }: WhomAndHowProps) {
  const { t } = useWords()
  const lists = useQuery(listsQuery).data ?? []
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      {/* Whom it is for stays: what came of it could not be told otherwise. */}
      {!campaign && (
        <SelectField
          label={t('campaigns.list')}
          name="listId"
          options={lists.map(({ id, name }) => ({ id, label: name }))}
          value={draft.listId}
          onChange={(listId) => onChange({ listId })}
        />
      )}
      {!campaign?.startedAt && (
        <SelectField
          label={t('campaigns.channel')}
          options={channels.map((id) => ({ id, label: t(`codes.channel.${id}`) }))}
          value={draft.channel}
          onChange={(channel) => onChange({ channel })}
        />
      )}
    </div>
  )
}

interface TimeAndCostProps {
  readonly draft: Draft
  readonly currency: string
  readonly onChange: (changes: Partial<Draft>) => void
}

function TimeAndCost({ draft, currency, onChange }: TimeAndCostProps) {
  const { t } = useWords()
  return (
    <div className="grid gap-4 tablet:grid-cols-3">
      <DateField
        label={t('campaigns.starts-on')}
        name="startsOn"
        value={draft.startsOn}
        onChange={(startsOn) => onChange({ startsOn })}
      />
      <DateField
        label={t('campaigns.ends-on')}
        name="endsOn"
        value={draft.endsOn}
        onChange={(endsOn) => onChange({ endsOn })}
      />
      <MoneyField
        label={t('campaigns.cost')}
        name="costMinor"
        currency={currency}
        value={draft.costMinor}
        onChange={(costMinor) => onChange({ costMinor })}
      />
    </div>
  )
}

function useSaving(
  campaign: Campaign | null,
  draft: Draft,
  onClose: () => void,
  onSaved: CampaignDialogProps['onSaved'],
) {
  const queries = useQueryClient()
  const { startsOn, endsOn, costMinor, channel } = draft
  const said = { name: draft.name.trim(), message: draft.message.trim() || null, startsOn, endsOn, costMinor }
  return useMutation({
    mutationFn: () =>
      campaign
        ? call(changeCampaign, {
            params: { id: campaign.id },
            version: campaign.version,
            body: { ...said, ...(campaign.startedAt ? {} : { channel }) },
          })
        : call(addCampaign, { body: { ...said, channel, listId: draft.listId } }),
    onSuccess: (saved) => {
      void queries.invalidateQueries({ queryKey: ['campaigns'] })
      void queries.invalidateQueries({ queryKey: ['campaign'] })
      onClose()
      onSaved(saved)
    },
  })
}
