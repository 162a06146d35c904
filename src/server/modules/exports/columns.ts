import type { Field } from '../../../contract/fields.ts'
import { failFields } from '../../kernel/fail.ts'

/** A column of a file: what stands in a field, or the currency of the money before it. */
export interface Column {
  readonly field: Field
  readonly part: 'value' | 'currency'
}

/**
 * The columns of the named fields, in their order. Behind money stands its currency, once for all that share it: a number in
 * the format of a currency is only a number to whoever reads the file by a program.
 */
export function columnsOf(fields: readonly Field[], keys: readonly string[]): Column[] {
  const known = new Map(fields.filter(({ isColumn }) => isColumn).map((field) => [field.key, field]))
  const wrong = keys.flatMap((key, at) => (known.has(key) ? [] : [{ field: `columns.${at}`, code: 'choice' as const }]))
  if (wrong.length > 0) failFields(wrong)
  const named = [...new Set(keys)].flatMap((key) => known.get(key) ?? [])
  return named.flatMap((field, at): Column[] => {
    const value: Column = { field, part: 'value' }
    if (field.type !== 'money') return [value]
    const isShared = field.currencyKey !== undefined && named.slice(at + 1).some(sharesCurrency(field.currencyKey))
    return isShared ? [value] : [value, { field, part: 'currency' }]
  })
}

function sharesCurrency(key: string): (field: Field) => boolean {
  return ({ type, currencyKey }) => type === 'money' && currencyKey === key
}
