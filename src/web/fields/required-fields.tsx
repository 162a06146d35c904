import { useState } from 'react'
import type { CustomChanges, CustomValue } from '../../contract/custom-values.ts'
import { listKeyOf } from '../../contract/custom-values.ts'
import type { ListKind } from '../../contract/fields.ts'
import { useCustomFields } from './custom-query.ts'
import { OwnValueField } from './own-value-field.tsx'

type Values = Readonly<Record<string, CustomValue | null>>

/** What a form asks for of a new record's own fields. */
export interface RequiredFields {
  readonly record: ListKind
  readonly values: Values
  readonly set: (key: string, value: CustomValue | null) => void
  /** Whether one is still to be filled in. */
  readonly isMissing: boolean
  /** The part of the body; nothing where nothing was asked. */
  readonly body: { custom?: CustomChanges }
}

export function useRequiredFields(record: ListKind): RequiredFields {
  const [values, setValues] = useState<Values>({})
  const fields = useCustomFields(record).filter(({ required }) => required)
  const given = Object.entries(values).filter(([, value]) => value !== null)
  return {
    record,
    values,
    set: (key, value) => setValues((known) => ({ ...known, [key]: value })),
    isMissing: fields.some(({ key }) => (values[key] ?? null) === null),
    body: given.length === 0 ? {} : { custom: Object.fromEntries(given) },
  }
}

/** The required ones of the workspace's own fields, in the form that makes a record. */
export function RequiredInputs({ record, values, set }: RequiredFields) {
  const fields = useCustomFields(record).filter(({ required }) => required)
  if (fields.length === 0) return null
  return (
    <div className="grid gap-4 tablet:grid-cols-2">
      {fields.map((field) => (
        <OwnValueField
          key={field.id}
          field={field}
          name={listKeyOf(field)}
          value={values[field.key] ?? null}
          onChange={(value) => set(field.key, value)}
          isRequired
        />
      ))}
    </div>
  )
}
