import type { ImportMapping } from '../../../../contract/imports.ts'
import type { Language } from '../../../../contract/primitives.ts'
import { openArchive } from './archive.ts'
import { cardRows, findCards, isCards } from './cards.ts'
import type { EncodingSample } from './encoding.ts'
import { belowHeader, type Layout, type Numbered, sheetLayout } from './layout.ts'
import { openOds } from './ods.ts'
import { kindOf } from './signature.ts'
import type { Source } from './source.ts'
import { decodedHead, textLayout, textRows } from './text.ts'
import { Unreadable } from './unreadable.ts'
import { openXlsx } from './xlsx.ts'
import type { Workbook } from './workbook.ts'

/** Where the table of a file is and how it is read, whatever the file is. */
export type TableFormat = Pick<
  ImportMapping['files'][string],
  'format' | 'sheet' | 'encoding' | 'delimiter' | 'skipLines'
>

/** A table that was found in a file. */
export interface Table {
  readonly format: TableFormat
  readonly layout: Layout
  /** The sheets of a workbook, the one that is read among them; none in other files. */
  readonly sheets: readonly string[]
  /** How the file looks in each encoding that may be meant; none where there is no doubt. */
  readonly encodings: readonly EncodingSample[]
}

/** Rows below the header, with the header's names. */
export interface TableRows {
  readonly headers: readonly string[]
  readonly rows: readonly Numbered[]
}

/**
 * Finds the table in a file by what is in it, never by its name: text of any delimiter and encoding, XLSX, ODS, vCard.
 * What `given` says is not guessed.
 * @throws Unreadable
 */
export async function findTable(source: Source, language: Language, given: Partial<TableFormat> = {}): Promise<Table> {
  const kind = await kindOf(source)
  if (kind !== 'text') return inWorkbook(source, kind, (workbook) => findSheet(workbook, kind, given))
  const { encoding, head, encodings } = await decodedHead(source, language, given)
  if (isCards(head)) {
    const layout = await findCards(source, encoding)
    return { format: { format: 'vcard', encoding, skipLines: 0 }, layout, sheets: [], encodings }
  }
  const layout = textLayout(head, given)
  const { delimiter, skipLines } = layout
  return { format: { format: 'text', encoding, delimiter, skipLines }, layout, sheets: [], encodings }
}

/** The rows of such a table, in pieces as they come; blank ones are left out. @throws Unreadable */
export async function* readTable(source: Source, format: TableFormat): AsyncGenerator<TableRows> {
  switch (format.format) {
    case undefined:
    case 'text':
      return yield* belowHeader(textRows(source, format), format.skipLines)
    case 'vcard':
      return yield* cardRows(source, format.encoding)
    case 'xlsx':
    case 'ods': {
      const archive = await openArchive(source)
      try {
        const workbook = await openers[format.format](archive)
        return yield* belowHeader(workbook.rows(format.sheet ?? workbook.sheets[0] ?? ''), format.skipLines)
      } finally {
        archive.close()
      }
    }
  }
}

const openers = { xlsx: openXlsx, ods: openOds } as const

async function inWorkbook<T>(
  source: Source,
  kind: keyof typeof openers,
  look: (workbook: Workbook) => Promise<T>,
): Promise<T> {
  const archive = await openArchive(source)
  try {
    return await look(await openers[kind](archive))
  } finally {
    archive.close()
  }
}

const headRows = 200

/** The sheet that is asked for, or the first with a table in it. */
async function findSheet(workbook: Workbook, kind: 'xlsx' | 'ods', given: Partial<TableFormat>): Promise<Table> {
  const { sheets } = workbook
  const wanted = sheets.filter((sheet) => given.sheet === undefined || sheet === given.sheet)
  for (const sheet of wanted) {
    const rows = await firstRows(workbook.rows(sheet))
    const layout = sheetLayout(rows, given.skipLines ?? null)
    if (!layout || (layout.sample.length === 0 && wanted.length > 1)) continue
    const format = { format: kind, sheet, encoding: 'utf-8', skipLines: layout.skipLines } as const
    return { format, layout, sheets, encodings: [] }
  }
  throw new Unreadable(sheets.length === 0 ? 'empty' : 'no_header')
}

async function firstRows(rows: AsyncIterable<readonly Numbered[]>): Promise<Numbered[]> {
  const first: Numbered[] = []
  for await (const some of rows) {
    first.push(...some.slice(0, headRows - first.length))
    if (first.length >= headRows) break
  }
  return first
}
