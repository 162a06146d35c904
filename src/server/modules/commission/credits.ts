import type { CommissionTerms } from '../../../contract/commission-plans.ts'
import { apportion } from '../../kernel/apportion.ts'
import { type Context, dayOf, startOfDay } from '../../kernel/context.ts'
import { type RateTable, converter, rateTable } from '../currencies/index.ts'
import type { Credit } from './reckon.ts'
import { type Days, type Part, type Sales, type WonDeals, inOrder } from './sales.ts'
import { standingWins } from './wins.ts'

/** Amounts into another currency at the rate of a day; null where there is no rate. */
export type Exchange = (minor: number, currency: string, to: string, day: string) => number | null

export async function exchangeOf(ctx: Context, knownAt: Date): Promise<Exchange> {
  return exchange(await rateTable(ctx, knownAt))
}

export function exchange(table: RateTable): Exchange {
  const inReporting = converter(table)
  return (minor, currency, to, on) => {
    if (currency === to) return minor
    const day = Date.parse(on) / 86_400_000
    const [amount, unit] = [inReporting(minor, currency, day), inReporting(1, to, day)]
    return amount === null || unit === null ? null : roundHalfEven(amount.minor / unit.minor)
  }
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value)
  return value - down === 0.5 ? down + (down % 2 === 0 ? 0 : 1) : Math.round(value)
}

interface Asked extends Days {
  readonly memberId: string
  readonly terms: CommissionTerms
  /** Reversals from this day on belong to a later period. */
  readonly asOf: string
  readonly exchange: Exchange
  readonly calendar: Calendar
}

/** Parts of wins, each with what it counts for in the currency of the terms. */
interface Counted {
  readonly parts: readonly Part[]
  readonly minors: readonly number[]
  /** How many wins wait for a rate of their currency. */
  readonly withoutRate: number
}

/** What counts for a member in a period, in the order it was won. */
export function countedIn(sales: Sales, asked: Asked): Counted {
  const { calendar, terms, exchange: change } = asked
  const [start, end] = [calendar.startOf(asked.from), calendar.startOf(asked.until)]
  const told = sharesIn(sales.told, asked).filter(({ at }) => at >= start && at < end)
  const plain = sales.plain.slice(firstFrom(sales.plain, start), firstFrom(sales.plain, end))
  const parts: Part[] = []
  const minors: number[] = []
  const all = told.length === 0 ? plain : [...plain, ...told].toSorted(inOrder)
  for (const part of all) {
    const { currency, minor, at } = part
    const isOwn = currency === terms.currency
    const counted = isOwn ? minor : change(minor, currency, terms.currency, calendar.dayIn(at))
    if (counted === null) continue
    parts.push(part)
    minors.push(counted)
  }
  return { parts, minors, withoutRate: all.length - parts.length }
}

/** The place of the first of them, which are in their order, that is not before an instant. */
function firstFrom(parts: readonly Part[], instant: number): number {
  let [low, high] = [0, parts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((parts[middle]?.at ?? Infinity) < instant) low = middle + 1
    else high = middle
  }
  return low
}

/** The same with what their lines tell. */
export function creditsOf(sales: Sales, asked: Asked): { credits: Credit[]; withoutRate: number } {
  const { parts, minors, withoutRate } = countedIn(sales, asked)
  const credits = parts.map(({ dealId, winId, share, soldMinor, currency, at }, place): Credit => {
    const details = { share, sold: { minor: soldMinor, currency }, wonOn: asked.calendar.dayIn(at) }
    return { dealId, winId, minor: minors[place] ?? 0, details }
  })
  return { credits, withoutRate }
}

/** The parts that a member has of wins that their facts tell. */
function sharesIn(deals: WonDeals, { calendar, memberId, asOf, terms }: Asked): Part[] {
  const seen = calendar.startOf(asOf)
  return [...deals].flatMap(([dealId, facts]) => {
    // A reversal is of its day; shares agreed later, an amount set right, a mistake undone hold for the win itself.
    const known = facts.filter(({ type, at }) => type !== 'deal.win_reversed' || at.getTime() < seen)
    return standingWins(known, terms.clawBackDays).flatMap(({ id, at, minor, currency, shares }): Part[] => {
      const place = shares.findIndex((each) => each.memberId === memberId)
      if (place < 0) return []
      const weights = shares.map(({ basisPoints }) => basisPoints)
      const own = { minor: apportion(minor, weights)[place] ?? 0, share: weights[place] ?? 0 }
      return [{ dealId, winId: id, at: at.getTime(), ...own, soldMinor: minor, currency }]
    })
  })
}

/** Days of a zone and the milliseconds since 1970 that they begin with; each is looked up once. */
export interface Calendar {
  readonly startOf: (day: string) => number
  readonly dayIn: (instant: number) => string
}

export function calendarOf(timeZone: string): Calendar {
  const starts = new Map<string, number>()
  const startOf = (day: string) => {
    const start = starts.get(day) ?? startOfDay(day, timeZone).getTime()
    starts.set(day, start)
    return start
  }
  const near = new Map<number, { day: string; start: number; end: number }[]>()
  const dayIn = (instant: number) => {
    const place = Math.floor(instant / 86_400_000)
    const days = near.get(place) ?? []
    const found = days.find(({ start, end }) => start <= instant && instant < end)
    if (found) return found.day
    const day = dayOf(new Date(instant), timeZone)
    near.set(place, [...days, { day, start: startOf(day), end: startOfDay(day, timeZone, 1).getTime() }])
    return day
  }
  return { startOf, dayIn }
}
