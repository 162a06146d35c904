import type { FieldError, FieldErrorCode } from './errors.ts'
import type { Field, FieldType } from './fields.ts'

export const operators = [
  'is',
  'is_not',
  'contains',
  'contains_not',
  'starts',
  'any_of',
  'none_of',
  'greater',
  'less',
  'before',
  'after',
  'last_days',
  'next_days',
  'empty',
  'not_empty',
] as const
export type Operator = (typeof operators)[number]

/** What can be asked of a field, by its type. A negated condition holds where nothing is known, too. */
export const operatorsOf: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['contains', 'contains_not', 'is', 'is_not', 'starts', 'any_of', 'none_of', 'empty', 'not_empty'],
  number: ['is', 'is_not', 'greater', 'less', 'empty', 'not_empty'],
  money: ['is', 'is_not', 'greater', 'less', 'empty', 'not_empty'],
  day: ['is', 'before', 'after', 'last_days', 'next_days', 'empty', 'not_empty'],
  instant: ['is', 'before', 'after', 'last_days', 'next_days', 'empty', 'not_empty'],
  choice: ['is', 'is_not', 'any_of', 'none_of'],
  multi: ['any_of', 'none_of', 'empty', 'not_empty'],
  yes_no: ['is'],
  reference: ['is', 'is_not', 'any_of', 'none_of', 'empty', 'not_empty'],
}

/** What can be asked of this field: a choice that a workspace made may be open. */
export function operatorsFor({ type, custom }: Pick<Field, 'type' | 'custom'>): readonly Operator[] {
  const usual = operatorsOf[type]
  return custom && !usual.includes('empty') ? [...usual, 'empty', 'not_empty'] : usual
}

/** A field, what is asked of it, and the value it is compared with: texts for any_of and none_of. */
export interface Condition {
  readonly field: string
  readonly op: Operator
  readonly value?: string | number | boolean | readonly string[]
}

/** Conditions joined by and, or by or. An empty `and` holds always, an empty `or` never. */
export type Filter = { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] } | Condition

export const filterLimits = { depth: 4, conditions: 40, values: 100, characters: 200 } as const

/** Who asks: in the place of a member's id. */
export const me = 'me'
/** The day it is when the filter is read: in the place of a day. */
export const todayValue = 'today'

export function isCondition(filter: Filter): filter is Condition {
  return 'field' in filter
}

type Read = { readonly filter: Filter } | { readonly errors: readonly FieldError[] }

/**
 * Reads a filter out of parsed JSON. Every wrong part is named by its place: 'filter.and.0.value'.
 * @param fields the fields of the list, a workspace's own among them
 */
export function readFilter(fields: readonly Field[], value: unknown): Read {
  const errors: FieldError[] = []
  const known = new Map(fields.filter(({ isFilterable }) => isFilterable).map((field) => [field.key, field]))
  let conditions = 0
  const refuse = (field: string, code: FieldErrorCode, limit?: number): null => {
    errors.push(limit === undefined ? { field, code } : { field, code, limit })
    return null
  }
  const read = (part: unknown, place: string, depth: number): Filter | null => {
    if (!isRecord(part)) return refuse(place, 'type')
    if (depth > filterLimits.depth) return refuse(place, 'too_large', filterLimits.depth)
    const [joint] = (['and', 'or'] as const).filter((each) => each in part)
    if (joint === undefined) return condition(part, place)
    const extra = Object.keys(part).find((key) => key !== joint)
    if (extra !== undefined) return refuse(`${place}.${extra}`, 'unknown')
    const parts: unknown = part[joint]
    if (!Array.isArray(parts)) return refuse(`${place}.${joint}`, 'type')
    if (parts.length > filterLimits.conditions) return refuse(`${place}.${joint}`, 'too_long', filterLimits.conditions)
    const filters = parts.flatMap((each, at) => read(each, `${place}.${joint}.${at}`, depth + 1) ?? [])
    return joint === 'and' ? { and: filters } : { or: filters }
  }
  const condition = (part: Readonly<Record<string, unknown>>, place: string): Condition | null => {
    conditions += 1
    if (conditions === filterLimits.conditions + 1) return refuse(place, 'too_long', filterLimits.conditions)
    const extra = Object.keys(part).find((key) => !['field', 'op', 'value'].includes(key))
    if (extra !== undefined) return refuse(`${place}.${extra}`, 'unknown')
    const field = typeof part['field'] === 'string' ? known.get(part['field']) : undefined
    if (!field) return refuse(`${place}.field`, part['field'] === undefined ? 'required' : 'unknown')
    const op = operatorsFor(field).find((each) => each === part['op'])
    if (!op) return refuse(`${place}.op`, part['op'] === undefined ? 'required' : 'choice')
    const wrong = wrongValue(field, op, part['value'])
    if (wrong) return refuse(`${place}.value`, wrong)
    // What wrongValue let through.
    const given = part['value'] as Condition['value']
    return given === undefined ? { field: field.key, op } : { field: field.key, op, value: given }
  }
  const filter = read(value, 'filter', 1)
  return errors.length > 0 || !filter ? { errors } : { filter }
}

function wrongValue(field: Field, op: Operator, value: unknown): FieldErrorCode | null {
  switch (op) {
    case 'empty':
    case 'not_empty':
      return value === undefined ? null : 'unknown'
    case 'any_of':
    case 'none_of':
      if (!Array.isArray(value)) return value === undefined ? 'required' : 'type'
      if (value.length === 0) return 'too_short'
      if (value.length > filterLimits.values) return 'too_long'
      return value.map((each) => wrongSingle(field, each)).find((wrong) => wrong !== null) ?? null
    case 'last_days':
    case 'next_days':
      if (typeof value !== 'number' || !Number.isInteger(value)) return value === undefined ? 'required' : 'type'
      return value < 0 ? 'too_small' : value > 3650 ? 'too_large' : null
    case 'is':
    case 'is_not':
    case 'contains':
    case 'contains_not':
    case 'starts':
    case 'greater':
    case 'less':
    case 'before':
    case 'after':
      return wrongSingle(field, value)
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function wrongSingle(field: Field, value: unknown): FieldErrorCode | null {
  if (value === undefined) return 'required'
  if (field.type === 'yes_no') return typeof value === 'boolean' ? null : 'type'
  if (field.custom?.kind === 'number') return Number.isFinite(value) ? null : 'type'
  if (field.type === 'number' || field.type === 'money') return Number.isSafeInteger(value) ? null : 'type'
  if (typeof value !== 'string') return 'type'
  if (value === '') return 'too_short'
  if (value.length > filterLimits.characters) return 'too_long'
  // A half of a character, or NUL: no column can hold it.
  if (/[\0\p{Cs}]/u.test(value)) return 'format'
  if (field.choices) return field.choices.includes(value) ? null : 'choice'
  if (field.type === 'day' || field.type === 'instant') return value === todayValue || isDay(value) ? null : 'format'
  if (field.refersTo === undefined || field.refersTo === 'stages') return null
  return uuid.test(value) || (field.refersTo === 'members' && value === me) ? null : 'format'
}

function isDay(value: string): boolean {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
