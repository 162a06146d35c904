import type { MarketMaturity } from '../../../../contract/facts.ts'
import type { Sign } from '../../../../contract/life-cycle.ts'
import { type History, at, codeOf, dayNumber, dayText } from '../history.ts'
import { type Life, eachLife } from '../lives.ts'
import { type Period, periodsByDay, periodsUntil } from '../kpis/periods.ts'
import type { Scope } from '../scope.ts'
import { type Year, readPhase } from './phase.ts'

/** How far below its list price a product was sold: the lines won on a day, added up. */
export interface Discounts {
  readonly productId: string
  readonly day: string
  readonly lines: number
  readonly sum: number
  readonly squares: number
}

interface Asked {
  readonly scope: Scope
  readonly productIds: readonly string[]
  readonly discounts: readonly Discounts[]
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
  { scope, productIds, discounts }: Asked,
): { from: string | null; lives: ToldLife[] } {
  const quarters = periodsUntil(dayNumber(scope.asOf), 'quarter', told + 1)
    .filter(({ complete }) => complete)
    .slice(-told)
  const byId = new Map(productIds.map((id) => [id, newSales(id)]))
  // Those that no deal was ever about have no code; they are told all the same.
  const products = new Map([...byId].map(([id, sales]) => [codeOf(history.codes, id), sales]))
  const from = count(history, scope, quarters, products)
  const placeOf = periodsByDay(quarters)
  for (const { productId, day, lines, sum, squares } of discounts) {
    const year = byId.get(productId)?.years[placeOf(dayNumber(day))]
    if (year) add(year, { lines, discount: sum, discountSquares: squares })
  }
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

/** Adds up what was sold, and tells the day that the history begins on. */
function count(history: History, scope: Scope, quarters: readonly Period[], products: Map<number, Sales>): number {
  const placeOf = periodsByDay(quarters)
  let from = Infinity
  const wins: { readonly product: number; readonly customer: number; readonly day: number }[] = []
  eachLife(history, scope, ({ deal, standing, dated, started, until }) => {
    if (dated) from = Math.min(from, started)
    if (!dated || standing === 'open') return
    const quarter = placeOf(until)
    for (const product of new Set(history.deals.products.get(deal))) {
      const sales = products.get(product)
      const year = sales?.years[quarter]
      if (year) add(year, { closed: 1 })
      if (standing === 'won' && sales) wins.push({ product, customer: at(history.deals.customer, deal), day: until })
    }
  })
  wins.sort((one, other) => one.day - other.day)
  const bought = new Set<string>()
  for (const { product, customer, day } of wins) {
    const sales = products.get(product)
    if (sales === undefined) continue
    sales.firstWin = Math.min(sales.firstWin, day)
    const isFresh = customer !== 0 && !bought.has(`${product} ${customer}`)
    if (isFresh) bought.add(`${product} ${customer}`)
    const year = sales.years[placeOf(day)]
    if (year) add(year, { wins: 1, named: Number(customer !== 0), fresh: Number(isFresh) })
  }
  return from
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
