import type { ImportMapping } from '../../../../contract/imports.ts'
import { storable } from '../storable.ts'
import { firstRecords, isBlank } from './records.ts'

export type Delimiter = ImportMapping['files'][string]['delimiter']
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

/** How a file is laid out: what separates its cells, and how many records stand before the header. */
export interface Layout {
  readonly delimiter: Delimiter
  readonly skipLines: number
  /** One name a column, unique: the second `Phone` is `Phone (2)`, a column without a name is `(3)`. */
  readonly headers: readonly string[]
  /** The first rows below the header. */
  readonly sample: readonly (readonly string[])[]
}

/** The layout of a file by its first lines; null if there is no table in it. */
export function guessLayout(head: string): Layout | null {
  const tried = delimiters.map((delimiter) => {
    const records = firstRecords(head, delimiter)
    return { delimiter, records, score: evenness(records) }
  })
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one))
  const skipLines = headerAt(best.records)
  return skipLines === null ? null : layoutOf(best.records, best.delimiter, skipLines)
}

/** The layout with a delimiter and a header that are known. */
export function layoutWith(head: string, delimiter: Delimiter, skipLines: number): Layout | null {
  const records = firstRecords(head, delimiter)
  return (records[skipLines]?.length ?? 0) === 0 ? null : layoutOf(records, delimiter, skipLines)
}

function layoutOf(records: readonly string[][], delimiter: Delimiter, skipLines: number): Layout {
  const rows = records.slice(skipLines + 1).filter((record) => !isBlank(record))
  return { delimiter, skipLines, headers: headersOf(records[skipLines] ?? []), sample: rows.slice(0, 20) }
}

/** How many records have the commonest number of cells, weighed by that number: 1 cell says nothing. */
function evenness(records: readonly string[][]): number {
  const filled = records.filter((record) => !isBlank(record))
  const width = commonWidth(filled)
  if (width < 2) return 0
  const even = filled.filter((record) => record.length === width).length
  return (even / filled.length) * (1 + Math.log2(width) / 10)
}

function commonWidth(records: readonly string[][]): number {
  const counts = new Map<number, number>()
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

/** The first record that is as wide as the table and mostly filled: what stands before it are remarks. */
function headerAt(records: readonly string[][]): number | null {
  const width = commonWidth(records.filter((record) => !isBlank(record)))
  const at = records.findIndex(
    (record) => record.length >= width && record.filter((cell) => cell.trim() !== '').length * 2 >= width,
  )
  return at === -1 || at > 100 ? null : at
}

export function headersOf(record: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return record.map((cell, at) => {
    // Names are looked up in the mapping, whose names may be 300 characters long.
    const name = storable(cell.replace(/\s+/gu, ' ').trim().slice(0, 280)) || `(${at + 1})`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}
