import type { Numbered } from './layout.ts'

/** A workbook, of whatever kind. */
export interface Workbook {
  /** The names of its sheets, those that are hidden last. */
  readonly sheets: readonly string[]
  /** The rows of a sheet, in pieces as they are unpacked; rows without a value may be left out. @throws Unreadable */
  rows(sheet: string): AsyncGenerator<Numbered[]>
}

/** A number as a sheet keeps it, in plain digits with a point: without the noise of binary fractions. */
export function plainNumber(text: string): string {
  if (/^-?\d+$/.test(text)) return text
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return ''
  // A spreadsheet shows fifteen digits; the rest is how a computer rounds.
  const rounded = Number(number.toPrecision(15))
  return /e/.test(String(rounded))
    ? rounded.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 })
    : String(rounded)
}
