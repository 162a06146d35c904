import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addCost, changeCost } from '../../contract/sources.ts'
import type { CostEntry, Source } from '../../contract/sources.ts'
import { call } from '../api.ts'
import { useSession } from '../shell/session.ts'
import { DateField, MoneyField, SelectField, TextField, useWords } from '../ui/index.ts'
import { useToday } from './use-today.ts'
import { FormDialog } from './form-dialog.tsx'

interface CostDialogProps {
  readonly cost: CostEntry | null
  readonly sources: readonly Source[]
  /** The one the list is about; the first unless there is one. */
  readonly source: string | null
  readonly onClose: () => void
}

/** What a source cost: for which days, which campaign, how much. */
export function CostDialog({ cost, sources, source, onClose }: CostDialogProps) {
  const { t } = useWords()
  const today = useToday()
  const { workspace } = useSession()
  const [sourceId, setSourceId] = useState(cost?.sourceId ?? source ?? sources[0]?.id ?? '')
  const [campaign, setCampaign] = useState(cost?.campaign ?? '')
  const [from, setFrom] = useState<string | null>(cost?.from ?? today)
  const [to, setTo] = useState<string | null>(cost?.to ?? today)
  const [amountMinor, setAmount] = useState<number | null>(cost?.amountMinor ?? null)
  const [note, setNote] = useState(cost?.note ?? '')
  const save = useSaveCost(cost, onClose)
  const isWhole = from !== null && to !== null && amountMinor !== null
  const send = () => {
    if (!isWhole) return
    save.mutate({ sourceId, campaign: campaign.trim() || null, from, to, amountMinor, note: note.trim() || null })
  }
  const title = t(cost ? 'people.costs.edit' : 'people.costs.add')
  return (
    <FormDialog
      title={title}
      onSubmit={send}
      problem={save.error}
      isPending={save.isPending}
      isDisabled={!isWhole}
      onClose={onClose}
    >
      <div className="grid gap-4 tablet:grid-cols-2">
        <SelectField
          label={t('people.field.source')}
          options={sources.map(({ id, name }) => ({ id, label: name }))}
          value={sourceId}
          onChange={setSourceId}
        />
        <MoneyField
          label={t('people.costs.amount')}
          name="amountMinor"
          currency={cost?.currency ?? workspace.currency}
          value={amountMinor}
          onChange={setAmount}
        />
        <DateField label={t('people.costs.from')} name="from" value={from} onChange={setFrom} />
        <DateField label={t('people.costs.to')} name="to" value={to} onChange={setTo} />
      </div>
      <TextField label={t('people.costs.campaign')} name="campaign" value={campaign} onChange={setCampaign} />
      <TextField label={t('people.sources.note')} name="note" rows={2} value={note} onChange={setNote} />
    </FormDialog>
  )
}

type Told = Pick<CostEntry, 'sourceId' | 'campaign' | 'from' | 'to' | 'amountMinor' | 'note'>

function useSaveCost(cost: CostEntry | null, onClose: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body: Told) =>
      cost ? call(changeCost, { params: { id: cost.id }, version: cost.version, body }) : call(addCost, { body }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['sources'] })
      onClose()
    },
  })
}
