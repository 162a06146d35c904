import {
  enteredStage,
  fieldKey,
  type ImportKind,
  type ImportSystem,
  importFields,
  importFileKinds,
  repeatedFields,
} from '../../../../contract/import-fields.ts'
import { listKeyOf } from '../../../../contract/custom-values.ts'
import { fieldNameOf } from '../../../../contract/import-new-fields.ts'
import { readAmount } from '../reading/amounts.ts'
import type { Layout } from '../reading/layout.ts'
import { type Content, contentOf, isCountry, isDate } from './content.ts'
import { bare, headerWords } from './header-words.ts'
import { recognise, type Recognised } from './recognise.ts'

/** Which of our fields the columns of a file hold, and how sure that is, 0 to 1. */
export interface Columns {
  readonly kind: ImportKind
  /** The system that writes such columns; null if none is known by them. */
  readonly system: ImportSystem | null
  readonly fields: Readonly<Record<string, string>>
  readonly confidence: Readonly<Record<string, number>>
}

/** Where the table is known, whatever the file is. */
type Table = Pick<Layout, 'headers' | 'sample'>

const dates: ReadonlySet<string> = new Set([
  'openedOn',
  'contactedOn',
  'stageEnteredOn',
  'closedOn',
  'expectedCloseOn',
  'nextStepOn',
  'enteredOn',
  'happenedOn',
  'dueOn',
  'entered',
])
const numbers: ReadonlySet<string> = new Set([
  'amount',
  'price',
  'cost',
  'revenue',
  'quantity',
  'probability',
  'lengthDays',
])

/** Whether a field of a mapping holds days, `entered.<stage>` among them. */
export function isDateField(key: string): boolean {
  return dates.has(fieldKey(key).field) || enteredStage(key) !== null
}

export function isNumberField(key: string): boolean {
  return numbers.has(fieldKey(key).field)
}

// One of these has to be there, or the file is of another kind.
const needed: Readonly<Record<ImportKind, readonly string[]>> = {
  deals: ['stage', 'status', 'closedOn', 'expectedCloseOn', 'contactedOn'],
  companies: ['name'],
  people: ['firstName', 'lastName', 'email', 'title', 'linkedin'],
  households: [],
  products: ['price', 'code', 'cost', 'family'],
  members: ['name', 'firstName', 'lastName'],
  history: ['fromStage'],
  activities: ['happenedOn', 'dueOn'],
  lines: ['productExternalId'],
  ignore: [],
}
const naming: Readonly<Record<ImportKind, readonly string[]>> = {
  deals: ['name', 'externalId', 'company', 'companyExternalId', 'person', 'product'],
  companies: ['name'],
  people: ['name', 'firstName', 'lastName', 'email'],
  households: ['name'],
  products: ['name'],
  members: ['name', 'firstName', 'lastName'],
  history: ['dealExternalId', 'deal'],
  activities: ['subject', 'note'],
  lines: ['dealExternalId', 'deal'],
  ignore: [],
}

// What stands in the names of files; a word alone decides nothing, but turns the scale.
const fileNames: readonly (readonly [ImportKind, RegExp])[] = [
  ['ignore', /dictionary|readme|metadata|schema/i],
  ['history', /stage.?history|opportunity.?(?:field)?history|stage.?changes|historik|היסטוריה|geçmiş|ประวัติ/iu],
  ['lines', /line.?items?|deal.?products|opportunity.?products/i],
  ['activities', /activit|engagement|calls?\b|tasks?\b|meetings?\b|aktivitet|פעילוי?ות|etkinlik|กิจกรรม/iu],
  ['deals', /deal|opportunit|pipeline|affär|עסק|anlaşma|fırsat|handler|ดีล/iu],
  ['households', /household|hushåll|משקי.?בית|hane|husstand|ครัวเรือน/iu],
  ['companies', /account|compan|organi[sz]ation|customer|företag|חבר|şirket|virksomhed|บริษัท/iu],
  ['people', /contact|people|person|connection|kontakt|אנשי|kişi|ผู้ติดต่อ/iu],
  ['products', /product|item|produkt|artikel|מוצר|ürün|vare|สินค้า/iu],
  ['members', /team|user|agent|member|seller|rep(?:s|resentative)|säljare|נציג|temsilci|sælger|พนักงานขาย/iu],
]

