import type { CustomField } from '../../contract/custom-fields.ts'
import { type CustomValue, customDecimals, customLimits } from '../../contract/custom-values.ts'
import { useMembers } from '../people/members.ts'
import { useSession } from '../shell/session.ts'
import { Checkbox, DateField, MoneyField, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'
import { openOptions } from './custom-text.ts'
import { optionDot } from './option-mark.tsx'

interface OwnValueFieldProps {
  readonly field: CustomField
  readonly value: CustomValue | null
  readonly onChange: (value: CustomValue | null) => void
  readonly isDisabled?: boolean
  readonly isRequired?: boolean
  /** Where the place says already what it is. */
  readonly hideLabel?: boolean
  /** The name that the server's refusals come under. */
  readonly name?: string
}

/** The control that a workspace's own field is written with, in a form or where it stands. */
export function OwnValueField({ field, value, onChange, ...rest }: OwnValueFieldProps) {
  const { workspace } = useSession()
  const words = { ...rest, label: field.name, description: field.description }
  const text = typeof value === 'string' ? value : null
  const number = typeof value === 'number' ? value : null
  switch (field.kind) {
    case 'text':
    case 'link':
    case 'long_text':
      return (
        <TextField
          {...words}
          {...(field.kind === 'long_text' ? { rows: 5 } : {})}
          type={field.kind === 'link' ? 'url' : 'text'}
          value={text ?? ''}
          onChange={(typed) => onChange(typed === '' ? null : typed)}
          maxLength={customLimits[field.kind]}
        />
      )
    case 'number':
      return <NumberField {...words} value={number} onChange={onChange} formatOptions={decimals} />
    case 'money': {
      const money = typeof value === 'object' && value !== null && 'minor' in value ? value : null
      const currency = money?.currency ?? workspace.currency
      return (
        <MoneyField
          {...words}
          currency={currency}
          value={money?.minor ?? null}
          onChange={(minor) => onChange(minor === null ? null : { minor, currency })}
        />
      )
    }
    case 'date':
      return <DateField {...words} value={text} onChange={onChange} />
    case 'choice':
    case 'yes_no':
    case 'person':
      return <OneOf {...words} field={field} value={value} onChange={onChange} />
    case 'multi_choice':
      return <SeveralOf field={field} value={value} onChange={onChange} isRequired={rest.isRequired === true} />
  }
}

const decimals = { maximumFractionDigits: customDecimals }

type OneOfProps = OwnValueFieldProps & { readonly label: string; readonly description: string | null }

function OneOf({ field, value, onChange, ...words }: OneOfProps) {
  const { t } = useWords()
  const members = useMembers()
  const options =
    field.kind === 'person'
      ? members.map(({ id, name }) => ({ id, label: name }))
      : field.kind === 'yes_no'
        ? ['true', 'false'].map((id) => ({ id, label: t('views.yes-no', { value: id }) }))
        : openOptions(field).map(({ key, name, colour }) => ({ id: key, label: name, mark: optionDot(colour) }))
  return (
    <SelectField
      {...words}
      options={options}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(field.kind === 'yes_no' ? id === 'true' : id)}
    />
  )
}

type SeveralOfProps = Pick<OwnValueFieldProps, 'field' | 'value' | 'onChange' | 'isRequired'>

function SeveralOf({ field, value, onChange, isRequired }: SeveralOfProps) {
  const chosen = Array.isArray(value) ? value : []
  const toggle = (key: string) => {
    const next = chosen.includes(key) ? chosen.filter((each) => each !== key) : [...chosen, key]
    onChange(next.length === 0 ? null : next)
  }
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="pb-1 text-12 font-medium text-ink-2">
        {field.name}
        {isRequired && <span aria-hidden> *</span>}
      </legend>
      <div className="flex max-h-40 flex-wrap gap-x-5 gap-y-1 overflow-y-auto">
        {openOptions(field).map((option) => (
          <Checkbox key={option.key} isSelected={chosen.includes(option.key)} onChange={() => toggle(option.key)}>
            <span className="flex items-center gap-2">
              {optionDot(option.colour)}
              <bdi>{option.name}</bdi>
            </span>
          </Checkbox>
        ))}
      </div>
      {field.description && <p className="text-12 text-ink-3">{field.description}</p>}
    </fieldset>
  )
}
