import { createHash } from 'node:crypto'
import { enteredStage } from '../../../contract/import-fields.ts'
import type { ImportMapping, rejectionCodes } from '../../../contract/imports.ts'
import type { lostReasons } from '../../../contract/facts.ts'
import { fold } from '../../kernel/fold.ts'
import type { Row, RowReader } from './cells.ts'
import { cellCharacters, isDeleted, saying } from './cells.ts'
import type { StageMeaning, TargetStage } from './guessing/stage-words.ts'
import { lostReasonOf } from './guessing/lost-reasons.ts'
import { readNote, readTags } from './note-text.ts'
import { currenciesOf } from './reading/amounts.ts'
import { datesOf } from './row-dates.ts'
import { dayIn, instantOf } from './row-days.ts'
import type { Entry, Told } from './story.ts'

export type RejectionCode = (typeof rejectionCodes)[number]

/** What a row says of a deal, by value; names are not looked up yet. */
export interface DealRow {
  readonly row: Row
  /** The file's own id, or one made of the whole row where it has none: the same row is the same deal. */
  readonly externalId: string
  readonly name: string
  /** False if the name was put together from others, because the file has none. */
  readonly isNamed: boolean
  readonly company: string | null
  readonly companyExternalId: string | null
  readonly person: string | null
  readonly personExternalId: string | null
  readonly owner: string | null
  readonly ownerExternalId: string | null
  readonly lines: readonly SaidLine[]
  readonly amountMinor: number | null
  readonly currency: string
  readonly source: string | null
  readonly expectedCloseOn: string | null
  readonly lostReason: (typeof lostReasons)[number] | null
  readonly nextStep: { readonly text: string; readonly on: string } | null
  readonly tags: readonly string[]
  /** Its notes, and what else it says that has no place of its own. */
  readonly note: string | null
  /** When it came to which stages, in columns of its own row. */
  readonly entries: readonly Entry[]
  readonly told: Told
  /** Whether the row says where the deal stands. */
  readonly isPlaced: boolean
}

/** A product that a deal is made of, as a file names it. */
export interface SaidLine {
  readonly product: string | null
  readonly productExternalId: string | null
  readonly quantity: number
  /** For one; null if the file does not say. */
  readonly priceMinor: number | null
}

/** What all rows of an import are read by. */
export interface DealRules {
  readonly stages: readonly TargetStage[]
  readonly meanings: ImportMapping['stages']
  readonly meaningOf: (name: string) => StageMeaning | null
  readonly currency: string
  readonly timeZone: string
  readonly now: Date
  readonly today: string
}

/** How the rows of one file are read. */
export interface DealReading {
  readonly reader: RowReader
  readonly rules: DealRules
}

const deletedStatus = /^(?:deleted|borttagen|raderad|נמחק|נמחקה|silindi|slettet|ลบแล้ว)$/iu

/** Reads a row of a deal file; a code if it cannot be taken. */
export function readDeal(row: Row, { reader, rules }: DealReading): DealRow | RejectionCode {
  if (row.record.some((cell) => cell.length > cellCharacters)) return 'cell_too_long'
  if (isDeleted(row) || deletedStatus.test(row.text('status') ?? '')) return 'row_deleted'
  const externalId = row.text('externalId', 1000)
  if (externalId !== null && externalId.length > 200) return 'id_too_long'
  const placed = placeOf(row, reader, rules)
  if (placed === 'stage_unknown') return placed
  const company = row.text('company')
  const person = row.text('person')
  const ownName = row.text('name')
  const name = ownName ?? madeName([company ?? person, row.text('product')], externalId)
  if (name === null) return 'row_without_name'
  const { amountMinor, currency } = worth(row, rules)
  const dates = datesOf(row, placed, rules)
  if (dates === 'length_impossible') return dates
  const { told, expectedCloseOn } = dates
  checkProbability(row, told)
  const lostReason = lostReasonOf(row, told)
  const nextStep = nextStepOf(row, told, rules)
  return {
    row,
    externalId: externalId ?? idOfRow(row.record),
    name,
    isNamed: ownName !== null,
    company,
    companyExternalId: row.text('companyExternalId'),
    person,
    personExternalId: row.text('personExternalId'),
    owner: row.text('owner'),
    ownerExternalId: row.text('ownerExternalId'),
    lines: linesOf(row, currency),
    amountMinor,
    currency,
    source: row.text('source', 100),
    expectedCloseOn,
    lostReason: lostReason?.code ?? null,
    nextStep: nextStep?.on ? { text: nextStep.text, on: nextStep.on } : null,
    tags: readTags(row, reader),
    note: joined(readNote(row, reader), lostReason?.words ?? null, nextStep && !nextStep.on ? nextStep.noted : null),
    entries: entriesOf(row, reader, rules),
    told,
    isPlaced: placed.isPlaced,
  }
}

function madeName(parts: readonly (string | null)[], otherwise: string | null): string | null {
  const known = parts.filter((part) => part !== null)
  return known.length > 0 ? known.join(' · ').slice(0, 200) : otherwise
}

function idOfRow(record: readonly string[]): string {
  const cells = JSON.stringify(record.map((cell) => cell.trim()))
  return `row:${createHash('sha256').update(cells).digest('hex').slice(0, 32)}`
}

interface Placed extends Pick<Told, 'outcome' | 'stage'> {
  readonly isPlaced: boolean
}

