import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, noDay } from '../history.ts'
import { eachHolder } from '../holders.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { amountsOf, firstFrom, typicalAmounts } from './amounts.ts'
import { ages } from './chances.ts'
import { spellsOf } from './kept-spells.ts'
import { type Outlook, outlooksAt } from './outlook.ts'
import { type Slots, type Spells, type Stay, never, spellEnd } from './spells.ts'
import { type Windows, countDays, countOn, countedIn, noCounts, windowsBetween } from './windows.ts'

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
  const { ids, ownerOf } = ownersIn(history, scope)
  const late = new Uint8Array(asked.slots.count)
  for (const slot of asked.late) late[slot] = 1
  const outlooks = outlooksAt(spells, asked.slots, dates, lookDays)
  const facts = dates.map(() => ids.map(noFacts))
  const windows = windowsBetween(dates.flatMap(edgesAround))
  const none = () => noCounts(windows, ids.length)
  const counts = { entries: none(), wins: none(), ends: [none(), none()], lateWins: none(), days: [none(), none()] }
  const all = {
    history,
    spells,
    late,
    outlooks,
    worth,
    ownerOf,
    dates,
    numberFrom: firstFrom(dates),
    facts,
    windows,
    counts,
  }
  const begun = walkStays(all, ids.length)
  dates.forEach((date, number) => fill(all, facts[number] ?? [], date, begun))
  return facts
}

/** Where the windows that look from a day begin, and the days after their last ones. */
function edgesAround(date: number): number[] {
  const back = [0, lookDays, lookDays + yearDays, halfYearDays, halfYearDays + yearDays].map((days) => date - days + 1)
  return [...back, date + lookDays + 1, date - lookDays, date - lookDays - yearDays]
}

interface Walking {
  readonly history: History
  readonly spells: Spells
  readonly late: Uint8Array
  readonly outlooks: readonly Outlook[]
  readonly worth: (deal: number, number: number, day: number) => number
  /** By deal, the place of its owner; −1 for nobody's. */
  readonly ownerOf: Int32Array
  readonly dates: readonly number[]
  /** The first of them that is not before a day. */
  readonly numberFrom: (day: number) => number
  readonly facts: readonly (readonly SellerFacts[])[]
  readonly windows: Windows
  /** What happened by owner and days; ends, and days in a stage, of the earlier half of the process and of the later one. */
  readonly counts: {
    readonly entries: Float64Array
    readonly wins: Float64Array
    readonly ends: readonly Float64Array[]
    readonly lateWins: Float64Array
    readonly days: readonly Float64Array[]
  }
}

/** One walk through the stays for all days on which one looks. Gives the first day of each owner. */
function walkStays(all: Walking, owners: number): Float64Array {
  const { spells, ownerOf, windows, counts } = all
  const { entries, wins, ends, lateWins, days } = counts
  const begun = new Float64Array(owners).fill(never)
  ownerOf.forEach((owner, deal) => {
    const day = spells.begunOn[deal] ?? noDay
    if (owner >= 0 && day !== noDay && day < (begun[owner] ?? 0)) begun[owner] = day
  })
  const earliest = windows.edges[0] ?? 0
  // Most deals were over before anything that is asked for.
  spells.eachOf({ since: earliest }, (stay) => {
    const { deal, slot, entered, from, to, end, isFirst } = stay
    const owner = ownerOf[deal] ?? -1
    if (owner < 0 || to < earliest) return
    if (isFirst) countOn(windows, entries, owner, entered)
    const half = all.late[slot] ?? 0
    const ownDays = days[half]
    if (ownDays) countDays(windows, ownDays, owner, from, to)
    const ownEnds = ends[half]
    if (ownEnds && (end === spellEnd.won || end === spellEnd.ended)) countOn(windows, ownEnds, owner, to)
    if (end === spellEnd.won) countOn(windows, wins, owner, to)
    if (end === spellEnd.won && half === 1) countOn(windows, lateWins, owner, to)
    addStanding(all, stay, owner, half)
  })
  return begun
}

/** Counts a deal on every day on which it stood in this stage. */
function addStanding(all: Walking, { deal, slot, entered, from, to }: Stay, owner: number, half: number): void {
  const { history, outlooks, worth, dates, numberFrom, facts } = all
  for (let number = numberFrom(from); number < dates.length; number++) {
    const date = dates[number] ?? 0
    const outlook = outlooks[number]
    const own = facts[number]?.[owner]
    if (date >= to || !outlook || !own) return
    if (half === 1) own.late++
    else own.early++
    const chance = outlook.open[slot * ages + Math.min(date - entered, ages - 1)] ?? 0
    if (chance * 3 < (outlook.open[slot * ages] ?? 0)) own.faded++
    const expected = chance * worth(deal, number, date)
    own.expected += expected
    if (expected > (own.top?.expected ?? 0)) own.top = { id: idAt(history.deals.ids, deal), expected }
  }
}

/** Puts what was counted around a day into the facts of the day. */
function fill({ windows, counts }: Walking, facts: readonly SellerFacts[], date: number, begun: Float64Array): void {
  const [year, halfYear] = [date - lookDays - yearDays, date - halfYearDays]
  const sum = (counted: Float64Array | undefined, owner: number, after: number, last: number) =>
    counted ? countedIn(windows, counted, owner, after + 1, last + 1) : 0
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
    const aDay = (half: number) => sum(days[half], owner, year - 1, date - lookDays - 1) / known
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

function ownersIn(history: History, scope: Scope) {
  const ids: string[] = []
  const places = new Map<number, number>()
  const ownerOf = new Int32Array(history.deals.length).fill(-1)
  eachHolder(history, scope, ({ deal, owner }) => {
    if (owner === 0) return
    let place = places.get(owner)
    if (place === undefined) places.set(owner, (place = ids.push(history.codes.ids[owner] ?? '') - 1))
    ownerOf[deal] = place
  })
  return { ids, ownerOf }
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
