import { type ImportKind, importFileKinds } from '../../../../contract/imports.ts'
import { readAmount } from '../reading/amounts.ts'
import { readDate } from '../reading/dates.ts'
import type { Layout } from '../reading/layout.ts'
import { bare, headerWords } from './header-words.ts'

/** Which of our fields the columns of a file hold, and how sure that is, 0 to 1. */
export interface Columns {
  readonly kind: ImportKind
  readonly fields: Readonly<Record<string, string>>
  readonly confidence: Readonly<Record<string, number>>
}

export const dateFields: ReadonlySet<string> = new Set([
  'openedOn',
  'contactedOn',
  'stageEnteredOn',
  'closedOn',
  'expectedCloseOn',
])
export const numberFields: ReadonlySet<string> = new Set(['amount', 'price', 'cost', 'revenue', 'quantity'])

// One of these has to be there, or the file is of another kind.
const needed: Readonly<Record<ImportKind, readonly string[]>> = {
  deals: ['stage', 'status', 'closedOn', 'expectedCloseOn', 'contactedOn'],
  companies: ['name'],
  people: ['firstName', 'lastName', 'email', 'title', 'linkedin'],
  products: ['price', 'code', 'cost', 'family'],
  members: ['name', 'firstName', 'lastName'],
  ignore: [],
}
const naming: Readonly<Record<ImportKind, readonly string[]>> = {
  deals: ['name', 'externalId', 'company', 'companyExternalId', 'person', 'product'],
  companies: ['name'],
  people: ['name', 'firstName', 'lastName', 'email'],
  products: ['name'],
  members: ['name', 'firstName', 'lastName'],
  ignore: [],
}

// What stands in the names of files; a word alone decides nothing, but turns the scale.
const fileNames: readonly (readonly [ImportKind, RegExp])[] = [
  ['ignore', /dictionary|readme|metadata|schema/i],
  ['deals', /deal|opportunit|pipeline|affär|עסק|anlaşma|fırsat|handler|ดีล/iu],
  ['companies', /account|compan|organi[sz]ation|customer|företag|חבר|şirket|virksomhed|บริษัท/iu],
  ['people', /contact|people|person|connection|kontakt|אנשי|kişi|ผู้ติดต่อ/iu],
  ['products', /product|item|produkt|artikel|מוצר|ürün|vare|สินค้า/iu],
  ['members', /team|user|agent|member|seller|rep(?:s|resentative)|säljare|נציג|temsilci|sælger|พนักงานขาย/iu],
]

/** What kind of file it is and what its columns hold. */
export function guessColumns(name: string, layout: Layout): Columns {
  const nothing: Columns = { kind: 'ignore', fields: {}, confidence: {} }
  const hint = fileNames.find(([, words]) => words.test(name))?.[0]
  if (hint === 'ignore' || isSparse(layout)) return nothing
  let best = { columns: nothing, score: 0 }
  for (const kind of importFileKinds) {
    const columns = columnsAs(kind, layout)
    const has = (fields: readonly string[]) => fields.some((field) => field in columns.fields)
    if (!has(naming[kind]) || (kind !== hint && !has(needed[kind]))) continue
    if (kind === 'members' && kind !== hint && bare(columns.fields['name'] ?? '') === 'name') continue
    const known = Object.values(columns.confidence).reduce((sum, one) => sum + one, 0)
    const score = known + (kind === hint ? 1.5 : 0)
    if (score > best.score) best = { columns, score }
  }
  return best.columns
}

// A page of remarks laid out in cells has columns without a name between the others, and is mostly empty.
function isSparse({ headers, sample }: Layout): boolean {
  const named = headers.map((header) => !/^\(\d+\)$/.test(header))
  const within = named.slice(0, named.lastIndexOf(true)).filter((one) => !one).length
  const filled = sample.reduce((sum, row) => sum + row.filter((cell) => cell.trim() !== '').length, 0)
  return within > 0 && filled < sample.length * headers.length * 0.5
}

/** The columns, when the kind of file is known. */
export function columnsAs(kind: ImportKind, layout: Layout): Columns {
  const found: { field: string; header: string; sureness: number }[] = []
  for (const [at, header] of layout.headers.entries()) {
    const known = lookUp(kind, header)
    if (!known) continue
    const field = known.field === 'country' ? placeOf(layout, at, header) : known.field
    const sureness = known.weight * fitness(field, layout, at)
    if (sureness > 0.2) found.push({ field, header, sureness })
  }
  found.sort((one, other) => other.sureness - one.sureness)
  const fields: Record<string, string> = {}
  const confidence: Record<string, number> = {}
  for (const { field, header, sureness } of found) {
    if (field in fields) continue
    fields[field] = header
    confidence[field] = Math.round(sureness * 100) / 100
  }
  return { kind, fields, confidence }
}

/** The field a header names, also in the forms `Deal - Title`, `Amount (USD)`, `Phone (2)`, `Region__c`. */
function lookUp(kind: ImportKind, header: string) {
  const plain = header.replace(/__c$/i, '')
  const forms = [plain, plain.replace(/\s*\([^)]*\)\s*$/, ''), plain.replace(/^[^-:–]+\s[-:–]\s/, '')]
  for (const [at, form] of forms.entries()) {
    const known = headerWords[kind].get(bare(form))
    if (known) return { field: known.field, weight: known.weight - (at === 0 ? 0 : 0.1) }
  }
  return undefined
}

/** How well the cells suit the field: 1 as they should be, 0 if they cannot be meant. */
function fitness(field: string, { sample }: Layout, at: number): number {
  const cells = sample.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
  if (cells.length === 0) return 0.7
  const share = (fits: (cell: string) => boolean) => cells.filter(fits).length / cells.length
  if (dateFields.has(field)) return share((cell) => (readDate(cell, 'dmy') ?? readDate(cell, 'mdy')) !== null)
  if (numberFields.has(field)) return share((cell) => readAmount(cell, '.', 'USD') !== null)
  if (field === 'email') return share((cell) => cell.includes('@'))
  if (field === 'linkedin') return share((cell) => cell.includes('linkedin'))
  if (field === 'domain') return share((cell) => cell.includes('.'))
  // Names are not numbers; ids may be.
  if (field === 'name' || field === 'company' || field === 'owner' || field === 'stage')
    return share((cell) => !/^[\d.,]+$/.test(cell))
  return 1
}

let countries: ReadonlySet<string> | null = null

/** A column called Location holds countries, or else cities. */
function placeOf({ sample }: Layout, at: number, header: string): string {
  if (!/location/i.test(header)) return 'country'
  countries ??= countryNames()
  const cells = sample.map((row) => bare(row[at] ?? '')).filter((cell) => cell !== '')
  return cells.filter((cell) => countries?.has(cell)).length * 2 >= cells.length ? 'country' : 'city'
}

function countryNames(): Set<string> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return new Set(letters.flatMap((one) => letters.map((other) => bare(names.of(one + other) ?? ''))))
}