/** Where the row says its deal stands: by its stage, and by a status beside it, which has the last word on the end. */
function placeOf(
  row: Row,
  { mapping }: RowReader,
  { stages, meanings, meaningOf }: DealRules,
): Placed | 'stage_unknown' {
  const stageName = row.text('stage')
  const statusName = row.text('status')
  const meaning = (name: string | null) => (name === null ? null : (meanings[name] ?? meaningOf(name)))
  const stage = meaning(stageName)
  const status = meaning(statusName)
  if (stageName !== null && !stage) return 'stage_unknown'
  if (stageName === null && statusName !== null && !status) return 'stage_unknown'
  const said = stage ?? status
  if (!said) {
    const outcome = 'stage' in mapping.fields || 'status' in mapping.fields ? null : endedByDate(row, mapping.fields)
    if (outcome) return { outcome, stage: null, isPlaced: true }
    row.remark('stage_missing', 'stage')
    return { outcome: 'open', stage: null, isPlaced: false }
  }
  if (stage && status && stage.outcome !== 'open' && stage.outcome !== status.outcome)
    row.remark('status_contradicts_stage', 'status')
  const outcome = status && status.outcome !== 'open' ? status.outcome : said.outcome
  const key = stage?.stage ?? status?.stage
  return { outcome, stage: stages.find((one) => one.key === key) ?? null, isPlaced: true }
}

const wonDate = /(?<!\p{L})won(?!\p{L})|vunn|vundet|זכי|kazan|ชนะ/iu
const lostDate = /(?<!\p{L})lost(?!\p{L})|förlor|tabt|הפסד|kayb|แพ้/iu

/** A file may say it by the column alone that the day stands in: `won_date`. */
function endedByDate(row: Row, fields: Readonly<Record<string, string>>): 'won' | 'lost' | null {
  const key = saying(row, 'closedOn')
  if (row.text(key) === null) return null
  const header = fields[key] ?? ''
  return wonDate.test(header) ? 'won' : lostDate.test(header) ? 'lost' : null
}

/** Every product of the row, by its columns: product, product:2, … */
function linesOf(row: Row, currency: string): SaidLine[] {
  const lines: SaidLine[] = []
  for (const suffix of ['', ':2', ':3', ':4', ':5', ':6', ':7', ':8', ':9']) {
    const product = row.text(`product${suffix}`)
    if (product === null) continue
    const price = row.amount(`price${suffix}`, currency)
    const priceMinor = price && price.currency === currency && price.minor >= 0 ? price.minor : null
    lines.push({ product, productExternalId: null, quantity: quantityOf(row, `quantity${suffix}`), priceMinor })
  }
  return lines
}

/** The lines of two rows of one deal; one product is one line, as the later row has it. */
export function joinedLines(before: readonly SaidLine[], later: readonly SaidLine[]): SaidLine[] {
  const byProduct = new Map(before.map((line) => [fold(line.product ?? ''), line]))
  for (const line of later) byProduct.set(fold(line.product ?? ''), line)
  return [...byProduct.values()]
}

export function quantityOf(row: Row, field: string): number {
  const quantity = row.count(field) ?? 1
  return quantity > 0 && quantity <= 1_000_000_000 ? quantity : 1
}

/** A probability is checked, not kept: here it is worked out. A deal that is won with 0 % is pointed out, not guessed away. */
function checkProbability(row: Row, { outcome }: Told): void {
  const said = row.count('probability')
  if (said === null) return
  const share = said <= 1 && said > 0 && !Number.isInteger(said) ? said * 100 : said
  const isOdd = (outcome === 'won' && share < 100) || (outcome === 'lost' && share > 0)
  // Some systems write 1 for all of it.
  if (isOdd && !(outcome === 'won' && said === 1)) row.remark('probability_contradicts_stage', 'probability')
}

/** A step without a day is kept as a note: on which day it is due is nobody's guess. */
function nextStepOf(row: Row, told: Told, rules: DealRules) {
  const text = row.text('nextStep')
  const date = row.date('nextStepOn')
  const on = date && told.outcome === 'open' ? dayIn(date, rules.timeZone) : null
  if (text === null && on === null) return null
  if (on === null) row.remark('next_step_noted', 'nextStep')
  const noted = text
  return { text: text ?? row.text('name') ?? '', on, noted }
}

/** When the row says that its deal came to which stages. */
function entriesOf(
  row: Row,
  { mapping }: RowReader,
  { stages, meanings, meaningOf, timeZone, now }: DealRules,
): Entry[] {
  return Object.keys(mapping.fields).flatMap((key) => {
    const name = enteredStage(key)
    const date = name === null ? null : row.date(key)
    if (name === null || date === null) return []
    const meaning = meanings[name] ?? meaningOf(name)
    const at = instantOf(date, timeZone)
    if (at > now) row.remark('date_in_future', key)
    if (!meaning || at > now) return []
    const stage = stages.find(({ key: own }) => own === meaning.stage) ?? null
    return [{ at, outcome: meaning.outcome, stage, from: null }]
  })
}

function joined(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('\n') || null
}

function worth(row: Row, rules: DealRules): { amountMinor: number | null; currency: string } {
  const named = row.text('currency')
  const codes = named === null ? [rules.currency] : currenciesOf(named)
  const own = codes.includes(rules.currency) ? rules.currency : codes[0]
  if (own === undefined) {
    row.remark('currency_unclear', 'currency')
    return { amountMinor: null, currency: rules.currency }
  }
  const amountKey = saying(row, 'amount')
  const amount = row.amount(amountKey, own)
  if (amount && amount.minor < 0) {
    row.remark('amount_negative', amountKey)
    return { amountMinor: null, currency: amount.currency }
  }
  return { amountMinor: amount?.minor ?? null, currency: amount?.currency ?? own }
}
