import type { CustomField } from '../../../contract/custom-fields.ts'
import { type CustomValue, readLink } from '../../../contract/custom-values.ts'
import type { Language, Money } from '../../../contract/primitives.ts'
import { words } from '../../../words/node.ts'
import { decimalOf } from '../../kernel/cell.ts'
import { fold } from '../../kernel/fold.ts'
import { exponentOf } from '../../kernel/money.ts'
import { checkValue } from './value-rules.ts'

/** How a file writes what is no text: each reads a cell, or says that it cannot. */
export interface CellRules {
  readonly number: (text: string) => number | null
  readonly money: (text: string) => Money | null
  /** '2026-03-02'. */
  readonly day: (text: string) => string | null
  readonly yesNo: (text: string) => boolean | null
  /** The id of the colleague of this name or mail address. */
  readonly member: (text: string) => string | null
}

export type CellRefusal =
  | 'number_unreadable'
  | 'amount_unreadable'
  | 'date_unreadable'
  | 'yes_no_unreadable'
  | 'link_unreadable'
  | 'option_unknown'
  | 'colleague_unknown'
  | 'text_too_long'

export type ReadCell = { readonly value: CustomValue | null } | { readonly refused: CellRefusal }

const refusals: Readonly<Record<CustomField['kind'], CellRefusal>> = {
  text: 'text_too_long',
  long_text: 'text_too_long',
  number: 'number_unreadable',
  money: 'amount_unreadable',
  date: 'date_unreadable',
  choice: 'option_unknown',
  multi_choice: 'option_unknown',
  yes_no: 'yes_no_unreadable',
  link: 'link_unreadable',
  person: 'colleague_unknown',
}

/**
 * What a cell of a file says in a field: a value that `custom` of a record takes, null where it says nothing, or why it
 * cannot be taken. Options are known by their names, however written, and by their keys; retired ones, too.
 */
export function readCustomValue(field: CustomField, text: string, rules: CellRules): ReadCell {
  const written = text.trim()
  if (written === '') return { value: null }
  const value = valueIn(field, written, rules)
  const checked = value === null ? null : checkValue(field, value)
  return checked && 'value' in checked ? checked : { refused: refusals[field.kind] }
}

function valueIn(field: CustomField, text: string, rules: CellRules): CustomValue | null {
  switch (field.kind) {
    case 'text':
      // A line break within a cell is a space in a line.
      return text.replace(/\s*[\r\n\t]+\s*/g, ' ')
    case 'long_text':
      return text
    case 'number':
      return rules.number(text)
    case 'money':
      return rules.money(text)
    case 'date':
      return rules.day(text)
    case 'yes_no':
      return rules.yesNo(text)
    case 'link':
      return readLink(text)
    case 'choice':
      return optionNamed(field, text)
    case 'multi_choice':
      return optionsNamed(field, text)
    case 'person':
      return rules.member(text)
  }
}

function optionNamed({ options }: CustomField, text: string): string | null {
  const name = fold(text)
  const named = options.filter((option) => fold(option.name) === name)
  const found = named.find(({ retired }) => !retired) ?? named[0] ?? options.find(({ key }) => key === text)
  return found?.key ?? null
}

/** Options one after the other, parted by semicolons or lines; by commas only where that names options. */
function optionsNamed(field: CustomField, text: string): string[] | null {
  for (const between of [/[;|\n]/, /[;|\n,،]/]) {
    const parts = text.split(between).map((part) => part.trim())
    const keys = parts.filter((part) => part !== '').map((part) => optionNamed(field, part))
    if (keys.length > 0 && keys.every((key) => key !== null)) return keys
  }
  return null
}

/**
 * A value as a cell of a file, to be read back by `readCustomValue`: numbers with a point, days as '2026-03-02', money with
 * its currency behind it, options by their names, yes and no in this language.
 * @param nameOf what a colleague is called; null for one who is no longer known
 */
export function writeCustomText(
  field: CustomField,
  value: CustomValue | null | undefined,
  language: Language,
  nameOf: (memberId: string) => string | null,
): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map((key) => optionText(field, key)).join('; ')
  if (typeof value === 'object') return `${decimalOf(value.minor, exponentOf(value.currency))} ${value.currency}`
  if (typeof value === 'boolean') return words(language).t('views.yes-no', { value: String(value) })
  if (field.kind === 'choice') return optionText(field, String(value))
  if (field.kind === 'person') return nameOf(String(value)) ?? ''
  return String(value)
}

/** The name of an option; its key where the name would be read as two, or as another one. */
function optionText(field: CustomField, key: string): string {
  const name = field.options.find((option) => option.key === key)?.name ?? key
  return /[;|\n]/.test(name) || optionNamed(field, name) !== key ? key : name
}
