import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { trialKinds } from '../../contract/facts.ts'
import type { TrialKind } from '../../contract/facts.ts'
import { showGiftLimits, startTrial } from '../../contract/presenting.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { ProductField } from '../products/product-field.tsx'
import { useSession } from '../shell/session.ts'
import { DateField, MoneyField, SegmentedControl, TextField, useFormats, useWords } from '../ui/index.ts'
import { PersonChoice } from './person-choice.tsx'
import { usePresentingRead } from './presenting-read.ts'

interface Draft {
  readonly kind: TrialKind
  readonly what: string
  readonly productId: string | null
  readonly personId: string | null
  readonly endsOn: string | null
  readonly remindOn: string | null
  readonly costMinor: number | null
}

const empty: Draft = {
  kind: 'trial',
  what: '',
  productId: null,
  personId: null,
  endsOn: null,
  remindOn: null,
  costMinor: null,
}

/** What the buyer may try, or gets: until when, what it costs us, and when to ask how it goes. */
export function TrialDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const readAnew = usePresentingRead()
  const [draft, setDraft] = useState<Draft>(empty)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const isGift = draft.kind === 'gift'
  const start = useMutation({
    mutationFn: () =>
      call(startTrial, {
        body: { dealId: deal.id, ...draft, what: draft.what.trim(), endsOn: isGift ? null : draft.endsOn },
      }),
    onSuccess: () => {
      readAnew()
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('presenting.trial.start')}
      onSubmit={() => start.mutate()}
      problem={start.error}
      isPending={start.isPending}
      isDisabled={draft.what.trim() === ''}
      onClose={onClose}
    >
      <div className="-m-1 overflow-x-auto p-1">
        <SegmentedControl
          label={t('presenting.trial.kind')}
          options={trialKinds.map((value) => ({ value, label: t(`codes.trial-kind.${value}`) }))}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
      </div>
      <TextField
        label={t('presenting.trial.what')}
        name="what"
        value={draft.what}
        onChange={(what) => change({ what })}
        maxLength={200}
        autoFocus
      />
      <TrialFields deal={deal} draft={draft} onChange={change} />
      {isGift && <GiftsSoFar />}
    </FormDialog>
  )
}

interface TrialFieldsProps {
  readonly deal: Deal
  readonly draft: Draft
  readonly onChange: (changes: Partial<Draft>) => void
}

function TrialFields({ deal, draft, onChange }: TrialFieldsProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      <ProductField
        label={t('presenting.trial.product')}
        noneLabel={t('presenting.trial.no-product')}
        value={draft.productId}
        onChange={(productId) => onChange({ productId })}
      />
      <PersonChoice
        deal={deal}
        label={t('presenting.trial.person')}
        value={draft.personId}
        onChange={(personId) => onChange({ personId })}
      />
      {draft.kind !== 'gift' && (
        <DateField
          label={t('presenting.trial.ends-on')}
          name="endsOn"
          value={draft.endsOn}
          onChange={(endsOn) => onChange({ endsOn })}
        />
      )}
      <DateField
        label={t('presenting.trial.remind-on')}
        name="remindOn"
        value={draft.remindOn}
        onChange={(remindOn) => onChange({ remindOn })}
      />
      <MoneyField
        label={t('presenting.trial.cost')}
        name="costMinor"
        currency={workspace.currency}
        value={draft.costMinor}
        onChange={(costMinor) => onChange({ costMinor })}
      />
    </div>
  )
}

/** What this month's gifts have cost, and may. */
function GiftsSoFar() {
  const { t } = useWords()
  const { money } = useFormats()
  const { data: limits } = useQuery({ queryKey: ['gift-limits'], queryFn: () => call(showGiftLimits, {}) })
  if (!limits) return null
  const { spentMinor, monthMinor, dealMinor, currency } = limits
  const written = (minor: number | null) => (minor === null ? null : money({ minor, currency }))
  return (
    <p className="text-12 text-ink-2">
      {t('presenting.gifts.so-far', {
        spent: money({ minor: spentMinor, currency }),
        month: written(monthMinor),
        deal: written(dealMinor),
      })}
    </p>
  )
}
