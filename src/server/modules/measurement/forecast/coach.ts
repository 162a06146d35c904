import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, noDay } from '../history.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { amountsOf, typicalAmounts } from './amounts.ts'
import { ages } from './chances.ts'
import { spellsOf } from './kept-spells.ts'
import { type Outlook, outlooksAt } from './outlook.ts'
import { type LookCounts, type Looks, looksAt } from './looks.ts'
import { type Slots, type Spells, never } from './spells.ts'
import { countedIn, countsBefore } from './windows.ts'

export interface CoachAsked {
  readonly scope: Scope
  readonly slots: Slots
  readonly rates: RateTable
  /** Slots of the later half of their processes. */
  readonly late: readonly number[]
  /** Days on which one looks, ascending. */
  readonly dates: readonly string[]
}

export interface Ended {
  wins: number
  ends: number
}

/** What one seller's deals say on a day, beside what was usual for them in the year before. */
export interface SellerFacts {
  readonly owner: string
  /** Days since the first deal. */
  historyDays: number
  /** Deals begun in the last 91 days, and in as many days of the year before. */
  entries: number
  usualEntries: number
  /** Open deals in the earlier and in the later half of the process, and their means over the year before. */
  early: number
  usualEarly: number
  late: number
  usualLate: number
  /** What came of deals that ended in the later half: in the last half year, in the year before it, and of all others in the last half year. */
  closing: Ended
  closingBefore: Ended
  peers: Ended
  /** Wins in the last 91 days, in as many of the year before, and in the 91 after the day as far as known. */
  wins: number
  usualWins: number
  winsAfter: number
  /** What open deals are expected to bring in 91 days, and the one that brings most. */
  expected: number
  top: { id: string; expected: number } | null
  /** Open deals whose chance has sunk under a third of that of a new one in their stage. */
  faded: number
}

export const lookDays = 91
const yearDays = 365
const halfYearDays = 182

/** The facts of each seller on each of some days: nothing later is read, but `winsAfter`, by which advice is judged. */
export function coachFigure(history: History, asked: CoachAsked): SellerFacts[][] {
  const { scope } = asked
  const spells = spellsOf(history, scope, asked.slots)
  const { on: amountOn } = amountsOf(history, asked.rates, scope.knownAt, spells.wonOn)
  const dates = asked.dates.map(dayNumber)
  const typical = typicalAmounts(history, spells.wonOn, amountOn, dates)
  const worth = (deal: number, number: number, day: number) => {
    const amount = amountOn(deal, day)
    return Number.isNaN(amount) ? typical(deal, number) : amount
  }
  const outlooks = outlooksAt(spells, asked.slots, dates, lookDays)
  const looks = looksAt(history, spells, { scope, late: asked.late, dates, edges: dates.flatMap(edgesAround) })
  const facts = dates.map(() => looks.sellers.map(noFacts))
  const begun = begunOf(spells, looks)
  const sums = sumsOf(looks)
  dates.forEach((date, number) => {
    const own = facts[number] ?? []
    addStanding({ history, looks, late: new Set(asked.late), outlook: outlooks[number], worth }, own, date, number)
    fill({ windows: looks.windows, sums }, own, date, begun)
  })
  // Who has no deals any more is no seller.
  const sells = new Uint8Array(looks.sellers.length)
  for (const seller of looks.ownerOf) sells[seller] = 1
  return facts.map((all) => all.filter((_, seller) => sells[seller] === 1))
}

/** Where the windows that look from a day begin, and the days after their last ones. */
function edgesAround(date: number): number[] {
  const back = [0, lookDays, lookDays + yearDays, halfYearDays, halfYearDays + yearDays].map((days) => date - days + 1)
  return [...back, date + lookDays + 1, date - lookDays, date - lookDays - yearDays]
}

interface Looked extends Pick<Looks, 'windows'> {
  /** What was counted before each edge. */
  readonly sums: LookCounts
}

function sumsOf({ windows, counts: { entries, wins, ends, lateWins, days } }: Looks): LookCounts {
  const sum = (counts: Float64Array) => countsBefore(windows, counts)
  return {
    entries: sum(entries),
    wins: sum(wins),
    ends: [sum(ends[0]), sum(ends[1])],
    lateWins: sum(lateWins),
    days: [sum(days[0]), sum(days[1])],
  }
}

