import type { MarketMaturity } from '../../../../contract/facts.ts'
import type { Sign } from '../../../../contract/life-cycle.ts'
import { type History, at, codeOf, dayNumber, dayText, noDay } from '../history.ts'
import type { Life } from '../lives.ts'
import { type Period, periodsByDay, periodsUntil } from '../kpis/periods.ts'
import type { Scope } from '../scope.ts'
import { sumsOf } from '../sums.ts'
import { dayOfEnd, endsPart, isWin } from './ends.ts'
import { type Year, readPhase } from './phase.ts'

/** What a product costs today by a price list, in whichever currency it was sold; by itself, without one, in its own. */
export interface ListPrice {
  readonly productId: string
  readonly priceListId: string | null
  readonly currency: string | null
  readonly minor: number
}

interface Asked {
  readonly scope: Scope
  readonly productIds: readonly string[]
  readonly prices: readonly ListPrice[]
}

/** A product's sales quarter by quarter, and where it stood at the end of each. */
export interface ToldLife {
  readonly productId: string
  readonly n: number
  readonly phase: MarketMaturity | null
  readonly signs: readonly Sign[]
  readonly quarters: readonly { readonly from: string; readonly wins: number }[]
  /** What the sales said at the end of each of the last quarters. */
  readonly past: readonly { readonly to: string; readonly phase: MarketMaturity | null }[]
}

const yearQuarters = 4
/** Quarters whose end is read: two years. */
const pastQuarters = 8
const told = pastQuarters + 2 * yearQuarters

export function lifeCycleFigure(
  history: History,
  { scope, productIds, prices }: Asked,
): { from: string | null; lives: ToldLife[] } {
  const quarters = periodsUntil(dayNumber(scope.asOf), 'quarter', told + 1)
    .filter(({ complete }) => complete)
    .slice(-told)
  const byId = new Map(productIds.map((id) => [id, newSales(id)]))
  // Those that no deal was ever about have no code; they are told all the same.
  const products = new Map([...byId].map(([id, sales]) => [codeOf(history.codes, id), sales]))
  const from = addUp(history, scope, { placeOf: periodsByDay(quarters), products, prices })
  const lives = [...byId.values()].map((sales) => tell(sales, quarters, from))
  return { from: from === Infinity ? null : dayText(from), lives }
}

/** Whether a deal is a sale of a product between two days, both counted. */
export function saleTimes(history: History, product: string, from: string, to: string): (life: Life) => number {
  const { products } = history.deals
  const holding = products.holding(codeOf(history.codes, product))
  const [first, last] = [dayNumber(from), dayNumber(to)]
  return ({ deal, dated, standing, until }) =>
    Number(dated && standing === 'won' && until >= first && until <= last && holding[at(products.of, deal)] === 1)
}

interface Sales {
  readonly productId: string
  /** By quarter. */
  readonly years: Writable<Year>[]
  firstWin: number
  /** On which day each customer bought it first. */
  readonly firstBought: Map<number, number>
}

type Writable<Row> = { -readonly [Name in keyof Row]: Row[Name] }

const empty: Year = { wins: 0, named: 0, fresh: 0, closed: 0, lines: 0, discount: 0, discountSquares: 0 }

function newSales(productId: string): Sales {
  const years = Array.from({ length: told }, () => ({ ...empty }))
  return { productId, years, firstWin: Infinity, firstBought: new Map() }
}

interface Adding {
  readonly placeOf: (day: number) => number
  /** By code. */
  readonly products: ReadonlyMap<number, Sales>
  readonly prices: readonly ListPrice[]
}

