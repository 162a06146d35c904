import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { Unreadable } from './unreadable.ts'

// A quote that is never closed swallows the rest of the file; beyond this length it is taken for that.
const recordCharacters = 2_000_000
export const columnLimit = 1000

/** The letters of a file that comes in pieces of bytes; line ends become \n. */
export async function* decoded(pieces: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding)
  let pending = ''
  for await (const piece of pieces) {
    const text = pending + decoder.write(piece)
    // A \r at the very end may be the first half of \r\n.
    pending = text.endsWith('\r') ? '\r' : ''
    yield unixLines(pending ? text.slice(0, -1) : text)
  }
  yield unixLines(pending + (decoder.end() ?? ''))
}

function unixLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

/**
 * The records of a file, in batches as they come; cells as they stand, blank lines as records of one empty cell.
 * @throws Unreadable
 */
export async function* records(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<string[][]> {
  let rest = ''
  // A piece that ends inside a record is tried again only when it has doubled, or one open quote would cost n² steps.
  let enough = 0
  for await (const piece of text) {
    rest += piece
    if (rest.length < enough) continue
    const { rows, used } = parse(rest, delimiter, true)
    rest = rest.slice(used)
    if (rest.length > recordCharacters) throw new Unreadable('row_too_long')
    enough = used === 0 ? rest.length * 2 : 0
    if (rows.length > 0) yield rows
  }
  if (rest !== '') yield parse(rest, delimiter, false).rows
}

function parse(text: string, delimiter: string, more: boolean): { rows: string[][]; used: number } {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, more)
  for (const row of parsed.data) if (row.length > columnLimit) throw new Unreadable('too_many_columns')
  return { rows: parsed.data, used: parsed.meta.cursor }
}

/** The first records of a text that is only the beginning of a file. */
export function firstRecords(head: string, delimiter: string): string[][] {
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: 200 })
  const parsed: Papa.ParseResult<string[]> = parser.parse(unixLines(head), 0, false)
  return parsed.data
}

export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}
