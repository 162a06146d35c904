import * as z from 'zod/mini'
import { type PasteField, pasteFields } from '../../../contract/lists.ts'
import { email } from '../../../contract/primitives.ts'
import { columnsAs, guessLayout, headersOf, isBlank, records, storable } from '../imports/index.ts'
import { guessByContent } from './pasted-line.ts'

/** What a pasted text says, row by row. */
export interface PastedTable {
  /** Null where every line is read by itself, as people type them. */
  readonly columns: readonly { readonly header: string | null; readonly field: PasteField | null }[] | null
  readonly rows: readonly PastedRow[]
}

export interface PastedRow {
  /** As a spreadsheet counts: the first line of the text is 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly fields: Readonly<Partial<Record<PasteField, string>>>
}

/** Reads a pasted table: its columns are named by a header, told by what stands in them, or said by whoever pasted it. */
export async function readPasted(
  text: string,
  given: readonly (PasteField | null)[] | undefined,
  limit: number,
): Promise<PastedTable | 'empty' | 'too_many_rows'> {
  const delimiter = text.includes('\t') ? '\t' : (guessLayout(text)?.delimiter ?? ',')
  const all = await recordsOf(text, delimiter)
  const filled = all.flatMap((cells, at) => (isBlank(cells) ? [] : [{ row: at + 1, cells: cells.map(clean) }]))
  const [first] = filled
  if (!first) return 'empty'
  const named = headerFields(
    first.cells,
    filled.slice(1, 21).map(({ cells }) => cells),
  )
  const body = named ? filled.slice(1) : filled
  if (body.length === 0) return 'empty'
  if (body.length > limit) return 'too_many_rows'
  const isTable = named !== null || delimiter === '\t' || given !== undefined
  if (!isTable) {
    const rows = body.map(({ row, cells }) => ({ row, cells, fields: fieldsOf(cells, guessByContent([cells])) }))
    return { columns: null, rows }
  }
  const headers = named ? headersOf(first.cells) : null
  const fields = given ?? named ?? guessByContent(body.slice(0, 200).map(({ cells }) => cells))
  const width = Math.max(...body.slice(0, 200).map(({ cells }) => cells.length), headers?.length ?? 0)
  const columns = Array.from({ length: width }, (_, at) => ({
    header: headers?.[at] ?? null,
    field: fields[at] ?? null,
  }))
  return { columns, rows: body.map(({ row, cells }) => ({ row, cells, fields: fieldsOf(cells, fields) })) }
}

async function recordsOf(text: string, delimiter: string): Promise<string[][]> {
  const all: string[][] = []
  const whole = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  for await (const batch of records(only(whole), delimiter)) all.push(...batch)
  return all
}

async function* only(text: string): AsyncGenerator<string> {
  yield text
}

/** What the cells of a first line name, if it is a header: one field at least, and nothing that only a person has. */
function headerFields(cells: readonly string[], sample: readonly string[][]): (PasteField | null)[] | null {
  if (cells.some((cell) => cell.includes('@') || /\d{5}/.test(cell))) return null
  const headers = headersOf(cells)
  const layout = { delimiter: '\t', skipLines: 0, headers, sample } as const
  const people = columnsAs('people', layout).fields
  const companies = columnsAs('companies', layout).fields
  const found: Partial<Record<PasteField, string>> = {}
  for (const field of pasteFields) {
    const header =
      people[field] ??
      people[`${field}.work`] ??
      people[`${field}.mobile`] ??
      (field === 'domain' || field === 'city' || field === 'country' ? companies[field] : undefined)
    if (header !== undefined && !Object.values(found).includes(header)) found[field] = header
  }
  // A name beside an address of the web, and nothing of a person: the name is a company's.
  const isOfPeople = found.email ?? found.title ?? found.firstName ?? found.lastName ?? found.company ?? found.linkedin
  if (found.name !== undefined && found.domain !== undefined && isOfPeople === undefined) {
    found.company = found.name
    delete found.name
  }
  const fields = headers.map((header) => pasteFields.find((field) => found[field] === header) ?? null)
  return fields.some((field) => field !== null) ? fields : null
}

const longest: Readonly<Partial<Record<PasteField, number>>> = {
  phone: 40,
  linkedin: 300,
  city: 100,
  country: 100,
  domain: 253,
}

function fieldsOf(cells: readonly string[], columns: readonly (PasteField | null)[]): PastedRow['fields'] {
  const fields: Partial<Record<PasteField, string>> = {}
  for (const [at, cell] of cells.entries()) {
    const field = columns[at]
    const value = field ? valueOf(field, cell) : null
    if (field && value !== null && fields[field] === undefined) fields[field] = value
  }
  return fields
}

/** What a cell says in this field; null where it says nothing that could stand there. */
function valueOf(field: PasteField, cell: string): string | null {
  if (cell === '' || cell === '-' || cell === '–') return null
  if (field === 'email') {
    const read = z.safeParse(email, /<([^>]+)>/.exec(cell)?.[1] ?? cell)
    return read.success ? read.data : null
  }
  const value = field === 'domain' ? domainOf(cell) : cell
  return (
    value
      .slice(0, longest[field] ?? 200)
      .toWellFormed()
      .trim() || null
  )
}

function domainOf(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '')
}

/** A cell without control characters, single spaces, and without the quote that keeps a spreadsheet from computing it. */
function clean(cell: string): string {
  const plain = storable(cell)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return /^'[=+\-@]/.test(plain) ? plain.slice(1) : plain
}
