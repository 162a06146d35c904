import type { Cell } from './cell.ts'
import { openingOf, type SheetLook, sheetRow } from './xlsx-sheet.ts'
import { type StyleBook, styleBook } from './xlsx-styles.ts'
import { xmlText } from './xml.ts'
import { zipped } from './zip.ts'

/** A table as a workbook shows it. */
export interface Table extends SheetLook {
  /** What its sheet is called; what Excel does not take in such a name is left out. */
  readonly name: string
  readonly rows: AsyncIterable<readonly Cell[]>
}

// Of a sheet; the first one is its header.
const lastRow = 1_048_576
const pieceCharacters = 64 * 1024

/**
 * A workbook (XLSX) of tables, piece by piece: rows are read as fast as the reader takes the pieces, and none is kept.
 * Texts are texts whatever they begin with, days and instants are dates, money is a number in the format of its currency;
 * the header stays in sight. A table longer than a sheet goes on in another one.
 */
export function workbook(tables: readonly Table[]): AsyncGenerator<Uint8Array> {
  return zipped(async (add) => {
    const styles = styleBook()
    const names: string[] = []
    for (const table of tables) {
      const rows = table.rows[Symbol.asyncIterator]()
      try {
        const reading: Reading = { rows, next: await rows.next() }
        // An empty table is a sheet with its header alone.
        do {
          names.push(sheetName(table.name, names))
          await add(`xl/worksheets/sheet${names.length}.xml`, sheet(table, reading, styles))
        } while (!reading.next.done)
      } finally {
        await rows.return?.()
      }
    }
    // Named last, because only the rows tell which currencies and how many sheets there are.
    for (const [name, text] of Object.entries(parts(names, styles.xml()))) await add(name, whole(text))
  })
}

/** Rows on their way, and the one that comes next. */
interface Reading {
  readonly rows: AsyncIterator<readonly Cell[]>
  next: IteratorResult<readonly Cell[]>
}

async function* whole(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text)
}

async function* sheet(table: Table, reading: Reading, styles: StyleBook): AsyncGenerator<Buffer> {
  let text = openingOf(table)
  for (let number = 2; !reading.next.done && number <= lastRow; number++) {
    text += sheetRow(number, reading.next.value, table, styles)
    if (text.length > pieceCharacters) {
      yield Buffer.from(text)
      text = ''
    }
    reading.next = await reading.rows.next()
  }
  yield Buffer.from(`${text}</sheetData></worksheet>`)
}

/** A name that Excel takes and that is not used yet: 31 characters at most, without the marks of references. */
function sheetName(wanted: string, used: readonly string[]): string {
  const clean =
    wanted
      .replace(/[[\]:*?/\\\p{Cc}\p{Cs}]/gu, ' ')
      .replace(/^[\s']+|[\s']+$/g, '')
      .slice(0, 31) || 'Sheet'
  const fold = (name: string) => name.toLowerCase()
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : ` ${count}`
    const name = clean.slice(0, 31 - suffix.length) + suffix
    if (!used.some((other) => fold(other) === fold(name))) return name
  }
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts around the sheets. */
function parts(names: readonly string[], styles: string): Record<string, string> {
  const each = (part: (name: string, number: number) => string) => names.map((name, at) => part(name, at + 1)).join('')
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${kind}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packages}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${each((name, number) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packages}/relationships">${each((_, number) => relation(`rId${number}`, 'worksheet', `worksheets/sheet${number}.xml`))}${relation(`rId${names.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': head + styles,
  }
}
