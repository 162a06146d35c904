import iconv from 'iconv-lite'
import Papa from 'papaparse'
import { parseLoosely } from './loose-quotes.ts'
import { Unreadable } from './unreadable.ts'

// A quote that is not closed within this length never will be, and a line that is longer is none of a table.
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
    if (rest.length > recordCharacters) {
      const loose = parseLoosely(rest, delimiter, true, recordCharacters)
      if (loose.used === 0) throw new Unreadable('row_too_long')
      rest = rest.slice(loose.used)
      rows.push(...checked(loose.rows))
    }
    enough = used === 0 ? rest.length * 2 : 0
    if (rows.length > 0) yield rows
  }
  if (rest !== '') yield parse(rest, delimiter, false).rows
}

function parse(text: string, delimiter: string, more: boolean): { rows: string[][]; used: number } {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, more)
  // What breaks the rules of quotation marks would swallow the rows behind it.
  const loose = parsed.errors.length > 0 ? parseLoosely(text, delimiter, more, recordCharacters) : null
  return { rows: checked(loose?.rows ?? parsed.data), used: loose?.used ?? parsed.meta.cursor }
}

function checked(rows: string[][]): string[][] {
  for (const row of rows) if (row.length > columnLimit) throw new Unreadable('too_many_columns')
  return rows
}

const headRecords = 200

/** The first records of a text that is only the beginning of a file. */
export function firstRecords(head: string, delimiter: string): string[][] {
  const text = unixLines(head)
  const parser = new Papa.Parser({ delimiter, newline: '\n', preview: headRecords })
  const parsed: Papa.ParseResult<string[]> = parser.parse(text, 0, false)
  if (parsed.errors.length === 0) return parsed.data
  return parseLoosely(text, delimiter, false, recordCharacters).rows.slice(0, headRecords)
}

export function isBlank(record: readonly string[]): boolean {
  return record.every((cell) => cell.trim() === '')
}
