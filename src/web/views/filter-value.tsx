import { useState } from 'react'
import type { Field, ListKind } from '../../contract/fields.ts'
import { type Condition, type Operator, todayValue } from '../../contract/filters.ts'
import { useSession } from '../shell/session.ts'
import { Chip, ComboBox, DateField, MoneyField, NumberField, SelectField, TextField, useWords } from '../ui/index.ts'
import { useChoices } from './choices.ts'

interface FilterValueProps {
  readonly kind: ListKind
  readonly field: Field
  readonly condition: Condition
  readonly onChange: (condition: Condition) => void
}

/** What a condition begins with, where there is something to begin with. */
export function usualValue(field: Field, op: Operator): Condition['value'] {
  if (op === 'empty' || op === 'not_empty') return undefined
  if (op === 'any_of' || op === 'none_of') return []
  if (op === 'last_days' || op === 'next_days') return 30
  if (field.type === 'day' || field.type === 'instant') return todayValue
  return field.type === 'yes_no' ? true : undefined
}

/** The value of a condition, in the control that its field and operator ask for. */
export function FilterValue({ kind, field, condition, onChange }: FilterValueProps) {
  const { t } = useWords()
  const { op, value } = condition
  const set = (next: Condition['value'] | null) => {
    const { value: _, ...bare } = condition
    onChange(next === null || next === undefined || next === '' ? bare : { ...bare, value: next })
  }
  if (op === 'empty' || op === 'not_empty') return null
  if (op === 'any_of' || op === 'none_of')
    return <SeveralValues kind={kind} field={field} values={Array.isArray(value) ? value : []} onChange={set} />
  if (op === 'last_days' || op === 'next_days')
    return (
      <NumberField
        label={t('views.filter.value')}
        hideLabel
        value={Number(value)}
        minValue={0}
        maxValue={3650}
        onChange={set}
      />
    )
  return <PlainValue kind={kind} field={field} value={value} onChange={set} />
}

interface PlainValueProps {
  readonly kind: ListKind
  readonly field: Field
  readonly value: Condition['value']
  readonly onChange: (value: string | number | boolean | null) => void
}

function PlainValue({ kind, field, value, onChange }: PlainValueProps) {
  const { t } = useWords()
  const { workspace } = useSession()
  const label = t('views.filter.value')
  const number = typeof value === 'number' ? value : null
  const text = typeof value === 'string' ? value : null
  switch (field.type) {
    case 'number':
      return <NumberField label={label} hideLabel value={number} onChange={onChange} />
    case 'money':
      return <MoneyField label={label} hideLabel currency={workspace.currency} value={number} onChange={onChange} />
    case 'day':
    case 'instant':
      return <DayValue value={text} onChange={onChange} />
    case 'yes_no':
      return (
        <SelectField
          label={label}
          hideLabel
          options={['true', 'false'].map((id) => ({ id, label: t('views.yes-no', { value: id }) }))}
          value={String(value === true)}
          onChange={(id) => onChange(id === 'true')}
        />
      )
    case 'choice':
    case 'reference':
    case 'multi':
      return <OneValue kind={kind} field={field} value={text} onChange={onChange} />
    case 'text':
      return <TextField label={label} hideLabel value={text ?? ''} onChange={onChange} maxLength={200} />
  }
}

function DayValue({ value, onChange }: { value: string | null; onChange: (day: string | null) => void }) {
  const { t } = useWords()
  const isToday = value === todayValue
  return (
    <div className="flex gap-2">
      <SelectField
        label={t('views.filter.day')}
        hideLabel
        options={[
          { id: 'today', label: t('views.value.today') },
          { id: 'day', label: t('views.value.day') },
        ]}
        value={isToday ? 'today' : 'day'}
        onChange={(next) => onChange(next === 'today' ? todayValue : null)}
        className="w-28 shrink-0"
      />
      {!isToday && (
        <DateField label={t('views.filter.value')} hideLabel value={value} onChange={onChange} className="flex-1" />
      )}
    </div>
  )
}

interface OneValueProps {
  readonly kind: ListKind
  readonly field: Field
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

function OneValue({ kind, field, value, onChange }: OneValueProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const options = useChoices(kind, field, typed)
  const isSearched =
    field.refersTo !== undefined && ['companies', 'people', 'households', 'products'].includes(field.refersTo)
  if (!isSearched)
    return <SelectField label={t('views.filter.value')} hideLabel options={options} value={value} onChange={onChange} />
  return (
    <ComboBox
      label={t('views.filter.value')}
      hideLabel
      options={options}
      value={value}
      onChange={onChange}
      onInputChange={setTyped}
      placeholder={t('views.value.search')}
    />
  )
}

interface SeveralValuesProps {
  readonly kind: ListKind
  readonly field: Field
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** Several values: chosen one after the other, each a chip that can be taken away. */
function SeveralValues({ kind, field, values, onChange }: SeveralValuesProps) {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map())
  const options = useChoices(kind, field, typed)
  const nameOf = (id: string) =>
    options.find((option) => option.id === id)?.label ?? names.get(id) ?? (field.refersTo ? '…' : id)
  const add = (id: string | null) => {
    if (id === null || values.includes(id)) return
    setNames(new Map([...names, [id, nameOf(id)]]))
    setTyped('')
    onChange([...values, id])
  }
  const shown = options.filter(
    ({ id, label }) => !values.includes(id) && label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()),
  )
  return (
    <div className="flex flex-col gap-1.5">
      {values.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {values.map((id) => (
            <Chip key={id} onRemove={() => onChange(values.filter((each) => each !== id))}>
              {nameOf(id)}
            </Chip>
          ))}
        </div>
      )}
      <ComboBox
        key={values.length}
        label={t('views.filter.value')}
        hideLabel
        options={shown}
        value={null}
        onChange={add}
        inputValue={typed}
        onInputChange={setTyped}
        placeholder={t('views.value.add')}
      />
    </div>
  )
}
