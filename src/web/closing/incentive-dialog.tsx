import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { offerIncentive, showIncentiveLimit } from '../../contract/closing.ts'
import type { Deal } from '../../contract/deals.ts'
import { incentiveKinds } from '../../contract/facts.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { useToday } from '../people/use-today.ts'
import { DateField, MoneyField, SelectField, TextField, toast, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'

interface Draft {
  readonly kind: (typeof incentiveKinds)[number]
  readonly name: string
  readonly costMinor: number | null
  readonly expiresOn: string | null
}

const empty: Draft = { kind: 'discount', name: '', costMinor: null, expiresOn: null }

/** Something to win the deal with: what it costs us, and the last day it holds. */
export function IncentiveDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const today = useToday()
  const [draft, setDraft] = useState(empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const limit = useQuery({ queryKey: ['closing-choices', 'limit'], queryFn: () => call(showIncentiveLimit, {}) })
  const offer = useOffer(deal, draft, onClose)
  return (
    <FormDialog
      title={t('closing.incentive.add')}
      onSubmit={() => offer.mutate()}
      problem={offer.error}
      isPending={offer.isPending}
      isDisabled={draft.name.trim() === '' || draft.costMinor === null || draft.expiresOn === null}
      onClose={onClose}
    >
      <TextField
        label={t('closing.incentive.name')}
        name="name"
        value={draft.name}
        onChange={(name) => change({ name })}
        maxLength={120}
        autoFocus
      />
      <SelectField
        label={t('closing.incentive.kind')}
        options={incentiveKinds.map((id) => ({ id, label: t(`codes.incentive.${id}`) }))}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <MoneyField
          label={t('closing.incentive.cost')}
          name="costMinor"
          currency={deal.currency}
          value={draft.costMinor}
          onChange={(costMinor) => change({ costMinor })}
          {...(limit.data && { description: t('closing.incentive.limit', { percent: limit.data.percent }) })}
        />
        <DateField
          label={t('closing.incentive.expires')}
          name="expiresOn"
          value={draft.expiresOn}
          onChange={(expiresOn) => change({ expiresOn })}
          minValue={today}
        />
      </div>
    </FormDialog>
  )
}

function useOffer(deal: Deal, { kind, name, costMinor, expiresOn }: Draft, onClose: () => void) {
  const { t } = useWords()
  const readAnew = useClosingRead()
  const body = { kind, name: name.trim(), costMinor: costMinor ?? 0, expiresOn: expiresOn ?? '' }
  return useMutation({
    mutationFn: () => call(offerIncentive, { params: { id: deal.id }, body }),
    onSuccess: ({ state }) => {
      readAnew()
      onClose()
      if (state === 'waiting') toast({ text: t('closing.incentive.waits') })
    },
  })
}
