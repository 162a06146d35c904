import {
  type MarketMaturity,
  closeAnswers,
  disqualifyReasons,
  lostReasons,
  marketMaturities,
  objectionOutcomes,
  reversalReasons,
  signals,
} from '../../../contract/facts.ts'
import { makeRoom } from './columns.ts'
import {
  type History,
  type KeptFact,
  bitsOf,
  dayNumber,
  encode,
  factNumbers,
  isStanding,
  noDay,
  noLength,
} from './history.ts'
import { addId, placeOf } from './packed-ids.ts'
import { touchCodes, touchValue } from './touch-codes.ts'

const reasons: Partial<Record<KeptFact, readonly string[]>> = {
  'deal.won': signals,
  'deal.lost': lostReasons,
  'deal.disqualified': disqualifyReasons,
  'deal.win_reversed': reversalReasons,
  'deal.touched': touchCodes,
  'deal.objection_settled': objectionOutcomes,
  'deal.close_asked': closeAnswers,
}

/** A deal as it is read; instants in milliseconds. */
export interface DealRow {
  readonly id: string
  readonly opened: number
  readonly opened_dated: boolean
  readonly length_days: number | null
  readonly observed_from: string | null
  readonly owner_id: string | null
  readonly source_id: string | null
  readonly amount_minor: number | null
  readonly currency: string
  readonly company_id: string | null
  readonly customer_id: string | null
  readonly payment_terms_id: string | null
  readonly market_maturity: MarketMaturity | null
  readonly stakeholders: number | null
  /** By product; the price of one, in minor units of the deal's currency, the price list that it came from, and what one was listed for then. */
  readonly lines:
    | readonly (readonly [product: string, priceList: string | null, minor: number, listMinor: number | null])[]
    | null
  readonly margin_minor: number | null
}

/** A fact as it is read; instants in milliseconds. */
export interface FactRow {
  readonly deal_id: string
  readonly type: KeptFact
  readonly occurred: number
  readonly dated: boolean
  readonly recorded: number
  readonly stage_id: string | null
  readonly owner_id: string | null
  readonly source_id: string | null
  readonly reason: string | null
  readonly undone: number | null
  /** Of a touch whose length was logged. */
  readonly minutes: number | null
  /** Of a change of the amount. */
  readonly amount_before: number | null
  /** Of an objection its kind, with the answer where it is settled; of a trial its kind; of a question its stage and its key; of a touch its approach; of an ask its technique. */
  readonly about: string | null
}

/** Takes its facts and lines from a deal, which is read anew or gone; their places belong to no deal any more. */
export function emptyDeal({ deals, facts, lines }: Pick<History, 'deals' | 'facts' | 'lines'>, place: number): void {
  facts.stale += deals.facts[place] ?? 0
  lines.stale += deals.lines[place] ?? 0
  deals.facts[place] = 0
  deals.standing[place] = 0
  deals.has[place] = 0
  deals.last[place] = -1
  deals.standingUntil[place] = noDay
  deals.aboutUntil[place] = noDay
  deals.lines[place] = 0
}

/** Puts a deal at its place, old or new, without any fact yet. */
export function putDeal(history: History, row: DealRow, dayOf: (instant: number) => number): void {
  const { codes, deals, facts } = history
  let place = placeOf(deals.ids, row.id)
  if (place < 0) {
    makeRoom(deals)
    place = addId(deals.ids, row.id)
    deals.length++
  }
  emptyDeal(history, place)
  deals.firstFact[place] = facts.length
  deals.opened[place] = dayOf(row.opened)
  deals.openedDated[place] = Number(row.opened_dated)
  deals.lengthDays[place] = row.length_days ?? noLength
  deals.observedFrom[place] = row.observed_from === null ? noDay : dayNumber(row.observed_from)
  deals.owner[place] = encode(codes, row.owner_id)
  deals.source[place] = encode(codes, row.source_id)
  deals.firstOwner[place] = 0
  deals.firstSource[place] = 0
  deals.amountMinor[place] = row.amount_minor ?? Number.NaN
  deals.currency[place] = encode(codes, row.currency)
  deals.marginMinor[place] = row.margin_minor ?? Number.NaN
  deals.company[place] = encode(codes, row.company_id)
  deals.customer[place] = encode(codes, row.customer_id)
  deals.terms[place] = encode(codes, row.payment_terms_id)
  deals.maturity[place] = row.market_maturity === null ? 0 : marketMaturities.indexOf(row.market_maturity) + 1
  deals.stakeholders[place] = Math.min(row.stakeholders ?? 0, 255)
  deals.products.set(place, row.lines?.map(([product]) => encode(codes, product)) ?? null)
  putLines(history, place, row.lines ?? [])
}

