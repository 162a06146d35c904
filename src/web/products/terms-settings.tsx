import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { addPaymentTerms, changePaymentTerms, paymentKinds } from '../../contract/terms.ts'
import type { PaymentKind, PaymentTerms } from '../../contract/terms.ts'
import { call } from '../api.ts'
import { useRight } from '../shell/session.ts'
import {
  Button,
  Card,
  NumberField,
  SelectField,
  Switch,
  TextField,
  toast,
  useProblemWords,
  useWords,
} from '../ui/index.ts'
import { usePaymentTerms, useTermsName } from './terms.ts'
import { FormDialog } from '../people/form-dialog.tsx'

/** The terms of payment that deals choose from; what is no longer offered stays with the deals that agreed on it. */
export function TermsSettings() {
  const { t } = useWords()
  const terms = usePaymentTerms()
  const mayEdit = useRight('products.edit')
  const [isAdding, setIsAdding] = useState(false)
  return (
    <Card
      title={t('products.terms')}
      actions={
        mayEdit && (
          <Button icon={IconPlus} onPress={() => setIsAdding(true)}>
            {t('products.terms.add')}
          </Button>
        )
      }
    >
      <ul className="flex flex-col">
        {terms.map((each) => (
          <TermsLine key={each.id} terms={each} mayEdit={mayEdit} />
        ))}
      </ul>
      {isAdding && <TermsDialog onClose={() => setIsAdding(false)} />}
    </Card>
  )
}

function TermsLine({ terms, mayEdit }: { terms: PaymentTerms; mayEdit: boolean }) {
  const { t } = useWords()
  const say = useProblemWords()
  const name = useTermsName()
  const queries = useQueryClient()
  const offer = useMutation({
    mutationFn: (retired: boolean) =>
      call(changePaymentTerms, { params: { id: terms.id }, version: terms.version, body: { retired } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['payment-terms'] }),
    onError: (error) => toast({ text: say(error), tone: 'bad' }),
  })
  const label = name(terms)
  return (
    <li className="flex min-h-10 items-center gap-3 border-b border-line last:border-b-0">
      <span className={terms.retired ? 'min-w-0 flex-1 text-ink-3' : 'min-w-0 flex-1'}>
        <bdi>{label}</bdi>
      </span>
      <Switch
        aria-label={t('products.terms.offer', { terms: label })}
        isSelected={!terms.retired}
        isDisabled={!mayEdit || offer.isPending}
        onChange={(isOffered) => offer.mutate(!isOffered)}
      />
    </li>
  )
}

const asks: Record<PaymentKind, readonly ('days' | 'instalments' | 'everyMonths')[]> = {
  prepaid: [],
  on_delivery: [],
  net: ['days'],
  instalments: ['instalments', 'everyMonths', 'days'],
  subscription: ['everyMonths', 'days'],
}

function TermsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const queries = useQueryClient()
  const [kind, setKind] = useState<PaymentKind>('net')
  const [name, setName] = useState('')
  const [numbers, setNumbers] = useState<Partial<Record<'days' | 'instalments' | 'everyMonths', number | null>>>({})
  const [deposit, setDeposit] = useState<number | null>(null)
  const add = useMutation({
    mutationFn: () => {
      const told = Object.fromEntries(asks[kind].map((field) => [field, numbers[field] ?? null]))
      return call(addPaymentTerms, { body: { kind, name: name.trim() || null, depositPercent: deposit, ...told } })
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['payment-terms'] })
      onClose()
    },
  })
  return (
    <FormDialog
      title={t('products.terms.add')}
      size="small"
      onSubmit={() => add.mutate()}
      problem={add.error}
      isPending={add.isPending}
      onClose={onClose}
    >
      <SelectField
        label={t('people.reach.kind')}
        options={paymentKinds.map((id) => ({ id, label: t(`codes.payment_kind.${id}`) }))}
        value={kind}
        onChange={setKind}
      />
      {asks[kind].map((field) => (
        <NumberField
          key={field}
          label={t(`products.terms.${field}`)}
          name={field}
          minValue={0}
          value={numbers[field] ?? null}
          onChange={(value) => setNumbers({ ...numbers, [field]: value })}
        />
      ))}
      <NumberField
        label={t('products.terms.depositPercent')}
        name="depositPercent"
        minValue={0}
        maxValue={99}
        value={deposit}
        onChange={setDeposit}
      />
      <TextField
        label={t('products.terms.own-name')}
        name="name"
        description={t('products.terms.own-name-hint')}
        value={name}
        onChange={setName}
      />
    </FormDialog>
  )
}
