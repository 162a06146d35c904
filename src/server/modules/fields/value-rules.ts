import * as z from 'zod/mini'
import type { CustomField } from '../../../contract/custom-fields.ts'
import { customDecimals, customLimits, type CustomValue, readLink } from '../../../contract/custom-values.ts'
import type { FieldError } from '../../../contract/errors.ts'
import { day, id, text } from '../../../contract/primitives.ts'
import { isCurrency } from '../../kernel/money.ts'

/** What is wrong with a value, as the field's refusal says it. */
export type Wrong = Pick<FieldError, 'code' | 'limit'>

type Checked = { readonly value: CustomValue | null } | { readonly wrong: Wrong }

/**
 * A value as its field keeps it: texts trimmed, several options in their order and each once; an empty text or no option is
 * none. An option that is retired is taken: whoever undoes an edit or brings a file back says what was true.
 */
export function checkValue(field: Pick<CustomField, 'kind' | 'options'>, value: CustomValue): Checked {
  switch (field.kind) {
    case 'text':
    case 'long_text':
      return typeof value === 'string' ? checkText(value, field.kind) : notSo('type')
    case 'number':
      if (typeof value !== 'number') return notSo('type')
      if (Math.abs(value) > customLimits.number) return notSo('too_large', customLimits.number)
      // Added up so that nothing is kept as -0, which is written like 0 and read as another number.
      return { value: Number(value.toFixed(customDecimals)) + 0 }
    case 'money':
      if (typeof value !== 'object' || !('minor' in value)) return notSo('type')
      return isCurrency(value.currency) ? { value: { minor: value.minor, currency: value.currency } } : notSo('choice')
    case 'date':
      if (typeof value !== 'string') return notSo('type')
      return z.safeParse(day, value).success ? { value } : notSo('format')
    case 'choice':
      if (typeof value !== 'string') return notSo('type')
      return field.options.some(({ key }) => key === value) ? { value } : notSo('choice')
    case 'multi_choice':
      return Array.isArray(value) ? checkOptions(field, value) : notSo('type')
    case 'yes_no':
      return typeof value === 'boolean' ? { value } : notSo('type')
    case 'link': {
      if (typeof value !== 'string') return notSo('type')
      const link = readLink(value)
      return value.trim() === '' || link !== null ? { value: link } : notSo('format')
    }
    case 'person':
      if (typeof value !== 'string') return notSo('type')
      return z.safeParse(id, value).success ? { value } : notSo('format')
  }
}

function checkText(value: string, kind: 'text' | 'long_text'): Checked {
  const most = customLimits[kind]
  const trimmed = value.trim()
  if (trimmed.length > most) return notSo('too_long', most)
  const isLine = kind === 'long_text' || !/\p{Cc}/u.test(trimmed)
  if (!isLine || !z.safeParse(text(most), trimmed).success) return notSo('format')
  return { value: trimmed === '' ? null : trimmed }
}

function checkOptions({ options }: Pick<CustomField, 'options'>, keys: readonly string[]): Checked {
  if (keys.some((each) => !options.some(({ key }) => key === each))) return notSo('choice')
  const value = options.map(({ key }) => key).filter((key) => keys.includes(key))
  return { value: value.length === 0 ? null : value }
}

function notSo(code: Wrong['code'], limit?: number): Checked {
  return { wrong: limit === undefined ? { code } : { code, limit } }
}
