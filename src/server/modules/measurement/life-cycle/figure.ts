import type { MarketMaturity } from '../../../../contract/facts.ts'
import type { Sign } from '../../../../contract/life-cycle.ts'
import { type History, at, codeOf, dayNumber, dayText, noDay } from '../history.ts'
import type { Life } from '../lives.ts'
import { type Period, periodsByDay, periodsUntil } from '../kpis/periods.ts'
import type { Scope } from '../scope.ts'
import { placesByKey, valuesAt } from '../places-by-key.ts'
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
}

type Writable<Row> = { -readonly [Name in keyof Row]: Row[Name] }

const empty: Year = { wins: 0, named: 0, fresh: 0, closed: 0, lines: 0, discount: 0, discountSquares: 0 }

function newSales(productId: string): Sales {
  return { productId, years: Array.from({ length: told }, () => ({ ...empty })), firstWin: Infinity }
}

interface Adding {
  readonly placeOf: (day: number) => number
  /** By code. */
  readonly products: ReadonlyMap<number, Sales>
  readonly prices: readonly ListPrice[]
}

/** Adds up what was sold, and tells the day that the history begins on. */
function addUp(history: History, scope: Scope, { placeOf, products, prices }: Adding): number {
  const { products: lists, customer: customerOf } = history.deals
  const [sum] = sumsOf(history, { scope, process: null }, [endsPart])
  const { ends, from } = sum.told()
  const addDiscounts = addingDiscounts(history, products, prices)
  // By list of products, and quarter.
  const closed = new Int32Array(lists.all.length * told)
  const column = () => new Int32Array(ends.length)
  const won = { list: column(), day: column(), customer: column() }
  let count = 0
  for (let deal = 0; deal < ends.length; deal++) {
    const end = ends[deal] ?? noDay
    const list = lists.of[deal] ?? 0
    if (end === noDay || list === 0) continue
    const day = dayOfEnd(end)
    const quarter = placeOf(day)
    const cell = list * told + quarter
    if (quarter >= 0) closed[cell] = (closed[cell] ?? 0) + 1
    if (!isWin(end)) continue
    if (quarter >= 0) addDiscounts(deal, quarter)
    won.list[count] = list
    won.day[count] = day
    won.customer[count++] = customerOf[deal] ?? 0
  }
  const order = placesByKey(won.list.subarray(0, count), lists.all.length)
  const inOrder = {
    list: valuesAt(won.list, order),
    day: valuesAt(won.day, order),
    customer: valuesAt(won.customer, order),
  }
  addWins(history, { ...inOrder, closed }, products, placeOf)
  return from
}

interface Ended {
  /** Of deals that were won, list by list. */
  readonly list: Int32Array
  readonly day: Int32Array
  readonly customer: Int32Array
  /** By list and quarter. */
  readonly closed: Int32Array
}

/** Adds to each product what ended of the lists that it is on. */
function addWins(
  { deals: { products: lists }, codes }: History,
  { list: listOf, day: dayOf, customer: customerOf, closed }: Ended,
  products: Adding['products'],
  placeOf: Adding['placeOf'],
): void {
  const begins = new Map<number, number>()
  for (let place = 0, before = 0; place < listOf.length; place++) {
    const list = listOf[place] ?? 0
    if (list !== before) begins.set(list, place)
    before = list
  }
  const listsOf = new Map<number, number[]>()
  for (const [list, codesOn] of lists.all.entries())
    for (const code of new Set(codesOn)) {
      const own = listsOf.get(code) ?? []
      listsOf.set(code, own)
      own.push(list)
    }
  // On which day each customer bought the product first.
  const firstOn = new Int32Array(codes.ids.length).fill(later)
  for (const [code, sales] of products) {
    const customers: number[] = []
    const [wins, named] = [new Int32Array(told), new Int32Array(told)]
    for (const list of listsOf.get(code) ?? []) {
      for (const [quarter, year] of sales.years.entries()) year.closed += at(closed, list * told + quarter)
      for (let place = begins.get(list) ?? listOf.length; listOf[place] === list; place++) {
        const day = dayOf[place] ?? 0
        const customer = customerOf[place] ?? 0
        const quarter = placeOf(day)
        if (day < sales.firstWin) sales.firstWin = day
        if (quarter >= 0) wins[quarter] = (wins[quarter] ?? 0) + 1
        if (customer === 0) continue
        if (quarter >= 0) named[quarter] = (named[quarter] ?? 0) + 1
        const first = firstOn[customer] ?? later
        if (first === later) customers.push(customer)
        if (day < first) firstOn[customer] = day
      }
    }
    for (const [quarter, year] of sales.years.entries()) {
      year.wins += at(wins, quarter)
      year.named += at(named, quarter)
    }
    for (const customer of customers) {
      const year = sales.years[placeOf(at(firstOn, customer))]
      if (year) year.fresh++
      firstOn[customer] = later
    }
  }
}

/** Than any day. */
const later = 2_147_483_647

/**
 * Adds how far below the list price a deal's lines were sold: that of when they got their price, where it was noted, else today's of the list
 * that they came from, else the product's own in the same currency. Lines without any say nothing.
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
  const { firstLine, lines: linesOf, currency } = deals
  const { product: productOf, priceList, minor: minorOf, listMinor } = lines
  const listedToday = (product: number, line: number, deal: number): number => {
    const usual = own.get(product)
    return (
      ofLists.get(product)?.get(priceList[line] ?? 0) ?? (usual && usual.currency === currency[deal] ? usual.minor : 0)
    )
  }
  return (deal, quarter) => {
    const first = firstLine[deal] ?? 0
    const end = first + (linesOf[deal] ?? 0)
    for (let line = first; line < end; line++) {
      const product = productOf[line] ?? 0
      const year = products.get(product)?.years[quarter]
      if (year === undefined) continue
      const noted = listMinor[line] ?? Number.NaN
      const listed = Number.isNaN(noted) ? listedToday(product, line, deal) : noted
      if (listed <= 0) continue
      const depth = 1 - (minorOf[line] ?? 0) / listed
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
