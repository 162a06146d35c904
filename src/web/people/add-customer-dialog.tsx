import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { certainties } from '../../contract/duplicates.ts'
import { addCompany, addHousehold, addPerson } from '../../contract/people.ts'
import { call } from '../api.ts'
import { type RequiredFields, RequiredInputs, useRequiredFields } from '../fields/required-fields.tsx'
import { useGo } from '../shell/places.ts'
import { TextField, toast, useWords } from '../ui/index.ts'
import { AlikeHint, useAlike } from './alike.tsx'
import { CustomerField } from './customer-field.tsx'
import { customerLists, customerPlace } from './customer-query.ts'
import { customerId } from './customers.ts'
import type { CustomerChoice, CustomerKind } from './customers.ts'
import { FormDialog } from './form-dialog.tsx'

interface AddCustomerDialogProps {
  readonly kind: CustomerKind
  /** Where a new person works, if that is known. */
  readonly company?: { readonly id: string; readonly name: string } | undefined
  /** Instead of going to the new page. */
  readonly onAdded?: ((id: string) => void) | undefined
  readonly onClose: () => void
}

const fieldsOf = {
  company: ['domain', 'phone', 'email', 'city'],
  person: ['title', 'email', 'phone'],
  household: ['street', 'postalCode', 'city', 'phone'],
} as const satisfies Record<CustomerKind, readonly string[]>

type Field = (typeof fieldsOf)[CustomerKind][number]

const types: Partial<Record<Field, 'url' | 'tel' | 'email'>> = { domain: 'url', phone: 'tel', email: 'email' }

/** Adds a customer by its name and the little one knows; who is known already is hinted at while typing. */
export function AddCustomerDialog({ kind, company, onAdded, onClose }: AddCustomerDialogProps) {
  const { t } = useWords()
  const own = useRequiredFields(customerLists[kind])
  const isReady = (typedName: string) => typedName.trim() !== '' && !own.isMissing
  const { name, setName, texts, setTexts, workplace, setWorkplace, add } = useNewCustomer({
    kind,
    company,
    onAdded,
    onClose,
    own: own.body,
  })
  const { email = '', domain = '', phone = '', city = '' } = texts
  const typed = { name, email, domain, phone, city, company: workplace?.name ?? '' }
  const alike = useAlike(kind, typed)
  const isLikely = alike.some(({ score }) => score >= certainties.likely)
  return (
    <FormDialog
      title={t('people.add.title', { kind })}
      onSubmit={() => isReady(name) && add.mutate()}
      problem={add.error}
      isPending={add.isPending}
      isDisabled={!isReady(name)}
      submit={t(isLikely ? 'duplicates.add-anyway' : 'people.add.submit')}
      onClose={onClose}
    >
      <TextField label={t('people.field.name')} name="name" value={name} onChange={setName} autoFocus isRequired />
      {kind === 'person' && (
        <CustomerField
          label={t('people.field.company')}
          name="companyId"
          kinds={onlyCompanies}
          value={workplace}
          onChange={setWorkplace}
        />
      )}
      <div className="grid gap-4 tablet:grid-cols-2">
        {fieldsOf[kind].map((field) => (
          <TextField
            key={field}
            label={t(`people.field.${field}`)}
            name={field}
            type={types[field] ?? 'text'}
            value={texts[field] ?? ''}
            onChange={(text) => setTexts({ ...texts, [field]: text })}
          />
        ))}
      </div>
      <RequiredInputs {...own} />
      <AlikeHint found={alike} />
    </FormDialog>
  )
}

type NewCustomer = AddCustomerDialogProps & { readonly own: RequiredFields['body'] }

/** What is typed of somebody new, and its way to the server. */
function useNewCustomer({ kind, company, onAdded, onClose, own }: NewCustomer) {
  const { t } = useWords()
  const go = useGo()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [texts, setTexts] = useState<Partial<Record<Field, string>>>({})
  const [workplace, setWorkplace] = useState<CustomerChoice | null>(company ? { kind: 'company', ...company } : null)
  const add = useMutation({
    mutationFn: async () => {
      const told = Object.fromEntries(
        Object.entries(texts).flatMap(([field, text]) => (text.trim() ? [[field, text.trim()]] : [])),
      )
      if (kind === 'company') return call(addCompany, { body: { name, ...told, ...own } })
      if (kind === 'household') return call(addHousehold, { body: { name, ...told, ...own } })
      const companyId = workplace && (await customerId(workplace))
      return call(addPerson, { body: { name, ...told, ...own, ...(companyId ? { companyId } : {}) } })
    },
    onSuccess: ({ id }) => {
      void queries.invalidateQueries({ predicate: ({ queryKey: [about] }) => about !== 'session' })
      onClose()
      if (onAdded) onAdded(id)
      else go(customerPlace(kind, id))
      toast({ text: t('people.added', { name }) })
    },
  })
  return { name, setName, texts, setTexts, workplace, setWorkplace, add }
}

const onlyCompanies = ['company'] as const
