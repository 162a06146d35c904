import type { Archive } from './archive.ts'
import type { Numbered } from './layout.ts'
import { columnOf, mergedAreas, mergedFiller } from './merged-cells.ts'
import { columnLimit } from './records.ts'
import { Unreadable } from './unreadable.ts'
import { plainNumber, type Workbook } from './workbook.ts'
import { attribute, type Attributes, hearWhole, type Hearing, hearXml } from './xml.ts'
import { cellKinds, fromSerial, type NumberKind } from './xlsx-formats.ts'

// Kept in memory while a sheet is read, so bounded: 1,000,000 names of 24 letters are still taken.
const sharedCharacters = 24_000_000
const sharedCount = 2_000_000

/** What the cells of a sheet are read by. */
interface Book {
  readonly shared: readonly string[]
  readonly kinds: readonly NumberKind[]
  readonly system: 1900 | 1904
}

/** A workbook of Office Open XML. Formulas are never computed: what the program that saved it had last is taken. */
export async function openXlsx(archive: Archive): Promise<Workbook> {
  const [main = 'xl/workbook.xml'] = (await partsOf(archive, '')).byType('officeDocument')
  const parts = await partsOf(archive, main)
  const { sheets, system } = await readMain(archive, main)
  const places = new Map(sheets.flatMap(({ name, id }) => parts.byId(id).map((place) => [name, place] as const)))
  let book: Promise<Book> | null = null
  return {
    sheets: [...places.keys()],
    async *rows(sheet) {
      const place = places.get(sheet)
      if (place === undefined || !archive.has(place)) throw new Unreadable('broken')
      const fill = mergedFiller(await mergedAreas(archive.read(place)))
      // Begun where it is awaited: nobody would hear of its failure if the sheet failed first.
      book ??= readBook(archive, parts, system)
      for await (const rows of sheetRows(archive.read(place), await book)) yield rows.map(fill)
    },
  }
}

async function readBook(archive: Archive, parts: Parts, system: Book['system']): Promise<Book> {
  const [strings] = parts.byType('sharedStrings')
  const [styles] = parts.byType('styles')
  return {
    shared: strings !== undefined && archive.has(strings) ? await sharedStrings(archive.read(strings)) : [],
    kinds: styles !== undefined && archive.has(styles) ? await cellKinds(archive.read(styles)) : [],
    system,
  }
}

/** The parts that another one refers to. */
interface Parts {
  byType(type: string): string[]
  byId(id: string): string[]
}

async function partsOf(archive: Archive, part: string): Promise<Parts> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : ''
  const text = await archive.text(`${folder}_rels/${part.slice(folder.length)}.rels`)
  const found: { id: string; type: string; place: string }[] = []
  await hearWhole(text ?? '<none/>', (name, { Id: id = '', Type: type = '', Target: target = '' }) => {
    if (name !== 'Relationship') return
    const place = new URL(target, `file:///${folder}`).pathname.slice(1)
    found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), place: decodeURIComponent(place) })
  })
  const places = (fits: (one: (typeof found)[number]) => boolean) => found.filter(fits).map(({ place }) => place)
  return { byType: (type) => places((one) => one.type === type), byId: (id) => places((one) => one.id === id) }
}

async function readMain(archive: Archive, main: string) {
  const text = await archive.text(main)
  if (text === null) throw new Unreadable('broken')
  const shown: { name: string; id: string }[] = []
  const hidden: typeof shown = []
  let system: Book['system'] = 1900
  await hearWhole(text, (name, attributes) => {
    if (name === 'workbookPr' && isTrue(attributes['date1904'])) system = 1904
    if (name !== 'sheet') return
    const isHidden = (attributes['state'] ?? 'visible') !== 'visible'
    const sheet = { name: (attributes['name'] ?? '').slice(0, 300), id: attribute(attributes, 'id') ?? '' }
    ;(isHidden ? hidden : shown).push(sheet)
  })
  return { sheets: [...shown, ...hidden].slice(0, 500), system }
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true'
}

/** The texts that cells share. What is beside them to say how they sound is left out. @throws Unreadable */
async function sharedStrings(pieces: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let text = ''
  let isHeard = false
  let isSound = false
  const hearing: Hearing = {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') isSound = true
      isHeard = name === 't' && !isSound
    },
    text(more) {
      if (isHeard) text += more
    },
    close(name) {
      isHeard = false
      if (name === 'rPh') isSound = false
      if (name !== 'si') return
      characters += text.length
      if (strings.length >= sharedCount || characters > sharedCharacters) throw new Unreadable('too_much_text')
      strings.push(detached(unescaped(text)))
    },
  }
  for await (const _ of hearXml(pieces, hearing)) void _
  return strings
}

/** A text of its own: a part of another one would keep the whole of that, with all its markup, in memory. */
function detached(text: string): string {
  return Buffer.from(text).toString()
}

/** A line feed and other signs that XML cannot hold stand as _x000A_. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

async function* sheetRows(pieces: AsyncIterable<Buffer>, book: Book): AsyncGenerator<Numbered[]> {
  let rows: Numbered[] = []
  const hearing = rowHearing(book, (row) => rows.push(row))
  for await (const _ of hearXml(pieces, hearing)) {
    void _
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
}

/** Hears the rows of a sheet, cell by cell. */
function rowHearing(book: Book, take: (row: Numbered) => void): Hearing {
  let number = 0
  let record: string[] = []
  let column = -1
  let cell: Attributes = {}
  let value = ''
  let isHeard = false
  let isSound = false
  return {
    open(name, attributes) {
      if (name === 'c') {
        cell = attributes
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        value = ''
      } else if (name === 'row') {
        number = Number(attributes['r']) || number + 1
        record = []
        column = -1
      } else if (name === 'rPh') isSound = true
      isHeard = (name === 'v' || name === 't') && !isSound
    },
    text(more) {
      if (isHeard) value += more
    },
    close(name) {
      isHeard = false
      if (name === 'rPh') isSound = false
      if (name === 'c' && value !== '') {
        // A cell may be coloured out to the last column; only one with a value counts.
        if (column >= columnLimit) throw new Unreadable('too_many_columns')
        while (record.length < column) record.push('')
        record[column] = cellText(cell, value, book)
      }
      if (name === 'row' && record.length > 0) take({ record, number })
    },
  }
}

/** What a cell says; an error says nothing. */
function cellText(cell: Attributes, value: string, { shared, kinds, system }: Book): string {
  switch (cell['t']) {
    case 's':
      return shared[Number(value)] ?? ''
    case 'str':
    case 'inlineStr':
      return unescaped(value)
    case 'b':
      return isTrue(value) ? 'TRUE' : 'FALSE'
    case 'e':
      return ''
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '')
    default: {
      const kind = kinds[Number(cell['s'] ?? 0)] ?? 'number'
      return kind === 'number' ? plainNumber(value) : fromSerial(value, kind, system)
    }
  }
}
