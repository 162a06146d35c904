import { storable } from '../storable.ts'
import { firstRecords, isBlank } from './records.ts'
import { Unreadable } from './unreadable.ts'

/** A row of a file, numbered as spreadsheets do: the first one of the file or sheet is 1. */
export interface Numbered {
  readonly record: readonly string[]
  readonly number: number
}

/** How the table lies in a file or sheet. */
export interface Layout {
  /** Rows before the header. */
  readonly skipLines: number
  /** One name a column, unique: the second `Phone` is `Phone (2)`, a column without a name is `(3)`. */
  readonly headers: readonly string[]
  /** The first rows below the header. */
  readonly sample: readonly (readonly string[])[]
}

export interface TextLayout extends Layout {
  readonly delimiter: string
}

// The rarer ones only where they part the lines more evenly; the last is what ASCII has for this.
const delimiters = [',', ';', '\t', '|', '^', '~', '\u001f'] as const
const seldom = 0.5
const separatorLine = /^\uFEFF?"?sep=([^\p{L}\p{N}"])"?\r?\n/iu

/** The layout of a text by its first lines, with the delimiter if it is known; null if there is no table in it. */
export function guessLayout(head: string, known?: string): TextLayout | null {
  // What Excel reads as an instruction is no row of the table: `sep=;`
  const instruction = separatorLine.exec(head)?.[1]
  const named = known ?? instruction
  const tried = (named === undefined ? delimiters : [named]).map((delimiter, at) => {
    const rows = numbered(firstRecords(head, delimiter)).slice(instruction === undefined ? 0 : 1)
    return { delimiter, rows, score: evenness(rows) * (at < 4 ? 1 : seldom) }
  })
  const best = tried.reduce((one, other) => (other.score > one.score ? other : one))
  const skipLines = linesAbove(best.rows)
  return skipLines === null ? null : { ...layoutOf(best.rows, skipLines), delimiter: best.delimiter }
}

/** The layout of a text with a delimiter and a header that are known. */
export function layoutWith(head: string, delimiter: string, skipLines: number): TextLayout | null {
  const rows = numbered(firstRecords(head, delimiter))
  return rows.length <= skipLines ? null : { ...layoutOf(rows, skipLines), delimiter }
}

/** The layout of the first rows of a sheet; null if there is no table in them. */
export function sheetLayout(rows: readonly Numbered[], given: number | null): Layout | null {
  const skipLines = given ?? linesAbove(rows)
  const isThere = skipLines !== null && rows.some(({ number }) => number > skipLines)
  return isThere ? layoutOf(rows, skipLines) : null
}

function numbered(records: readonly string[][]): Numbered[] {
  return records.map((record, at) => ({ record, number: at + 1 }))
}

function layoutOf(rows: readonly Numbered[], skipLines: number): Layout {
  const [header, ...below] = rows.filter(({ number }) => number > skipLines)
  const filled = below.filter(({ record }) => !isBlank(record))
  const headers = headersOf(header?.record ?? [])
  return { skipLines, headers, sample: filled.slice(0, 20).map(({ record }) => record) }
}

/** How many rows have the commonest number of cells, weighed by that number: 1 cell says nothing. */
function evenness(rows: readonly Numbered[]): number {
  const filled = rows.filter(({ record }) => !isBlank(record))
  const width = commonWidth(filled)
  if (width < 2) return 0
  const even = filled.filter(({ record }) => record.length === width).length
  return (even / filled.length) * (1 + Math.log2(width) / 10)
}

function commonWidth(rows: readonly Numbered[]): number {
  const counts = new Map<number, number>()
  for (const { record } of rows) counts.set(record.length, (counts.get(record.length) ?? 0) + 1)
  // Of a short table under two lines of remarks both are as common: the wider is the table.
  const isMore = (one: [number, number], best: [number, number]) =>
    one[1] > best[1] || (one[1] === best[1] && one[0] > best[0])
  return [...counts].reduce((best, one) => (isMore(one, best) ? one : best), [0, 0])[0]
}

/** How many lines stand above the first row that is as wide as the table and mostly filled: they are remarks. */
function linesAbove(rows: readonly Numbered[]): number | null {
  const filled = rows.filter(({ record }) => !isBlank(record))
  const width = commonWidth(filled)
  const at = filled.findIndex(
    ({ record }) => record.length >= width && record.filter((cell) => cell.trim() !== '').length * 2 >= width,
  )
  const header = filled[hasTail(filled, at, width) ? at - 1 : at]
  return header === undefined || header.number > 101 ? null : header.number - 1
}

/** Whether every row but the header, which stands above this one, ends with a delimiter too many. */
function hasTail(filled: readonly Numbered[], at: number, width: number): boolean {
  const above = filled[at - 1]?.record
  if (width < 3 || above?.length !== width - 1 || above.some((cell) => cell.trim() === '')) return false
  return filled.slice(at).every(({ record }) => (record[width - 1] ?? '').trim() === '')
}

/** The rows below the header, which is the first one behind the lines above it. @throws Unreadable */
export async function* belowHeader(
  rows: AsyncIterable<readonly Numbered[]>,
  skipLines: number,
): AsyncGenerator<{ headers: readonly string[]; rows: Numbered[] }> {
  let headers: readonly string[] | null = null
  for await (const some of rows) {
    const below: Numbered[] = []
    for (const row of some) {
      if (row.number <= skipLines) continue
      if (headers === null) headers = headersOf(row.record)
      else if (!isBlank(row.record)) below.push(row)
    }
    if (headers && below.length > 0) yield { headers, rows: below }
  }
  if (headers === null) throw new Unreadable('no_header')
}

export function headersOf(record: readonly string[]): string[] {
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return record.map((cell, at) => {
    // Names are looked up in the mapping, whose names may be 300 characters long.
    const name = storable(cell.replace(/\s+/gu, ' ').trim().slice(0, 280)) || `(${at + 1})`
    let times = counts.get(name) ?? 0
    let unique = name
    // `Phone (2)` may have come before the second `Phone`.
    do if (++times > 1) unique = `${name} (${times})`
    while (taken.has(unique))
    counts.set(name, times)
    taken.add(unique)
    return unique
  })
}