/** The first day of each seller. */
function begunOf({ begunOn }: Spells, { ownerOf, sellers }: Looks): Float64Array {
  const begun = new Float64Array(sellers.length).fill(never)
  for (let deal = 0; deal < ownerOf.length; deal++) {
    const seller = ownerOf[deal] ?? -1
    const day = begunOn[deal] ?? noDay
    if (seller >= 0 && day !== noDay && day < (begun[seller] ?? 0)) begun[seller] = day
  }
  return begun
}

interface Adding {
  readonly history: History
  readonly looks: Looks
  readonly late: ReadonlySet<number>
  readonly outlook: Outlook | undefined
  readonly worth: (deal: number, number: number, day: number) => number
}

/** Puts what stood on a day into its facts. */
function addStanding(
  { history, looks, late, outlook, worth }: Adding,
  facts: readonly SellerFacts[],
  date: number,
  number: number,
): void {
  const standing = looks.standing[number]
  if (!standing || !outlook) return
  const { deals, slots, entered } = standing
  for (let place = 0; place < deals.length; place++) {
    const [deal, slot] = [deals[place] ?? 0, slots[place] ?? 0]
    const own = facts[looks.ownerOf[deal] ?? -1]
    if (!own) continue
    if (late.has(slot)) own.late++
    else own.early++
    const chance = outlook.open[slot * ages + Math.min(date - (entered[place] ?? 0), ages - 1)] ?? 0
    if (chance * 3 < (outlook.open[slot * ages] ?? 0)) own.faded++
    const expected = chance * worth(deal, number, date)
    own.expected += expected
    if (expected > (own.top?.expected ?? 0)) own.top = { id: idAt(history.deals.ids, deal), expected }
  }
}

/** Puts what was counted around a day into the facts of the day. */
function fill(
  { windows, sums: counts }: Looked,
  facts: readonly SellerFacts[],
  date: number,
  begun: Float64Array,
): void {
  const [year, halfYear] = [date - lookDays - yearDays, date - halfYearDays]
  const sum = (counted: Float64Array, owner: number, after: number, last: number) =>
    countedIn(windows, counted, owner, after + 1, last + 1)
  const { entries, wins, ends, lateWins, days } = counts
  facts.forEach((own, owner) => {
    own.historyDays = Math.max(0, date - (begun[owner] ?? date))
    own.entries = sum(entries, owner, date - lookDays, date)
    own.wins = sum(wins, owner, date - lookDays, date)
    own.winsAfter = sum(wins, owner, date, date + lookDays)
    own.closing.ends = sum(ends[1], owner, halfYear, date)
    own.closing.wins = sum(lateWins, owner, halfYear, date)
    own.closingBefore.ends = sum(ends[1], owner, halfYear - yearDays, halfYear)
    own.closingBefore.wins = sum(lateWins, owner, halfYear - yearDays, halfYear)
    // Sums over the year before as what is usual in 91 days, or on a day; of a shorter history, over the days that there were.
    const known = Math.max(1, Math.min(yearDays, own.historyDays - lookDays))
    const usual = (counted: Float64Array) => sum(counted, owner, year, date - lookDays) * (lookDays / known)
    own.usualEntries = usual(entries)
    own.usualWins = usual(wins)
    const aDay = (half: 0 | 1) => sum(days[half], owner, year - 1, date - lookDays - 1) / known
    own.usualEarly = aDay(0)
    own.usualLate = aDay(1)
  })
  const all = { wins: 0, ends: 0 }
  for (const { closing } of facts) {
    all.wins += closing.wins
    all.ends += closing.ends
  }
  for (const own of facts) own.peers = { wins: all.wins - own.closing.wins, ends: all.ends - own.closing.ends }
}

function noFacts(owner: string): SellerFacts {
  const none = () => ({ wins: 0, ends: 0 })
  return {
    owner,
    historyDays: 0,
    entries: 0,
    usualEntries: 0,
    early: 0,
    usualEarly: 0,
    late: 0,
    usualLate: 0,
    closing: none(),
    closingBefore: none(),
    peers: none(),
    wins: 0,
    usualWins: 0,
    winsAfter: 0,
    expected: 0,
    top: null,
    faded: 0,
  }
}