/** Adds up what was sold, and tells the day that the history begins on. */
function addUp(history: History, scope: Scope, { placeOf, products, prices }: Adding): number {
  const { deals } = history
  const [sum] = sumsOf(history, { scope, process: null }, [endsPart])
  const { ends, from } = sum.told()
  const salesOf = deals.products.all.map((list) => [...new Set(list)].flatMap((code) => products.get(code) ?? []))
  const addDiscounts = addingDiscounts(history, products, prices)
  for (let deal = 0; deal < ends.length; deal++) {
    const end = at(ends, deal)
    if (end === noDay) continue
    const day = dayOfEnd(end)
    const quarter = placeOf(day)
    for (const sales of salesOf[at(deals.products.of, deal)] ?? []) {
      const year = sales.years[quarter]
      if (year) year.closed++
      if (isWin(end)) addWin(sales, year, day, at(deals.customer, deal))
    }
    if (isWin(end) && quarter >= 0) addDiscounts(deal, quarter)
  }
  for (const { years, firstBought } of products.values())
    for (const day of firstBought.values()) {
      const year = years[placeOf(day)]
      if (year) year.fresh++
    }
  return from
}

function addWin(sales: Sales, year: Writable<Year> | undefined, day: number, customer: number): void {
  if (day < sales.firstWin) sales.firstWin = day
  if (year) year.wins++
  if (customer === 0) return
  if (year) year.named++
  const first = sales.firstBought.get(customer)
  if (first === undefined || day < first) sales.firstBought.set(customer, day)
}

/**
 * Adds how far below the list price a deal's lines were sold: the price of the list that they came from, else the product's own in the same
 * currency. Lines without any say nothing.
 */
function addingDiscounts(
  { deals, lines, codes }: History,
  products: ReadonlyMap<number, Sales>,
  prices: readonly ListPrice[],
): (deal: number, quarter: number) => void {
  const ofLists = new Map<number, Map<number, number>>()
  const own = new Map<number, { readonly currency: number; readonly minor: number }>()
  for (const { productId, priceListId, currency, minor } of prices) {
    const product = codeOf(codes, productId)
    if (priceListId === null) own.set(product, { currency: codeOf(codes, currency ?? ''), minor })
    else
      ofLists.set(product, (ofLists.get(product) ?? new Map<number, number>()).set(codeOf(codes, priceListId), minor))
  }
  return (deal, quarter) => {
    const first = at(deals.firstLine, deal)
    for (let line = first; line < first + at(deals.lines, deal); line++) {
      const product = at(lines.product, line)
      const year = products.get(product)?.years[quarter]
      const usual = own.get(product)
      const listed =
        ofLists.get(product)?.get(at(lines.priceList, line)) ??
        (usual?.currency === at(deals.currency, deal) ? usual.minor : 0)
      if (year === undefined || listed <= 0) continue
      const depth = 1 - at(lines.minor, line) / listed
      year.lines++
      year.discount += depth
      year.discountSquares += depth * depth
    }
  }
}

function tell({ productId, years, firstWin }: Sales, quarters: readonly Period[], from: number): ToldLife {
  const read = (end: number) => {
    const now = sumOf(years.slice(end - yearQuarters, end))
    const before = sumOf(years.slice(end - 2 * yearQuarters, end - yearQuarters))
    // Where the history begins later than a year that it is read against, everything seems to grow.
    const reaches = (quarter: number) => from <= (quarters[quarter]?.from ?? 0)
    const isNew = firstWin >= (quarters[end - yearQuarters]?.from ?? 0) && reaches(end - yearQuarters)
    const { phase, signs } = readPhase(now, before, isNew)
    const isKnown = isNew || reaches(end - 2 * yearQuarters)
    return { n: now.wins + before.wins, phase: isKnown ? phase : null, signs }
  }
  const ends = Array.from({ length: pastQuarters }, (_, place) => told - pastQuarters + place + 1)
  return {
    productId,
    ...read(told),
    quarters: quarters.map(({ from }, place) => ({ from: dayText(from), wins: years[place]?.wins ?? 0 })),
    past: ends.map((end) => ({ to: dayText(quarters[end - 1]?.to ?? 0), phase: read(end).phase })),
  }
}

function sumOf(years: readonly Year[]): Year {
  const sum = { ...empty }
  for (const year of years) add(sum, year)
  return sum
}

function add(year: Writable<Year>, more: Partial<Year>): void {
  for (const name of Object.keys(more) as (keyof Year)[]) year[name] += more[name] ?? 0 // Object.keys forgets the names.
}
