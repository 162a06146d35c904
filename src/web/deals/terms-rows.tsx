import { useMutation } from '@tanstack/react-query'
import { marketMaturities } from '../../contract/facts.ts'
import { saveFields } from '../people/edit.ts'
import { ChoiceRow } from '../people/field-rows.tsx'
import { usePaymentTerms, useTermsName } from '../products/terms.ts'
import { toast, useProblemWords, useWords } from '../ui/index.ts'
import type { DealEdit } from './deal-fields.tsx'

interface RowProps {
  readonly edit: DealEdit
  readonly isReadOnly: boolean
}

/** How the customer pays, chosen from the workspace's terms; those that retired are only shown where they were agreed on. */
export function TermsRow({ edit, isReadOnly }: RowProps) {
  const { t } = useWords()
  const terms = usePaymentTerms()
  const name = useTermsName()
  const { paymentTermsId } = edit.row
  const choose = useChoice(edit)
  const chosen = terms.find(({ id }) => id === paymentTermsId)
  return (
    <ChoiceRow
      label={t('products.terms')}
      value={paymentTermsId}
      shown={chosen && <bdi>{name(chosen)}</bdi>}
      options={terms
        .filter(({ id, retired }) => !retired || id === paymentTermsId)
        .map((each) => ({ id: each.id, name: name(each) }))}
      nobody={t('products.terms.none')}
      onChoose={(id) => choose({ paymentTermsId: id })}
      isReadOnly={isReadOnly}
    />
  )
}

/** How far the market of what is sold has come. */
export function MaturityRow({ edit, isReadOnly }: RowProps) {
  const { t } = useWords()
  const { marketMaturity } = edit.row
  const choose = useChoice(edit)
  return (
    <ChoiceRow
      label={t('products.maturity')}
      value={marketMaturity}
      shown={marketMaturity && t(`codes.market_maturity.${marketMaturity}`)}
      options={marketMaturities.map((id) => ({ id, name: t(`codes.market_maturity.${id}`) }))}
      nobody={t('products.maturity.none')}
      onChoose={(id) => choose({ marketMaturity: marketMaturities.find((each) => each === id) ?? null })}
      isReadOnly={isReadOnly}
    />
  )
}

function useChoice(edit: DealEdit) {
  const say = useProblemWords()
  const save = useMutation({
    mutationFn: (changes: Parameters<DealEdit['send']>[0]) => saveFields(edit, changes, edit.row.version),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  return (changes: Parameters<DealEdit['send']>[0]) => save.mutate(changes)
}
