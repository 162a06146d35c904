import iconv from 'iconv-lite'
import { type Card, cardOf, columnsOf, type Line } from './card-columns.ts'
import { headersOf, type Layout, type Numbered } from './layout.ts'
import { decoded } from './records.ts'
import type { Source } from './source.ts'
import { Unreadable } from './unreadable.ts'

// A card with a picture of 5 MB in it is still one; more lines or letters are none.
const lineCharacters = 20_000_000
const cardLines = 100_000

/** Whether a text begins with a card of people (vCard 2.1, 3.0, 4.0). */
export function isCards(head: string): boolean {
  return /^[\s\uFEFF]*(?:[\w-]+\.)?BEGIN:VCARD\s*$/im.test(
    head
      .slice(0, 2000)
      .split(/\r\n?|\n/)
      .find((line) => line.trim() !== '') ?? '',
  )
}

/** The table that the cards of a file make: a row a card, a column for everything that some card says. */
export async function findCards(source: Source, encoding: string): Promise<Layout> {
  const sample: Card[] = []
  const names = new Set<string>()
  for await (const { card } of cards(source, encoding)) {
    for (const name of card.keys()) names.add(name)
    if (sample.length < 20) sample.push(card)
  }
  if (names.size === 0) throw new Unreadable('empty')
  const columns = columnsOf(names)
  return { skipLines: 0, headers: headersOf(columns), sample: sample.map((card) => recordOf(card, columns)) }
}

/** The cards as rows of that table, each with the line that it begins at. @throws Unreadable */
export async function* cardRows(
  source: Source,
  encoding: string,
): AsyncGenerator<{ headers: readonly string[]; rows: Numbered[] }> {
  const { headers } = await findCards(source, encoding)
  let rows: Numbered[] = []
  for await (const { card, number } of cards(source, encoding)) {
    if (card.size > 0) rows.push({ record: recordOf(card, headers), number })
    if (rows.length < 500) continue
    yield { headers, rows }
    rows = []
  }
  if (rows.length > 0) yield { headers, rows }
}

function recordOf(card: Card, columns: readonly string[]): string[] {
  return columns.map((column) => card.get(column) ?? '')
}

async function* cards(source: Source, encoding: string): AsyncGenerator<{ card: Card; number: number }> {
  let lines: Line[] | null = null
  let begun = 0
  for await (const { text, number } of unfolded(source, encoding)) {
    const line = lineOf(text, encoding)
    if (line?.name === 'BEGIN') [lines, begun] = [[], number]
    else if (line?.name === 'END' && lines) {
      yield { card: cardOf(lines), number: begun }
      lines = null
    } else if (line && lines && lines.push(line) > cardLines) throw new Unreadable('row_too_long')
  }
}

/** The lines of a text, those that were folded made one again; each with the number of its first. */
async function* unfolded(source: Source, encoding: string): AsyncGenerator<{ text: string; number: number }> {
  let open: { text: string; number: number } | null = null
  let number = 0
  for await (const line of linesOf(source, encoding)) {
    number++
    const isSoft: boolean = open !== null && isQuotedPrintable(open.text) && open.text.endsWith('=')
    if (open && (isSoft || /^[ \t]/.test(line))) {
      // A soft end of quoted-printable goes with its sign; a fold goes with the one space that marks it.
      open.text = isSoft ? open.text.slice(0, -1) + line : open.text + line.slice(1)
      if (open.text.length > lineCharacters) throw new Unreadable('row_too_long')
      continue
    }
    if (open) yield open
    open = { text: line, number }
  }
  if (open) yield open
}

async function* linesOf(source: Source, encoding: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of decoded(source.read(), encoding)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > lineCharacters) throw new Unreadable('row_too_long')
    yield* lines
  }
  if (rest !== '') yield rest
}

function isQuotedPrintable(text: string): boolean {
  return /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE[;:]/i.test(text)
}

/** One property: `item1.TEL;TYPE=WORK,VOICE:+46 8 123`; null if the line is none. */
function lineOf(text: string, encoding: string): Line | null {
  const parts = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:[^":;]|"[^"]*")*)*):([\s\S]*)$/.exec(text.replace(/^\uFEFF/, ''))
  if (!parts) return null
  const [, group = null, name = '', parameters = '', value = ''] = parts
  const types: string[] = []
  let charset = encoding
  let isCoded = false
  for (const parameter of parameters.match(/;(?:[^";]|"[^"]*")*/g) ?? []) {
    const [key = '', said] = parameter.slice(1).split(/=(.*)/s)
    // Version 2.1 leaves TYPE= and ENCODING= out.
    const plain = (said ?? key).replaceAll('"', '')
    if (/^charset$/i.test(key) && iconv.encodingExists(plain)) charset = plain
    else if (/^quoted-printable$/i.test(plain)) isCoded = true
    else types.push(...plain.toLowerCase().split(','))
  }
  return { group, name: name.toUpperCase(), types, value: isCoded ? fromQuotedPrintable(value, charset) : value }
}

function fromQuotedPrintable(text: string, charset: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return iconv.decode(Buffer.from(bytes, 'latin1'), charset)
}
