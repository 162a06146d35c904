import { customKeyOf, type CustomValue } from '../../../contract/custom-values.ts'
import type { Field, ListKind } from '../../../contract/fields.ts'
import type { Words } from '../../../words/index.ts'
import type { Cell, MoneyCell } from '../../kernel/cell.ts'
import { writeCustomText } from '../fields/index.ts'
import type { Column } from './columns.ts'

/** What the ids in a row are called, by their tables. */
export interface Names {
  readonly tags: ReadonlyMap<string, string>
  readonly members: ReadonlyMap<string, string>
}

/** A row of any list, as its contract shows it. */
export type Item = Readonly<Record<string, unknown>>

/** What a column is called in a language. */
export function titleOf({ field, part }: Column, kind: ListKind, { t, has }: Words): string {
  const name = field.custom?.name ?? t(own(kind, field.key, has))
  return part === 'currency' ? t('exports.column.currency', { name }) : name
}

function own(kind: ListKind, key: string, has: Words['has']): string {
  const special = `views.field.${kind}.${key}`
  return has(special) ? special : `views.field.${key}`
}

/** What stands in a column of a row. */
export function cellOf(item: Item, { field, part }: Column, names: Names, spoken: Words): Cell {
  const value = valueOf(item, field.key)
  if (value === null || value === undefined) return null
  if (field.type === 'money') {
    const money = moneyOf(item, field, value)
    return part === 'currency' ? (money?.currency ?? null) : money
  }
  switch (field.type) {
    case 'number':
      return Number(value)
    case 'yes_no':
      return value === true
    case 'day':
      return { day: String(value) }
    case 'instant':
      return { instant: new Date(String(value)) }
    case 'text':
      return String(value)
    case 'choice':
      return ownText(field, value, names, spoken) ?? spoken.t(`codes.${field.key}.${String(value)}`)
    case 'multi':
      return ownText(field, value, names, spoken) ?? tagsText(value, names)
    case 'reference':
      return ownText(field, value, names, spoken) ?? labelOf(item, field.key)
  }
}

const nested: Readonly<Record<string, readonly [string, string]>> = {
  stage: ['stage', 'key'],
  ownerId: ['owner', 'id'],
  customer: ['customer', 'name'],
  nextStep: ['nextStep', 'text'],
  nextStepOn: ['nextStep', 'on'],
}

function valueOf(item: Item, key: string): unknown {
  const customKey = customKeyOf(key)
  if (customKey !== null) return inside(item['custom'], customKey)
  const path = isDeal(item) ? nested[key] : undefined
  return path ? inside(item[path[0]], path[1]) : item[key]
}

const labels: Readonly<Record<string, string>> = {
  ownerId: 'ownerName',
  sourceId: 'sourceName',
  parentId: 'parentName',
  companyId: 'companyName',
}

/** What the row that a field names is called. */
function labelOf(item: Item, key: string): string | null {
  const name = isDeal(item) ? inside(item[key === 'ownerId' ? 'owner' : key], 'name') : item[labels[key] ?? ''] // Customers carry the names beside the ids.
  return typeof name === 'string' ? name : null
}

function isDeal(item: Item): boolean {
  return 'stageEnteredAt' in item
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : null
}

function moneyOf(item: Item, { currencyKey }: Field, value: unknown): MoneyCell | null {
  const minor = currencyKey === undefined ? inside(value, 'minor') : value
  const currency = currencyKey === undefined ? inside(value, 'currency') : item[currencyKey]
  return typeof minor === 'number' && typeof currency === 'string' ? { minor, currency } : null
}

/** What a field of the workspace's own says, so that an import reads it back; null for the fields that all have. */
function ownText({ custom }: Field, value: unknown, { members }: Names, { language }: Words): string | null {
  // A record carries values of its own fields as they were checked when it was written.
  return custom ? writeCustomText(custom, value as CustomValue, language, (id) => members.get(id) ?? null) : null
}

function tagsText(value: unknown, { tags }: Names): string | null {
  if (!Array.isArray(value) || value.length === 0) return null
  return value.flatMap((id: unknown) => tags.get(String(id)) ?? []).join('; ')
}
