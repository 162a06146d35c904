import { type Cell, decimalOf, isComputed } from './cell.ts'
import { exponentOf } from './money.ts'

/** Spreadsheet programs take a file that does not begin with this for one of an old code page. */
export const byteOrderMark = '\ufeff'

export type Delimiter = ',' | ';' | '\t'

/** A line of CSV (RFC 4180), with its end; also with a sign between the cells that we ourselves would not choose. */
export function csvLine(cells: readonly string[], delimiter = ','): string {
  return `${cells.map((cell) => quoted(defused(cell), delimiter)).join(delimiter)}\r\n`
}

/**
 * A value as CSV has it: instants in a zone to the minute, numbers with the comma where the semicolon parts cells, because
 * that is where spreadsheet programs expect it.
 * @param words how yes and no are said
 */
export function csvText(
  cell: Cell,
  { delimiter, timeZone, words }: { delimiter: Delimiter; timeZone: string; words: { yes: string; no: string } },
): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'boolean') return cell ? words.yes : words.no
  if (typeof cell === 'number') return decimal(String(cell), delimiter)
  if ('day' in cell) return cell.day
  if ('minor' in cell) return decimal(decimalOf(cell.minor, exponentOf(cell.currency)), delimiter)
  const local = cell.instant.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDateTime()
  return local.toString({ smallestUnit: 'minute' }).replace('T', ' ')
}

function decimal(number: string, delimiter: Delimiter): string {
  return delimiter === ';' ? number.replace('.', ',') : number
}

/**
 * A text that a spreadsheet program would compute gets an apostrophe in front, which `withoutApostrophe` takes away again;
 * numbers below zero and telephone numbers stay as they are.
 */
function defused(text: string): string {
  const isPlain = /^[+-]?[\d\s().,/-]*$/.test(text)
  return !isPlain && isComputed(text) ? `'${text}` : text
}

/** What `csvLine` was given, from what stands in its cell: an apostrophe before what would be computed goes. */
export function withoutApostrophe(cell: string): string {
  return cell.startsWith("'") && isComputed(cell) ? cell.slice(1) : cell
}

function quoted(text: string, delimiter: string): string {
  return /[",\r\n;\t]/.test(text) || text.includes(delimiter) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text
}
