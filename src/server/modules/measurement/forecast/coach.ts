import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber } from '../history.ts'
import { eachLife } from '../lives.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { amountsOf, typicalAmounts } from './amounts.ts'
import { ages } from './chances.ts'
import { spellsOf } from './kept-spells.ts'
import { type Outlook, outlooksAt } from './outlook.ts'
import { type Slots, type Spells, spellEnd } from './spells.ts'

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
  const amountOn = amountsOf(history, asked.rates, scope.knownAt)
  const dates = asked.dates.map(dayNumber)
  const typical = typicalAmounts(history, spells.wonOn, amountOn, dates)
  const owners = ownersIn(history, scope)
  const late = new Uint8Array(asked.slots.count)
  for (const slot of asked.late) late[slot] = 1
  return outlooksAt(spells, asked.slots, dates, lookDays).map((outlook, number) => {
    const worth = (deal: number) => {
      const amount = amountOn(deal, outlook.date)
      return Number.isNaN(amount) ? typical(deal, number) : amount
    }
    return factsOn({ history, spells, late, outlook, worth, ...owners })
  })
}

interface Day {
  readonly history: History
  readonly spells: Spells
  readonly late: Uint8Array
  readonly outlook: Outlook
  readonly worth: (deal: number) => number
  readonly ids: readonly string[]
  /** By deal, the place of its owner in `ids`; −1 for nobody's. */
  readonly ownerOf: Int32Array
}

function factsOn(day: Day): SellerFacts[] {
  const { spells, outlook, ids, ownerOf } = day
  const facts = ids.map(noFacts)
  for (let place = 0; place < spells.length; place++) {
    const own = facts[ownerOf[spells.deal[place] ?? 0] ?? -1]
    if (!own || (spells.entered[place] ?? 0) > outlook.date + lookDays) continue
    if (spells.first[place] === 1) countEntry(own, outlook.date, spells.entered[place] ?? 0)
    countStay(day, own, place)
    countEnd(day, own, place)
  }
  const all = facts.reduce((sum, { closing }) => ({ wins: sum.wins + closing.wins, ends: sum.ends + closing.ends }), {
    wins: 0,
    ends: 0,
  })
  return facts.map((own) => ({
    ...perPeriod(own),
    peers: { wins: all.wins - own.closing.wins, ends: all.ends - own.closing.ends },
  }))
}

function countEntry(own: SellerFacts, date: number, entered: number): void {
  if (entered > date) return
  own.historyDays = Math.max(own.historyDays, date - entered)
  if (entered > date - lookDays) own.entries++
  else if (entered > date - lookDays - yearDays) own.usualEntries++
}

function countStay({ history, spells, late, outlook, worth }: Day, own: SellerFacts, place: number): void {
  const { date } = outlook
  const [from, to, slot] = [spells.from[place] ?? 0, spells.to[place] ?? 0, spells.slot[place] ?? 0]
  const isLate = late[slot] === 1
  // Days in the stage in the year before, as a mean over its days.
  const days = Math.max(0, Math.min(to, date - lookDays) - Math.max(from, date - lookDays - yearDays))
  if (isLate) own.usualLate += days
  else own.usualEarly += days
  if (from > date || to <= date) return
  if (isLate) own.late++
  else own.early++
  const deal = spells.deal[place] ?? 0
  const age = Math.min(date - (spells.entered[place] ?? 0), ages - 1)
  const chance = outlook.open[slot * ages + age] ?? 0
  if (chance * 3 < (outlook.open[slot * ages] ?? 0)) own.faded++
  const expected = chance * worth(deal)
  own.expected += expected
  if (expected > (own.top?.expected ?? 0)) own.top = { id: idAt(history.deals.ids, deal), expected }
}

function countEnd({ spells, late, outlook: { date } }: Day, own: SellerFacts, place: number): void {
  const [to, end] = [spells.to[place] ?? 0, spells.end[place] ?? 0]
  if (end !== spellEnd.won && end !== spellEnd.ended) return
  const isWon = end === spellEnd.won
  if (isWon && to > date && to <= date + lookDays) own.winsAfter++
  if (to > date) return
  if (isWon && to > date - lookDays) own.wins++
  else if (isWon && to > date - lookDays - yearDays) own.usualWins++
  if (late[spells.slot[place] ?? 0] !== 1) return
  const closing = to > date - halfYearDays ? own.closing : own.closingBefore
  if (to <= date - halfYearDays - yearDays) return
  closing.ends++
  if (isWon) closing.wins++
}

/** Sums over the year before as what is usual in 91 days, or on a day; of a shorter history, over the days that there were. */
function perPeriod(own: SellerFacts): SellerFacts {
  const days = Math.max(1, Math.min(yearDays, own.historyDays - lookDays))
  const scale = lookDays / days
  return {
    ...own,
    usualEntries: own.usualEntries * scale,
    usualWins: own.usualWins * scale,
    usualEarly: own.usualEarly / days,
    usualLate: own.usualLate / days,
  }
}

function ownersIn(history: History, scope: Scope) {
  const ids: string[] = []
  const places = new Map<number, number>()
  const ownerOf = new Int32Array(history.deals.length).fill(-1)
  eachLife(history, scope, ({ deal, owner }) => {
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
