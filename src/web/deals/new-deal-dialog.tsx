import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { openDeal } from '../../contract/deals.ts'
import { useCurrencies } from '../access/places-and-money.ts'
import { call } from '../api.ts'
import { type RequiredFields, RequiredInputs, useRequiredFields } from '../fields/required-fields.tsx'
import { CustomerField } from '../people/customer-field.tsx'
import { customerFields, customerId } from '../people/customers.ts'
import type { CustomerChoice } from '../people/customers.ts'
import { useMembers } from '../people/members.ts'
import { ProcessChoice } from '../process/process-choice.tsx'
import { useToday } from '../people/use-today.ts'
import { useGo } from '../shell/places.ts'
import { useRight, useSession } from '../shell/session.ts'
import {
  Button,
  ComboBox,
  DateField,
  Dialog,
  Form,
  MoneyField,
  SelectField,
  TextField,
  toast,
  useWords,
} from '../ui/index.ts'
import { useDealSaved, useSources } from './deal-query.ts'

interface NewDealDialogProps {
  readonly processId: string | undefined
  readonly onClose: () => void
}

/** A new deal: its name is enough, the rest can wait. */
export function NewDealDialog({ processId: looked, onClose }: NewDealDialogProps) {
  const { t } = useWords()
  const go = useGo()
  const saved = useDealSaved()
  const draft = useDraft()
  const [processId, setProcessId] = useState(looked)
  const own = useRequiredFields('deals')
  const isReady = draft.values.name.trim() !== '' && !own.isMissing
  const open = useMutation({
    mutationFn: () => send(draft, processId, own.body),
    onSuccess: (deal) => {
      saved(deal)
      toast({ text: t('deals.toast.opened', { deal: deal.name }) })
      go(`board/${deal.id}`)
    },
  })
  return (
    <Dialog title={t('shell.new-deal')} isOpen onClose={onClose}>
      <Form
        label={t('shell.new-deal')}
        onSubmit={() => isReady && open.mutate()}
        problem={open.error}
        actions={
          <>
            <Button onPress={onClose}>{t('deals.cancel')}</Button>
            <Button type="submit" variant="primary" isDisabled={!isReady} isPending={open.isPending}>
              {t('deals.new.submit')}
            </Button>
          </>
        }
      >
        <TextField
          label={t('deals.field.name')}
          name="name"
          value={draft.values.name}
          onChange={(name) => draft.set({ name })}
          placeholder={t('deals.new.name-example')}
          maxLength={200}
          isRequired
          autoFocus
        />
        <CustomerField
          label={t('deals.field.customer')}
          description={t('deals.customer.hint')}
          value={draft.values.customer}
          onChange={(customer) => draft.set({ customer })}
        />
        <ProcessChoice isForNew value={processId} onChange={setProcessId} />
        <DealNumbers draft={draft} />
        <Assignment draft={draft} />
        <FirstStep draft={draft} />
        <RequiredInputs {...own} />
      </Form>
    </Dialog>
  )
}

const nobody = 'nobody'

function useDraft() {
  const { member, workspace } = useSession()
  const today = useToday()
  const [values, setValues] = useState(() => ({
    name: '',
    customer: null as CustomerChoice | null, // Nobody yet, where the literal alone would say nobody ever.
    amountMinor: null as number | null,
    currency: workspace.currency,
    expectedCloseOn: null as string | null,
    owner: member.id,
    source: null as string | null,
    step: '',
    stepOn: today as string | null,
  }))
  return { values, set: (changes: Partial<typeof values>) => setValues((known) => ({ ...known, ...changes })) }
}

type Draft = ReturnType<typeof useDraft>

async function send({ values }: Draft, processId: string | undefined, own: RequiredFields['body']) {
  const { name, customer, amountMinor, currency, expectedCloseOn, owner, source, step, stepOn } = values
  const found = customer && { kind: customer.kind, id: await customerId(customer) }
  return call(openDeal, {
    body: {
      name: name.trim(),
      ...customerFields(found),
      ownerId: owner === nobody ? null : owner,
      sourceId: source,
      amountMinor,
      currency,
      expectedCloseOn,
      ...(step.trim() && stepOn ? { nextStep: { text: step.trim(), on: stepOn } } : {}),
      ...(processId ? { processId } : {}),
      ...own,
    },
  })
}

function DealNumbers({ draft }: { draft: Draft }) {
  const { t } = useWords()
  return (
    <div className="grid grid-cols-2 gap-3 tablet:grid-cols-3">
      <MoneyField
        label={t('deals.field.amount')}
        name="amountMinor"
        currency={draft.values.currency}
        value={draft.values.amountMinor}
        onChange={(amountMinor) => draft.set({ amountMinor })}
      />
      <ComboBox
        label={t('deals.field.currency')}
        name="currency"
        options={useCurrencies()}
        value={draft.values.currency}
        onChange={(currency) => currency && draft.set({ currency })}
      />
      <DateField
        label={t('deals.field.expected')}
        name="expectedCloseOn"
        value={draft.values.expectedCloseOn}
        onChange={(expectedCloseOn) => draft.set({ expectedCloseOn })}
        className="max-tablet:col-span-2"
      />
    </div>
  )
}

function Assignment({ draft }: { draft: Draft }) {
  const { t } = useWords()
  const { member } = useSession()
  const members = useMembers()
  const sources = useSources()
  const mayAssign = useRight('deals.assign')
  const others = mayAssign ? members.filter(({ id }) => id !== member.id) : []
  return (
    <div className="grid gap-3 tablet:grid-cols-2">
      <SelectField
        label={t('deals.field.owner')}
        name="ownerId"
        options={[
          { id: member.id, label: member.name },
          ...others.map(({ id, name }) => ({ id, label: name })),
          { id: nobody, label: t('people.owner.nobody') },
        ]}
        value={draft.values.owner}
        onChange={(owner) => draft.set({ owner })}
      />
      {sources.length > 0 && (
        <SelectField
          label={t('deals.field.source')}
          name="sourceId"
          options={sources.map(({ id, name }) => ({ id, label: name }))}
          value={draft.values.source}
          onChange={(source) => draft.set({ source })}
        />
      )}
    </div>
  )
}

function FirstStep({ draft }: { draft: Draft }) {
  const { t } = useWords()
  return (
    <div className="grid gap-3 tablet:grid-cols-[minmax(0,1fr)_150px]">
      <TextField
        label={t('deals.next.title')}
        name="nextStep.text"
        value={draft.values.step}
        onChange={(step) => draft.set({ step })}
        placeholder={t('deals.new.step-example')}
        maxLength={200}
      />
      <DateField
        label={t('deals.next.on')}
        name="nextStep.on"
        value={draft.values.stepOn}
        onChange={(stepOn) => draft.set({ stepOn })}
      />
    </div>
  )
}
