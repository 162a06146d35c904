import type { ReactNode } from 'react'
import type { Translate } from '../../words/index.ts'
import { useWords } from '../ui/index.ts'
import type { Schema } from './document.ts'

interface Field {
  readonly name: string
  readonly schema: Schema
  readonly isRequired: boolean
  readonly depth: number
}

// Deeper parts are seen in the example.
const deepest = 3

/** The fields of an object with their types, those of objects within it indented. */
export function SchemaTable({ schema, label, isAnswer }: { schema: Schema; label: string; isAnswer?: boolean }) {
  // An answer has all its fields: what could be missing is null.
  const fields = fieldsOf(schema, 0).map((field) => (isAnswer ? { ...field, isRequired: false } : field))
  return <FieldTable fields={fields} label={label} />
}

/** A row a field: its name, its type, what it must keep to. */
export function FieldTable({ fields, label }: { fields: readonly Field[]; label: string }) {
  const { t } = useWords()
  if (fields.length === 0) return null
  return (
    <div role="list" aria-label={label} className="divide-y divide-line rounded-3 border border-line">
      {fields.map(({ name, schema, isRequired, depth }, at) => (
        <div
          // Two objects in one schema may have fields of one name.
          key={`${at}${name}`}
          role="listitem"
          className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 px-3 py-1.5"
          style={{ paddingInlineStart: 12 + depth * 18 }}
        >
          <code dir="ltr" className="font-mono text-12 font-medium wrap-anywhere">
            {name}
          </code>
          <span className="text-12 text-ink-2">{typeOf(schema, t)}</span>
          {isRequired && <span className="text-12 text-accent">{t('reference.required')}</span>}
          <span className="text-12 text-ink-3 empty:hidden">{limitsOf(schema, t)}</span>
        </div>
      ))}
    </div>
  )
}

function fieldsOf(schema: Schema, depth: number): Field[] {
  const inner = objectIn(schema)
  if (!inner?.properties || depth > deepest) return []
  return Object.entries(inner.properties).flatMap(([name, property]) => [
    { name, schema: property, isRequired: inner.required?.includes(name) ?? false, depth },
    ...fieldsOf(property, depth + 1),
  ])
}

/** The object that a schema is, lists, or may be. */
function objectIn(schema: Schema): Schema | undefined {
  if (schema.properties) return schema
  if (schema.items) return objectIn(schema.items)
  return schema.anyOf?.map(objectIn).find((each) => each !== undefined)
}

function typeOf(schema: Schema, t: Translate): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.join(' · ')
  if (schema.anyOf) {
    const isNull = ({ type }: Schema) => type === 'null'
    const types = [...new Set(schema.anyOf.filter((each) => !isNull(each)).map((each) => typeOf(each, t)))]
    return [...types, ...(schema.anyOf.some(isNull) ? [t('reference.or-null')] : [])].join(' ')
  }
  if (schema.type === 'array') return t('reference.list-of', { type: schema.items ? typeOf(schema.items, t) : 'any' })
  return schema.format ?? [schema.type ?? 'any'].flat().join(' · ')
}

function limitsOf(schema: Schema, t: Translate): ReactNode {
  const inner = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  // Integers come with the limits of whole numbers in JSON, which say nothing.
  const isTold = (value: number | undefined) => value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER
  return [
    ...(schema.default === undefined ? [] : [t('reference.default', { value: JSON.stringify(schema.default) })]),
    ...(isTold(inner.minimum) ? [t('reference.at-least', { value: inner.minimum })] : []),
    ...(isTold(inner.maximum) ? [t('reference.at-most', { value: inner.maximum })] : []),
    ...(inner.maxLength === undefined ? [] : [t('reference.signs', { count: inner.maxLength })]),
  ].join(' · ')
}
