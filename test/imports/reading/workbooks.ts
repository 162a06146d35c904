import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'
import type { Language } from '../../../src/contract/primitives.ts'
import type { Source } from '../../../src/server/modules/imports/reading/source.ts'
import {
  findTable,
  readTable,
  type Table,
  type TableFormat,
} from '../../../src/server/modules/imports/reading/table.ts'
import { Unreadable } from '../../../src/server/modules/imports/reading/unreadable.ts'

/** Bytes as a file; read in pieces of that size. */
export function sourceOf(content: Buffer | string, size = 1000): Source {
  const bytes = Buffer.from(content)
  return {
    bytes: bytes.length,
    async *read(start = 0, end = bytes.length) {
      for (let at = start; at < end; at += size) yield bytes.subarray(at, Math.min(end, at + size))
    },
  }
}

/** Everything that is read from a file: its table, and its rows with their numbers. */
export async function readAll(content: Buffer | string, language: Language = 'en', given?: TableFormat) {
  const source = sourceOf(content)
  const table: Table = await findTable(source, language, given)
  const rows: (readonly [number, ...string[]])[] = []
  for await (const some of readTable(source, table.format))
    for (const { record, number } of some.rows) rows.push([number, ...record])
  return { ...table, rows }
}

/** Why a file is refused; what was read if it is not. */
export async function refusal(content: Buffer | string): Promise<unknown> {
  try {
    return await readAll(content)
  } catch (error) {
    if (error instanceof Unreadable) return error.reason
    throw error
  }
}

/** A zip archive of these parts. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

interface Book {
  /** Name → the rows, as XML. */
  readonly sheets: Readonly<Record<string, string>>
  /** Names among those above. */
  readonly hidden?: readonly string[]
  readonly shared?: string
  readonly styles?: string
  readonly is1904?: boolean
}

/** The parts of a workbook of Office Open XML. */
export function xlsxParts({ sheets, hidden = [], shared, styles, is1904 }: Book): Record<string, string> {
  const names = Object.keys(sheets)
  const relations = [
    ...names.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`]),
    ['styles', 'styles.xml'],
    ...(shared === undefined ? [] : [['sharedStrings', '/xl/sharedStrings.xml']]),
  ]
  const listed = names.map((name, at) => {
    const state = hidden.includes(name) ? ' state="hidden"' : ''
    return `<sheet name="${name}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`
  })
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships">${relations
      .map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}">${styles ?? ''}</styleSheet>`,
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${shared}</sst>` }),
    ...Object.fromEntries(
      names.map((name, at) => [
        `xl/worksheets/sheet${at + 1}.xml`,
        `${declaration}<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
      ]),
    ),
  }
}

export function xlsxOf(book: Book): Promise<Buffer> {
  return zipOf(xlsxParts(book))
}

/** A workbook of OpenDocument; name → the rows, as XML. */
export function odsOf(sheets: Readonly<Record<string, string>>): Promise<Buffer> {
  const tables = Object.entries(sheets).map(([name, rows]) => `<table:table table:name="${name}">${rows}</table:table>`)
  const spaces = ['office', 'table', 'text'].map(
    (name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`,
  )
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'META-INF/manifest.xml': '<manifest/>',
    'content.xml': `<office:document-content ${spaces.join(' ')}><office:body><office:spreadsheet>${tables.join('')}</office:spreadsheet></office:body></office:document-content>`,
  })
}
