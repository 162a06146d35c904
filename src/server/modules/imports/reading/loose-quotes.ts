/**
 * Parses delimited text whose quotation marks were not written by the rules: `"Big" Joe's, Oslo`. A mark that opens a cell
 * and is closed in the same line counts as usual, also with others in between; one that would swallow lines without being
 * closed properly, or that is never closed, is a sign like any other. With `more` to come, the last record waits.
 */
export function parseLoosely(
  text: string,
  delimiter: string,
  more: boolean,
  longest: number,
): { rows: string[][]; used: number } {
  const rows: string[][] = []
  let at = 0
  while (at < text.length) {
    const record: string[] = []
    let cell: Cell
    let from = at
    do {
      cell = text[from] === '"' ? quoted(text, from, delimiter, at + longest) : bare(text, from, delimiter)
      // Whatever ends with the text may go on in the next piece.
      if (more && (cell.end >= text.length || cell.isOpen)) return { rows, used: at }
      record.push(cell.value)
      from = cell.end + 1
    } while (text[cell.end] === delimiter)
    rows.push(record)
    at = from
  }
  return { rows, used: text.length }
}

interface Cell {
  readonly value: string
  /** Where the delimiter or the line end behind it stands. */
  readonly end: number
  /** A mark was opened that may still be closed by what comes. */
  readonly isOpen: boolean
}

function bare(text: string, from: number, delimiter: string, isOpen = false): Cell {
  const ends = [text.indexOf(delimiter, from), text.indexOf('\n', from)].filter((end) => end >= 0)
  const end = Math.min(text.length, ...ends)
  return { value: text.slice(from, end), end, isOpen }
}

function quoted(text: string, from: number, delimiter: string, last: number): Cell {
  let isWell = true
  for (let at = from + 1; ; at++) {
    at = text.indexOf('"', at)
    if (at < 0 || at > last) return bare(text, from, delimiter, text.length <= last)
    if (text[at + 1] === '"') {
      at++
      continue
    }
    const end = behindSpaces(text, at + 1, delimiter)
    if (end < text.length && text[end] !== delimiter && text[end] !== '\n') isWell = false
    else {
      const inside = text.slice(from + 1, at)
      if (!isWell && inside.includes('\n')) return bare(text, from, delimiter)
      return { value: inside.replaceAll('""', '"'), end, isOpen: false }
    }
  }
}

/** Where the spaces end that some programs write between a mark and what parts the cells. */
function behindSpaces(text: string, from: number, delimiter: string): number {
  let at = from
  while (text[at] !== delimiter && text[at] !== '\n' && /\s/.test(text[at] ?? '')) at++
  return at
}
