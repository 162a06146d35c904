import type { ImportMapping, ImportProblemCode } from '../../../contract/imports.ts'
import { withoutApostrophe } from '../../kernel/csv.ts'
import { cached } from './cached.ts'
import type { Problems } from './problems.ts'
import { type ReadAmount, readAmount, readNumber } from './reading/amounts.ts'
import { type ReadDate, readDate } from './reading/dates.ts'
import { readFlag } from './reading/flags.ts'
import { saysNone, saysNothing, saysUnknown } from './reading/nothing.ts'

export type FileMapping = ImportMapping['files'][string]

/** One row of a file by our fields, instead of by its columns. */
export interface Row {
  /** As a spreadsheet counts: the first line of the file is 1. */
  readonly number: number
  readonly record: readonly string[]
  text(field: string, maximum?: number): string | null
  /** What says nothing elsewhere and may be one of several options: 'None'. */
  none(field: string): string | null
  date(field: string): ReadDate | null
  /** In minor units of the currency in the cell, else of `currency`. */
  amount(field: string, currency?: string): ReadAmount | null
  count(field: string): number | null
  /** Points something out about a field of this row. */
  remark(code: ImportProblemCode, field: string | null, value?: string | null): void
}

/** Whether a row lies in the bin of the system that it is from. */
export function isDeleted(row: Row): boolean {
  const said = row.text('deleted')
  return said !== null && readFlag(said) === true
}

/** The key of the column among several alike that says something in this row; the field itself if none does. */
export function saying(row: Row, field: string): string {
  return [field, `${field}:2`, `${field}:3`, `${field}:4`].find((key) => row.text(key) !== null) ?? field
}

export interface RowReader {
  readonly mapping: FileMapping
  readonly headers: readonly string[]
  row(record: readonly string[], number: number, problems: Problems): Row
}

// Longer cells are no fields of a deal but a file read wrongly.
export const cellCharacters = 100_000

/** Reads the rows of one file as its mapping says. */
export function rowReader(file: string, mapping: FileMapping, headers: readonly string[], currency: string): RowReader {
  const columns = new Map(Object.entries(mapping.fields).map(([field, header]) => [field, headers.indexOf(header)]))
  const dateOf = cached((text) => readDate(text, mapping.dateOrder))
  const ownAmountOf = cached((text) => readAmount(text, mapping.decimal, currency))
  const row: RowReader['row'] = (record, number, problems) => {
    const cell = (field: string): string | null => {
      const at = columns.get(field) ?? -1
      return at < 0 ? null : meant(record[at] ?? '', field)
    }
    const remark: Row['remark'] = (code, field, value) => {
      const column = field === null ? null : (mapping.fields[field] ?? null)
      problems.add(code, { file, row: number, column, value: value ?? (field === null ? null : cell(field)) })
    }
    /** What a cell holds, read in some way; `code` points out that it cannot be. */
    const as = <Value>(field: string, code: ImportProblemCode, read: (text: string) => Value | null): Value | null => {
      const text = cell(field)
      const value = text === null ? null : read(text)
      if (text !== null && value === null) remark(code, field)
      return value
    }
    return {
      number,
      record,
      remark,
      text(field, maximum = 200) {
        const text = cell(field)
        if (text === null || text.length <= maximum) return text
        remark('text_shortened', field)
        return `${text
          .slice(0, maximum - 1)
          .toWellFormed()
          .trimEnd()}…`
      },
      none(field) {
        const said = (record[columns.get(field) ?? -1] ?? '').trim()
        return saysNone(said) ? said : null
      },
      date: (field) => as(field, 'date_unreadable', dateOf),
      amount(field, own = currency) {
        const amount = as(field, 'amount_unreadable', (text) =>
          own === currency ? ownAmountOf(text) : readAmount(text, mapping.decimal, own),
        )
        if (amount === 'unclear') remark('currency_unclear', field)
        return amount === 'unclear' ? null : amount
      },
      count: (field) => as(field, 'number_unreadable', (text) => readNumber(text, mapping.decimal)),
    }
  }
  return { mapping, headers, row }
}

// What somebody or something is called: a word that elsewhere stands for nothing may be the name.
const naming = /^(?:name|firstName|middleName|lastName|code)\b/
// What deals are compared by where somebody knows it.
const comparing = new Set(['source', 'sector'])

// Signs that nobody sees, halves of letters, and spaces but single ones between words.
const odd = /[\p{Cc}\p{Cs}]|[^\S ]|^ | $| {2}/u

/** What a cell says, without control characters; null where it says nothing. */
function meant(cell: string, field: string): string | null {
  const plain = odd.test(cell)
    ? cell
        .toWellFormed()
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .trim()
    : cell
  // What our own exports put in front of a formula.
  const text = withoutApostrophe(plain)
  return saysNothing(text, naming.test(field)) || (comparing.has(field) && saysUnknown(text)) ? null : text
}