/** What kind of file it is, of which system, and what its columns hold. */
export function guessColumns(name: string, table: Table, own: OwnNames = {}): Columns {
  const nothing: Columns = { kind: 'ignore', system: null, fields: {}, confidence: {} }
  const hint = fileNames.find(([, words]) => words.test(name))?.[0]
  if (hint === 'ignore' || isSparse(table)) return nothing
  const known = recognise(table.headers)
  if (known) return withContents(columnsAs(known.kind, table, known, own[known.kind]), table)
  let best = { columns: nothing, score: 0 }
  for (const kind of importFileKinds) {
    const columns = withContents(columnsAs(kind, table, null, own[kind]), table)
    const has = (fields: readonly string[]) =>
      Object.keys(columns.fields).some((key) => fields.includes(fieldKey(key).field))
    if (!has(naming[kind]) || (kind !== hint && !has(needed[kind]))) continue
    if (kind === 'members' && kind !== hint && bare(columns.fields['name'] ?? '') === 'name') continue
    const sure = Object.values(columns.confidence).reduce((sum, one) => sum + one, 0)
    const score = sure + (kind === hint ? 1.5 : 0)
    if (score > best.score) best = { columns, score }
  }
  return best.columns
}

// A page of remarks laid out in cells has columns without a name between the others, and is mostly empty.
function isSparse({ headers, sample }: Table): boolean {
  const named = headers.map((header) => !/^\(\d+\)$/.test(header))
  const within = named.slice(0, named.lastIndexOf(true)).filter((one) => !one).length
  const filled = sample.reduce((sum, row) => sum + row.filter((cell) => cell.trim() !== '').length, 0)
  return within > 0 && filled < sample.length * headers.length * 0.5
}

/** A field of the workspace's own, as far as a header can name it. */
export interface OwnName {
  readonly key: string
  readonly name: string
}

export type OwnNames = Readonly<Partial<Record<ImportKind, readonly OwnName[]>>>

/** Whoever made a field called so means it. */
function ownNamed(header: string, own: readonly OwnName[]): Named | null {
  const plain = bare(header.replace(/__c$/i, ''))
  const called = bare(fieldNameOf(header))
  const field = own.find(({ key, name }) => [plain, called].includes(bare(name)) || bare(key) === plain)
  return field ? { key: listKeyOf(field), weight: 1 } : null
}

interface Found {
  readonly key: string
  readonly header: string
  readonly sureness: number
}

/** The columns by their names, when the kind of file is known, and perhaps the system. */
export function columnsAs(
  kind: ImportKind,
  table: Table,
  known: Recognised | null = null,
  own: readonly OwnName[] = [],
): Columns {
  const found: Found[] = []
  for (const [at, header] of table.headers.entries()) {
    const named = ownNamed(header, own) ?? lookUp(kind, header, known)
    if (!named) continue
    const cells = cellsOf(table, at)
    const key = named.key === 'country' && /location/i.test(header) && !isPlaceOfCountries(cells) ? 'city' : named.key
    const sureness = named.weight * fitness(key, cells)
    if (sureness > 0.2) found.push({ key, header, sureness })
  }
  found.sort((one, other) => other.sureness - one.sureness)
  return { kind, system: known?.system ?? null, ...placed(found) }
}

function cellsOf({ sample }: Table, at: number): string[] {
  return sample.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
}

// Nobody has said so: it is to be checked.
const unsure = 0.45

/** The columns with those that nothing is known of but what stands in them. */
function withContents(columns: Columns, table: Table): Columns {
  const fields: Record<string, string> = { ...columns.fields }
  const confidence: Record<string, number> = { ...columns.confidence }
  const named = new Set(Object.values(fields))
  for (const [at, header] of table.headers.entries()) {
    const key = named.has(header) ? null : byContent(columns.kind, contentOf(cellsOf(table, at)), fields)
    if (key === null) continue
    fields[key] = header
    confidence[key] = unsure
  }
  return { ...columns, fields, confidence }
}

/** Each field its likeliest column; the further ones of a list stand behind it. */
function placed(found: readonly Found[]): { fields: Record<string, string>; confidence: Record<string, number> } {
  const fields: Record<string, string> = {}
  const confidence: Record<string, number> = {}
  for (const { key, header, sureness } of found) {
    const free = freeKey(key, fields)
    if (free === null) continue
    fields[free] = header
    confidence[free] = Math.round(sureness * 100) / 100
  }
  return { fields, confidence }
}

