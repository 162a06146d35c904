import { useState } from 'react'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useRight } from '../shell/session.ts'
import { ComboBox, useWords } from '../ui/index.ts'
import type { Option } from '../ui/index.ts'
import { CustomerIcon } from './customer-kind.tsx'
import { useFoundCustomers } from './customers.ts'
import type { CustomerChoice, CustomerKind } from './customers.ts'

interface CustomerFieldProps {
  readonly label: string
  readonly value: CustomerChoice | null
  readonly onChange: (choice: CustomerChoice | null) => void
  readonly kinds?: readonly CustomerKind[]
  readonly name?: string
  readonly description?: string
  readonly placeholder?: string
  readonly hideLabel?: boolean
}

const allKinds: readonly CustomerKind[] = ['company', 'person', 'household']

/** Finds a customer by name, or takes the typed name for a new one. */
export function CustomerField({ value, onChange, kinds = allKinds, ...field }: CustomerFieldProps) {
  const [text, setText] = useState(value?.name ?? '')
  const found = useFoundCustomers(text === value?.name ? '' : text, kinds)
  // Nobody is offered as new before it is known who has that name: a second one of them would be added by a quick hand.
  const options = useOptions(found.isLate ? '' : text, kinds, found.data ?? [], value)
  const choose = (id: string | null) => {
    const option = options.find((each) => each.id === id)
    if (option) onChange(option.choice)
    else if (id === null) onChange(null)
  }
  const type = (next: string) => {
    setText(next)
    if (next === '') onChange(null)
  }
  return (
    <ComboBox
      {...field}
      options={options}
      value={value && keyOf(value)}
      onChange={choose}
      inputValue={text}
      onInputChange={type}
    />
  )
}

interface CustomerOption extends Option {
  readonly choice: CustomerChoice
}

function useOptions(
  text: string,
  kinds: readonly CustomerKind[],
  found: readonly (CustomerChoice & { hint: string | null })[],
  value: CustomerChoice | null,
): CustomerOption[] {
  const { t } = useWords()
  const mayAdd = useRight('base.edit')
  const name = text.trim()
  const known = found.map(({ hint, ...choice }) => ({
    ...optionOf(choice),
    hint: hint ?? t('people.kind', { kind: choice.kind }),
    mark: <CustomerIcon kind={choice.kind} size={16} />,
  }))
  const isKnown = (kind: CustomerKind) => known.some(({ choice }) => choice.kind === kind && choice.name === name)
  const fresh = kinds
    .filter((kind) => mayAdd && name !== '' && !isKnown(kind) && !(value?.id && value.name === name))
    .map((kind) => ({
      ...optionOf({ kind, id: null, name }),
      hint: t('people.add', { kind }),
      mark: <IconPlus size={16} className="shrink-0 text-accent" />,
    }))
  const all = [...known, ...fresh]
  // What is chosen stays an option while the list is about something else: without it the field would forget it.
  return value && !all.some(({ id }) => id === keyOf(value)) ? [optionOf(value), ...all] : all
}

function optionOf(choice: CustomerChoice): CustomerOption {
  return { id: keyOf(choice), label: choice.name, choice }
}

function keyOf({ kind, id }: CustomerChoice): string {
  return `${kind} ${id ?? 'new'}`
}
