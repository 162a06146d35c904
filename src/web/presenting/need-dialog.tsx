import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Deal } from '../../contract/deals.ts'
import { changeNeed, dropNeed, noteNeed } from '../../contract/presenting.ts'
import type { Need } from '../../contract/presenting.ts'
import { call } from '../api.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { ProductField } from '../products/product-field.tsx'
import { Button, SegmentedControl, TextField, useWords } from '../ui/index.ts'
import { PersonChoice } from './person-choice.tsx'
import { usePresentingRead } from './presenting-read.ts'

const weights = ['3', '2', '1'] as const

interface Draft {
  readonly words: string
  readonly weight: number
  readonly personId: string | null
  readonly productId: string | null
}

interface NeedDialogProps {
  readonly deal: Deal
  readonly need: Need | null
  readonly onClose: () => void
}

/** What the buyer needs, how much it weighs, and what of ours meets it. */
export function NeedDialog({ deal, need, onClose }: NeedDialogProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState({
    words: need?.words ?? '',
    weight: need?.weight ?? 2,
    personId: need?.person?.id ?? null,
    productId: need?.product?.id ?? null,
  })
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const { save, drop } = useSaving(deal, need, draft, onClose)
  return (
    <FormDialog
      title={t(need ? 'presenting.need.edit' : 'presenting.need.add')}
      onSubmit={() => save.mutate()}
      problem={save.error ?? drop.error}
      isPending={save.isPending}
      isDisabled={draft.words.trim() === ''}
      onClose={onClose}
      aside={
        need && (
          <Button variant="quiet" isPending={drop.isPending} onPress={() => drop.mutate(need.id)} className="me-auto">
            {t('presenting.need.drop')}
          </Button>
        )
      }
    >
      <TextField
        label={t('presenting.need.words')}
        name="words"
        value={draft.words}
        onChange={(words) => change({ words })}
        maxLength={500}
        autoFocus
      />
      <SegmentedControl
        label={t('presenting.need.weight')}
        options={weights.map((value) => ({ value, label: t(`codes.need-weight.${value}`) }))}
        value={weights.find((each) => Number(each) === draft.weight) ?? '2'}
        onChange={(weight) => change({ weight: Number(weight) })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <ProductField
          label={t('presenting.need.product')}
          noneLabel={t('presenting.need.no-product')}
          value={draft.productId}
          onChange={(productId) => change({ productId })}
        />
        <PersonChoice
          deal={deal}
          label={t('presenting.need.person')}
          value={draft.personId}
          onChange={(personId) => change({ personId })}
        />
      </div>
    </FormDialog>
  )
}

function useSaving(deal: Deal, need: Need | null, draft: Draft, onClose: () => void) {
  const readAnew = usePresentingRead()
  const onSuccess = () => {
    readAnew()
    onClose()
  }
  const save = useMutation({
    mutationFn: () =>
      need
        ? call(changeNeed, { params: { id: need.id }, body: draft })
        : call(noteNeed, { body: { dealId: deal.id, ...draft } }),
    onSuccess,
  })
  const drop = useMutation({ mutationFn: async (id: string) => call(dropNeed, { params: { id } }), onSuccess })
  return { save, drop }
}