function putLines({ codes, deals, lines }: History, place: number, rows: NonNullable<DealRow['lines']>): void {
  deals.firstLine[place] = lines.length
  deals.lines[place] = rows.length
  for (const [product, priceList, minor, listMinor] of rows) {
    makeRoom(lines)
    const line = lines.length++
    lines.product[line] = encode(codes, product)
    lines.priceList[line] = encode(codes, priceList)
    lines.minor[line] = minor
    lines.listMinor[line] = listMinor ?? Number.NaN
  }
}

/** Puts all facts of a deal, which come in the order they happened. */
export function putFacts(history: History, rows: readonly FactRow[], dayOf: (instant: number) => number): void {
  const place = placeOf(history.deals.ids, rows[0]?.deal_id ?? '')
  if (place < 0) return
  const about: { readonly row: FactRow; readonly after: number }[] = []
  let standing = 0
  for (const row of rows)
    if (isStanding(factNumbers[row.type])) putFact(history, place, row, standing++, dayOf)
    else about.push({ row, after: standing })
  history.deals.standing[place] = standing
  for (const { row, after } of about) putFact(history, place, row, after, dayOf)
}

/** Puts a fact behind those of its deal. */
function putFact(
  { codes, deals, facts }: History,
  place: number,
  row: FactRow,
  after: number,
  dayOf: (instant: number) => number,
): void {
  makeRoom(facts)
  const fact = facts.length++
  if (deals.facts[place] === 0) deals.firstFact[place] = fact
  deals.facts[place] = (deals.facts[place] ?? 0) + 1
  deals.has[place] = (deals.has[place] ?? 0) | bitsOf(row.type)
  facts.type[fact] = factNumbers[row.type]
  facts.after[fact] = after
  facts.dated[fact] = Number(row.dated)
  const day = dayOf(row.occurred)
  facts.day[fact] = day
  facts.dayOnly[fact] = Number(dayOf(row.occurred - 1) < day)
  facts.lastDay = Math.max(facts.lastDay, day)
  facts.recorded[fact] = row.recorded
  facts.lastRecorded = Math.max(facts.lastRecorded, row.recorded, row.undone ?? 0)
  facts.reason[fact] = row.reason === null ? 0 : (reasons[row.type]?.indexOf(row.reason) ?? -1) + 1
  facts.isUndone[fact] = Number(row.undone !== null)
  if (row.undone !== null) facts.undone.set(fact, row.undone)
  if (row.type === 'deal.amount_changed') facts.amountBefore.set(fact, row.amount_before ?? Number.NaN)
  facts.value[fact] =
    row.type === 'deal.touched'
      ? touchValue(row.about, row.minutes)
      : encode(codes, row.about ?? row.stage_id ?? row.owner_id ?? row.source_id)
  if (isStanding(factNumbers[row.type])) {
    deals.standingUntil[place] = day
    if (row.undone === null) putLast({ deals, facts }, place, fact)
  } else deals.aboutUntil[place] = day
  if (row.type !== 'deal.opened') return
  deals.firstOwner[place] = encode(codes, row.owner_id)
  deals.firstSource[place] = encode(codes, row.source_id)
}

function putLast({ deals, facts }: Pick<History, 'deals' | 'facts'>, place: number, fact: number): void {
  deals.last[place] = fact
  deals.lastType[place] = facts.type[fact] ?? 0
  deals.lastDated[place] = facts.dated[fact] ?? 0
  deals.lastDay[place] = facts.day[fact] ?? 0
  deals.lastValue[place] = facts.value[fact] ?? 0
}
