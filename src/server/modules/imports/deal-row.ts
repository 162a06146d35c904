import { createHash } from 'node:crypto'
import type { ImportMapping, rejectionCodes } from '../../../contract/imports.ts'
import { dayOf, startOfDay } from '../../kernel/context.ts'
import type { Row } from './cells.ts'
import { cellCharacters } from './cells.ts'
import type { StageMeaning, TargetStage } from './guessing/stage-words.ts'
import { currenciesOf } from './reading/amounts.ts'
import type { ReadDate } from './reading/dates.ts'
import type { Told } from './story.ts'

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
  readonly owner: string | null
  readonly ownerExternalId: string | null
  readonly product: string | null
  readonly quantity: number
  readonly amountMinor: number | null
  readonly currency: string
  readonly source: string | null
  readonly expectedCloseOn: string | null
  readonly told: Told
  /** Whether the row says where the deal stands. */
  readonly isPlaced: boolean
}

/** What all rows of an import are read by. */
export interface DealRules {
  readonly stages: readonly TargetStage[]
  readonly meanings: ImportMapping['stages']
  readonly meaningOf: (name: string) => StageMeaning | null
  readonly currency: string
  readonly timeZone: string
  readonly now: Date
}

/** Reads a row of a deal file; a code if it cannot be taken. */
export function readDeal(row: Row, rules: DealRules): DealRow | RejectionCode {
  if (row.record.some((cell) => cell.length > cellCharacters)) return 'cell_too_long'
  const externalId = row.text('externalId', 1000)
  if (externalId !== null && externalId.length > 200) return 'id_too_long'
  const placed = placeOf(row, rules)
  if (placed === 'stage_unknown') return placed
  const company = row.text('company')
  const person = row.text('person')
  const product = row.text('product')
  const ownName = row.text('name')
  const name = ownName ?? madeName([company ?? person, product], externalId)
  if (name === null) return 'row_without_name'
  const { amountMinor, currency } = worth(row, rules)
  const quantity = row.count('quantity') ?? 1
  const { told, expectedCloseOn } = datesOf(row, placed, rules)
  return {
    row,
    externalId: externalId ?? idOfRow(row.record),
    name,
    isNamed: ownName !== null,
    company,
    companyExternalId: row.text('companyExternalId'),
    person,
    owner: row.text('owner'),
    ownerExternalId: row.text('ownerExternalId'),
    product,
    quantity: quantity > 0 && quantity <= 1_000_000_000 ? quantity : 1,
    amountMinor,
    currency,
    source: row.text('source', 100),
    expectedCloseOn,
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
function placeOf(row: Row, { stages, meanings, meaningOf }: DealRules): Placed | 'stage_unknown' {
  const stageName = row.text('stage')
  const statusName = row.text('status')
  const meaning = (name: string | null) => (name === null ? null : (meanings[name] ?? meaningOf(name)))
  const stage = meaning(stageName)
  const status = meaning(statusName)
  if (stageName !== null && !stage) return 'stage_unknown'
  if (stageName === null && statusName !== null && !status) return 'stage_unknown'
  const said = stage ?? status
  if (!said) {
    row.remark('stage_missing', 'stage')
    return { outcome: 'open', stage: null, isPlaced: false }
  }
  if (stage && status && stage.outcome !== 'open' && stage.outcome !== status.outcome)
    row.remark('status_contradicts_stage', 'status')
  const outcome = status && status.outcome !== 'open' ? status.outcome : said.outcome
  const key = stage?.stage ?? status?.stage
  return { outcome, stage: stages.find((one) => one.key === key) ?? null, isPlaced: true }
}

function worth(row: Row, rules: DealRules): { amountMinor: number | null; currency: string } {
  const named = row.text('currency')
  const codes = named === null ? [rules.currency] : currenciesOf(named)
  const own = codes.includes(rules.currency) ? rules.currency : codes[0]
  if (own === undefined) {
    row.remark('currency_unclear', 'currency')
    return { amountMinor: null, currency: rules.currency }
  }
  const amount = row.amount('amount', own)
  if (amount && amount.minor < 0) {
    row.remark('amount_negative', 'amount')
    return { amountMinor: null, currency: amount.currency }
  }
  return { amountMinor: amount?.minor ?? null, currency: amount?.currency ?? own }
}

/** The instants of a row. A day is the first instant of that day in the workspace's zone. */
function datesOf(row: Row, placed: Placed, rules: DealRules): { told: Told; expectedCloseOn: string | null } {
  const past = (field: string): { at: Date; day: string } | null => {
    const date = row.date(field)
    if (!date) return null
    const at = instantOf(date, rules.timeZone)
    if (at <= rules.now) return { at, day: dayIn(date, rules.timeZone) }
    row.remark('date_in_future', field)
    return null
  }
  const isOpen = placed.outcome === 'open'
  const expected = row.date('expectedCloseOn') ?? (isOpen ? row.date('closedOn') : null)
  const expectedCloseOn = expected && dayIn(expected, rules.timeZone)
  const today = dayOf(rules.now, rules.timeZone)
  const opened = past('openedOn')
  const contacted = past('contactedOn')
  const closed = isOpen ? null : past('closedOn')
  const isBackwards = closed !== null && [opened, contacted].some((begun) => begun !== null && closed.day < begun.day)
  if (isBackwards) row.remark('closed_before_opened', 'closedOn')
  const told: Told = {
    outcome: placed.outcome,
    stage: placed.stage,
    openedAt: opened?.at ?? null,
    contactedAt: contacted?.at ?? null,
    stageEnteredAt: past('stageEnteredOn')?.at ?? null,
    closedAt: closed?.at ?? null,
    isBackwards,
    // Without a day the person is asked at once.
    comeBackOn: expectedCloseOn !== null && expectedCloseOn > today ? expectedCloseOn : today,
  }
  return { told, expectedCloseOn }
}

const instants = new Map<string, Date>()

function instantOf(date: ReadDate, timeZone: string): Date {
  if (date.time !== null && date.offset !== null) return new Date(`${date.day}T${date.time}${date.offset}`)
  if (date.time !== null) {
    const local = Temporal.PlainDateTime.from(`${date.day}T${date.time}`).toZonedDateTime(timeZone)
    return new Date(local.epochMilliseconds)
  }
  // Finding midnight in a zone takes longer than all the rest of a row.
  const key = `${timeZone} ${date.day}`
  const known = instants.get(key)
  if (known) return known
  if (instants.size >= 20_000) instants.clear()
  const midnight = startOfDay(date.day, timeZone)
  instants.set(key, midnight)
  return midnight
}

function dayIn(date: ReadDate, timeZone: string): string {
  return date.offset === null ? date.day : dayOf(instantOf(date, timeZone), timeZone)
}
