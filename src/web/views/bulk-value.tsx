import { useState } from 'react'
import type { CustomValue } from '../../contract/custom-values.ts'
import type { Field, ListKind } from '../../contract/fields.ts'
import { OwnValueField } from '../fields/own-value-field.tsx'
import { useSession } from '../shell/session.ts'
import { ComboBox, DateField, MoneyField, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'
import { useNewChoices } from './choices.ts'

interface NewValueProps {
  readonly kind: ListKind
  readonly field: Field
  readonly value: unknown
  readonly onChange: (value: unknown) => void
}

/** What a field of many rows is set to; left empty, it is emptied. */
export function NewValue({ kind, field, value, onChange }: NewValueProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const words = { label: t('views.bulk.value'), description: t('views.bulk.value.empty') }
  if (field.custom) {
    const own = { ...field.custom, name: words.label, description: words.description }
    // What the field's own control gave, or nothing yet.
    return <OwnValueField field={own} value={value as CustomValue | null} onChange={onChange} />
  }
  const number = typeof value === 'number' ? value : null
  const text = typeof value === 'string' ? value : null
  switch (field.type) {
    case 'number':
      return <NumberField {...words} value={number} onChange={onChange} minValue={0} />
    case 'money':
      return <MoneyField {...words} currency={workspace.currency} value={number} onChange={onChange} />
    case 'day':
      return <DateField {...words} value={text} onChange={onChange} />
    case 'yes_no':
      return (
        <SelectField
          label={words.label}
          options={['true', 'false'].map((id) => ({ id, label: t('views.yes-no', { value: id }) }))}
          value={value === null ? null : String(value)}
          onChange={(id) => onChange(id === 'true')}
        />
      )
    case 'choice':
    case 'multi':
    case 'reference':
      return <NewChoice kind={kind} field={field} value={text} onChange={onChange} />
    case 'text':
    case 'instant':
      return <TextField {...words} value={text ?? ''} onChange={onChange} maxLength={200} />
  }
}

function NewChoice({ kind, field, value, onChange }: NewValueProps & { readonly value: string | null }) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const choices = useNewChoices(kind, field, typed)
  const label = t('views.bulk.value')
  if (field.refersTo === 'companies')
    return (
      <ComboBox
        label={label}
        description={t('views.bulk.value.empty')}
        options={choices}
        value={value}
        onChange={onChange}
        onInputChange={setTyped}
      />
    )
  if (field.type !== 'reference')
    return <SelectField label={label} options={choices} value={value} onChange={onChange} />
  const nobody = { id: '', label: t('views.value.nobody') }
  return <SelectField label={label} options={[nobody, ...choices]} value={value ?? ''} onChange={onChange} />
}
