import type { RateTable } from '../../currencies/index.ts'
import { type History, dayNumber } from '../history.ts'
import type { Scope } from '../scope.ts'
import { arrivalDays, pacesAt } from './arrivals.ts'
import { countArriving } from './arriving.ts'
import { type AmountOn, amountsOf, firstFrom, typicalAmounts } from './amounts.ts'
import { dayCountsOf } from './day-counts.ts'
import { type Seen, spellsOf } from './kept-spells.ts'
import { type Outlook, outlooksAt } from './outlook.ts'
import { type Slots, type Spells, type Stay, never } from './spells.ts'
import { countStanding } from './standing.ts'

/** Sums of one group of deals at one date; money in minor units of the reporting currency. */
export interface Sums {
  /** Deals open on the date, and what they are worth. */
  n: number
  pipeline: number
  /** What of them is expected to be won in the days after, its variance if deals were independent, and what was. */
  expected: number
  variance: number
  came: number
  /** The same of deals that did not exist on the date. */
  freshExpected: number
  freshVariance: number
  freshCame: number
  /** By what part of itself the pace at which they come may be off, for all alike. */
  paceOff: number
  /** Of the open ones, those won in the days after; Σ(chance − whether won)². */
  won: number
  brier: number
  /** Open deals whose amount nobody said, or that has no rate. */
  withoutAmount: number
  /** Won in the whole workspace by the date: so much the chances are learned from. */
  learnedFrom: number
}

/** What is said on a date of the days after it, and what came, where these were over by the day that is asked of. */
export interface Replay {
  readonly date: number
  readonly outlook: Outlook
  /** By group. */
  readonly sums: readonly Sums[]
  /** What had ended by the date, in the whole workspace. */
  readonly wins: number
  readonly ends: number
  /** Days from opening to win, added up. */
  readonly winDays: number
}

export interface Replaying {
  /** Of the days after its day nothing is told. */
  readonly scope: Seen & Pick<Scope, 'asOf'>
  readonly slots: Slots
  readonly rates: RateTable
  /** Ascending. */
  readonly dates: readonly number[]
  readonly horizon: number
  /** The group of each deal, −1 for none; null puts all into one. */
  readonly groupOf: Int32Array | null
  readonly groups: number
}

export interface Replays {
  readonly spells: Spells
  readonly amountOn: AmountOn
  /** What a deal counted for on a day, where nobody said the typical amount of the date of that number. */
  readonly worth: (deal: number, number: number, day: number) => number
  readonly all: readonly Replay[]
  /** The stays of the last date, in the order of the history. */
  readonly standing: readonly Pick<Stay, 'deal' | 'slot' | 'entered'>[]
  /** The day of the first win; `never` without one. */
  readonly firstWin: number
}

/**
 * What would have been said on each date, from what had happened by then, beside what came. One walk through the stays for all dates:
 * of a stay, only what lies before a date is read for what is said on it.
 */
export function replay(history: History, asked: Replaying): Replays {
  const { dates, horizon, groups, groupOf } = asked
  const spells = spellsOf(history, asked.scope, asked.slots)
  const amounts = amountsOf(history, asked.rates, asked.scope.knownAt, spells.wonOn)
  const typical = typicalAmounts(history, spells.wonOn, amounts.on, dates)
  const outlooks = outlooksAt(spells, asked.slots, dates, horizon)
  const paces = pacesAt(spells, dates, horizon)
  const sums = dates.map(() => Array.from({ length: groups }, noSums))
  const worth = (deal: number, number: number, day: number) => {
    const amount = amounts.on(deal, day)
    return Number.isNaN(amount) ? typical(deal, number) : amount
  }
  const basis = { asked, spells, outlooks, paces, amounts, typical, worth }
  const [standing, arriving] = [countStanding(basis), countArriving(basis)]
  const [begin, last] = [dates[0] ?? 0, dates.at(-1) ?? 0]
  const open: Pick<Stay, 'deal' | 'slot' | 'entered'>[] = []
  const days = {
    since: begin + 1,
    begunSince: begin - arrivalDays + 1,
    until: dayNumber(asked.scope.asOf),
    of: groupOf,
  }
  // Most deals were over before the first date, and long before it.
  spells.eachOf(days, (stay) => {
    const group = groupOf === null ? 0 : (groupOf[stay.deal] ?? -1)
    if (stay.to > begin) standing.count(stay, group)
    if (stay.to > last && stay.from <= last) {
      const { deal, slot, entered } = stay
      open.push({ deal, slot, entered })
    }
    if (stay.isFirst && stay.entered >= days.begunSince) arriving.count(stay, group)
  })
  standing.addTo(sums)
  arriving.addTo(sums)
  const { ended, firstWin } = countEnds(spells, dates)
  const all = outlooks.map((outlook, number) => {
    const before = ended.slice(0, number + 1)
    const count = (part: keyof Ended) => before.reduce((sum, each) => sum + each[part], 0)
    const { date } = outlook
    const wins = count('wins')
    return {
      date,
      outlook,
      sums: (sums[number] ?? []).map((own) => ({ ...own, learnedFrom: wins, paceOff: paces[number]?.off ?? 0 })),
      wins,
      ends: count('ends'),
      winDays: count('winDays'),
    }
  })
  return { spells, worth, amountOn: amounts.on, all, standing: open, firstWin }
}

type Ended = Pick<Replay, 'wins' | 'ends' | 'winDays'>

/** Wins and ends between each date and the one before it; the day of the first win. */
function countEnds(spells: Spells, dates: readonly number[]) {
  const ended = dates.map(() => ({ wins: 0, ends: 0, winDays: 0 }))
  const numberFrom = firstFrom(dates)
  let firstWin = never
  for (const [day, { wins, ends, winDays }] of dayCountsOf(spells)) {
    if (wins > 0) firstWin = Math.min(firstWin, day)
    const own = ended[numberFrom(day)]
    if (!own) continue
    own.wins += wins
    own.ends += ends
    own.winDays += winDays
  }
  return { ended, firstWin }
}

export function noSums(): Sums {
  return {
    n: 0,
    pipeline: 0,
    expected: 0,
    variance: 0,
    came: 0,
    freshExpected: 0,
    freshVariance: 0,
    freshCame: 0,
    paceOff: 0,
    won: 0,
    brier: 0,
    withoutAmount: 0,
    learnedFrom: 0,
  }
}