const most = 9

/** The key itself, or of a list the first number that is free. */
function freeKey(key: string, fields: Readonly<Record<string, string>>): string | null {
  if (!(key in fields)) return key
  const { field, at } = fieldKey(key)
  if (!repeatedFields.has(field) || enteredStage(key) !== null) return null
  const list = key.replace(/:\d+$/, '')
  for (let number = at + 1; number <= most; number++) if (!(`${list}:${number}` in fields)) return `${list}:${number}`
  return null
}

interface Named {
  readonly key: string
  readonly weight: number
}

const entered = /^(?:date entered|hs(?:_v2)?_date_entered_|entered stage|stage entered)\s*[-:]?\s*["“]?(.+?)["”]?$/i

/** The field a header names, also in the forms `Deal - Title`, `Amount (USD)`, `Amount USD`, `Phone 2`, `Phone (2)`, `Region__c`. */
function lookUp(kind: ImportKind, header: string, known: Recognised | null): Named | null {
  const stage = kind === 'deals' ? entered.exec(header)?.[1] : undefined
  if (stage !== undefined && !/^(?:current )?stage$/i.test(stage))
    // Behind the stage stands its pipeline: Date entered "Qualified To Buy (Sales Pipeline)".
    return { key: `entered.${stage.replace(/\s*\([^)]*\)\s*$/, '').slice(0, 200)}`, weight: 0.95 }
  const plain = header.replace(/__c$/i, '')
  const forms = [
    plain,
    plain.replace(/\s*\([^)]*\)\s*$/, ''),
    plain.replace(/^[^-:–]+\s[-:–]\s/, ''),
    plain.replace(/\s*[#.]?\d$/, ''),
    plain.replace(/[\s_]+[A-Z]{3}$/, ''),
  ]
  for (const [at, form] of forms.entries()) {
    const own = known?.names.get(bare(form))
    if (own) return { key: own.field, weight: own.weight - (at === 0 ? 0 : 0.1) }
  }
  for (const [at, form] of forms.entries()) {
    const word = headerWords[kind].get(bare(form))
    if (word) return { key: word.field, weight: word.weight - (at === 0 ? 0 : 0.1) - (known ? 0.1 : 0) }
  }
  return null
}

/** How well the cells suit the field: 1 as they should be, 0 if they cannot be meant. */
function fitness(key: string, cells: readonly string[]): number {
  if (cells.length === 0) return 0.7
  const { field } = fieldKey(key)
  const share = (fits: (cell: string) => boolean) => cells.filter(fits).length / cells.length
  if (isDateField(key)) return share(isDate)
  if (isNumberField(key)) return share((cell) => readAmount(cell, '.', 'USD') !== null)
  if (field === 'email') return share((cell) => cell.includes('@'))
  // Where a number should stand people write "ask at the desk", too.
  if (field === 'phone')
    return Math.max(
      0.5,
      share((cell) => /\d{2}/.test(cell)),
    )
  if (field === 'linkedin') return share((cell) => cell.includes('linkedin'))
  if (field === 'domain') return share((cell) => cell.includes('.'))
  // Names are not numbers; ids may be.
  if (field === 'name' || field === 'company' || field === 'owner' || field === 'stage')
    return share((cell) => !/^[\d.,]+$/.test(cell))
  return 1
}

/** A column called Location holds countries, or else cities. */
function isPlaceOfCountries(cells: readonly string[]): boolean {
  return cells.filter(isCountry).length * 2 >= cells.length
}

/** The field that a column without a name we know holds by what stands in it: only one that no column holds by name. */
function byContent(kind: ImportKind, content: Content | null, fields: Readonly<Record<string, string>>): string | null {
  const has = (field: string) => Object.keys(fields).some((key) => fieldKey(key).field === field)
  const days: Partial<Record<ImportKind, string>> = { history: 'enteredOn', activities: 'happenedOn' }
  const key = content === 'money' ? 'amount' : content === 'date' ? days[kind] : content
  if (key === null || key === undefined || has(key)) return null
  const known: readonly string[] = importFields[kind]
  return known.includes(key) ? key : null
}
