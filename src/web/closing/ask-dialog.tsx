import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { askToClose } from '../../contract/closing.ts'
import type { Deal } from '../../contract/deals.ts'
import { closeAnswers, signals } from '../../contract/facts.ts'
import type { Signal } from '../../contract/facts.ts'
import { undoMove } from '../../contract/moves.ts'
import { call } from '../api.ts'
import { useDealSaved } from '../deals/deal-query.ts'
import { FormDialog } from '../people/form-dialog.tsx'
import { MoneyField, SegmentedControl, SelectField, TextField, toast, useProblemWords, useWords } from '../ui/index.ts'
import { useClosingRead } from './closing-query.ts'
import { type Asking, TechniqueFields, named, nothingAsked } from './technique-fields.tsx'

interface Draft {
  readonly asking: Asking
  readonly signal: Signal
  readonly answer: (typeof closeAnswers)[number]
  readonly amountMinor: number | null
  readonly note: string
}

/** The order is asked for: how, after which signal, and what the buyer said. A yes wins the deal. */
export function AskDialog({ deal, onClose }: { deal: Deal; onClose: () => void }) {
  const { t } = useWords()
  const [draft, setDraft] = useState<Draft>({
    asking: { ...nothingAsked, technique: 'direct' },
    signal: 'not_stated',
    answer: 'yes',
    amountMinor: deal.amountMinor,
    note: '',
  })
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const ask = useAsking(deal, draft, onClose)
  return (
    <FormDialog
      title={t('closing.ask')}
      onSubmit={() => ask.mutate()}
      problem={ask.error}
      isPending={ask.isPending}
      submit={t(draft.answer === 'yes' ? 'closing.ask.win' : 'closing.ask.keep')}
      onClose={onClose}
    >
      <SegmentedControl
        label={t('closing.answer')}
        options={closeAnswers.map((value) => ({ value, label: t(`codes.close_answer.${value}`) }))}
        value={draft.answer}
        onChange={(answer) => change({ answer })}
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <TechniqueFields dealId={deal.id} value={draft.asking} onChange={(asking) => change({ asking })} />
        <SelectField
          label={t('deals.end.signal')}
          name="signal"
          options={signals.map((id) => ({ id, label: t(`codes.signal.${id}`) }))}
          value={draft.signal}
          onChange={(signal) => change({ signal })}
        />
        {draft.answer === 'yes' && (
          <MoneyField
            label={t('deals.field.amount')}
            name="amountMinor"
            currency={deal.currency}
            value={draft.amountMinor}
            onChange={(amountMinor) => change({ amountMinor })}
          />
        )}
      </div>
      <TextField
        label={t('closing.note')}
        name="note"
        value={draft.note}
        onChange={(note) => change({ note })}
        rows={2}
        maxLength={2000}
      />
    </FormDialog>
  )
}

function useAsking(deal: Deal, { asking, signal, answer, amountMinor, note }: Draft, onClose: () => void) {
  const { t } = useWords()
  const say = useProblemWords()
  const saved = useDealSaved()
  const readAnew = useClosingRead()
  return useMutation({
    mutationFn: () =>
      call(askToClose, {
        params: { id: deal.id },
        body: {
          ...named(asking),
          signal,
          answer,
          fromStage: deal.stage.id,
          ...(answer === 'yes' && amountMinor !== null ? { amountMinor } : {}),
          ...(note.trim() ? { note: note.trim() } : {}),
        },
      }),
    onSuccess: ({ deal: now, factId }) => {
      saved(now)
      readAnew()
      onClose()
      if (factId === null) return toast({ text: t('closing.asked') })
      const undo = () =>
        void call(undoMove, { params: { id: deal.id }, body: { factId } })
          .then((moved) => saved(moved.deal))
          .catch((error: unknown) => toast({ text: say(error), tone: 'bad' }))
      return toast({ text: t('deals.toast.win', { deal: deal.name }), onUndo: undo })
    },
  })
}
