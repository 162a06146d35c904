import { type ForecastMade, forecastLimits } from '../../../../statistics/index.ts'
import type { RateTable } from '../../currencies/index.ts'
import { type Grouping, groupsIn } from '../groups.ts'
import { type History, dayNumber, noDay } from '../history.ts'
import { eachHolder } from '../holders.ts'
import { idAt } from '../packed-ids.ts'
import type { Scope } from '../scope.ts'
import { ages } from './chances.ts'
import { type Replay, type Replays, type Sums, noSums, replay } from './replays.ts'
import type { Slots } from './spells.ts'

export interface ForecastAsked {
  readonly scope: Scope
  readonly slots: Slots
  readonly rates: RateTable
  /** The first day of what is won already, and the last day that is looked ahead to. */
  readonly from: string
  readonly until: string
  /** Whose deals; null for everybody's. */
  readonly owners: readonly string[] | null
  readonly grouping: Grouping | null
  /** So many of the deals that carry most. */
  readonly most: number
}

/** Under so many wins nothing is forecast. */
export const fewestWins = 20
/** Errors count of forecasts made at least so long after the first win, weekly, as many as this. */
const learningDays = 28
export const mostErrors = 26
/** From this share of the forecast on, a deal is named as the one that carries it. */
const heavy = 0.25

interface Expected {
  readonly expected: number
  readonly low: number
  readonly high: number
}

/** What is expected to be won by a day: of the deals that are open, of those that do not exist yet, and with what is won already. */
export function forecastFigure(history: History, asked: ForecastAsked) {
  const { scope, most } = asked
  const date = dayNumber(scope.asOf)
  const horizon = dayNumber(asked.until) - date
  const { groupOf, keys } = groupsOf(history, asked)
  const dates = [...earlierDates(date, horizon), date]
  const { knownAt } = scope
  const common = { scope, slots: asked.slots, rates: asked.rates, dates, horizon }
  const found = replay(history, { ...common, groupOf, groups: keys.length })
  const now = found.all.at(-1)
  const isEnough = now !== undefined && now.wins >= fewestWins
  const won = wonSince(found, dates.length - 1, dayNumber(asked.from), date, groupOf, keys.length)
  const earlier = errorsBefore(found, date, horizon)
  const line = (pick: OfGroups, sold = 0) => lineOf(now, earlier, horizon, pick, sold)
  const lines = keys.map((key, group) => ({ key, ...line((all) => all[group], won[group]) }))
  const whole = line(
    summed,
    won.reduce((total, each) => total + each, 0),
  )
  const deals = isEnough ? heaviest(history, found, dates.length - 1, most) : []
  const [top] = deals
  return {
    asOf: scope.asOf,
    knownAt: knownAt.toISOString(),
    until: asked.until,
    horizonDays: horizon,
    currency: asked.rates.reporting,
    isEnough,
    wins: now?.wins ?? 0,
    ends: now?.ends ?? 0,
    learnsFrom: learnsFrom(scope),
    undated: found.spells.undated,
    earlier: earlier.length,
    whole,
    groups:
      asked.grouping === null ? [] : lines.filter(({ n, won: sold, total }) => n > 0 || sold > 0 || total.expected > 0),
    deals: deals.map((deal) => ({
      ...deal,
      share: whole.open.expected === 0 ? 0 : deal.expected / whole.open.expected,
    })),
    carriedBy: top !== undefined && top.expected >= heavy * whole.open.expected && whole.n > 1 ? top.id : null,
  }
}

/** Nobody's forecast learns from deals that they do not see. */
export function learnsFrom({ sees }: ForecastAsked['scope']): 'all' | 'seen' {
  return sees === null ? 'all' : 'seen'
}

/** The dates, a week apart, whose forecasts had come true by a date: `weeks · 7 ≥ horizon` before it. */
export function earlierDates(date: number, horizon: number): number[] {
  const last = date - weeksOver(horizon) * 7
  return Array.from({ length: mostErrors }, (_, number) => last - (mostErrors - 1 - number) * 7)
}

/** So many weeks after it was made a forecast has come true. */
export function weeksOver(horizon: number): number {
  return Math.ceil(horizon / 7)
}

/** Of the forecasts that had come true by a date, those that were not made in the dark. */
export function errorsBefore<Said extends Pick<Replay, 'date'>>(
  { all, firstWin }: { readonly all: readonly Said[]; readonly firstWin: number },
  date: number,
  horizon: number,
): Said[] {
  return all.filter((each) => each.date + horizon <= date && each.date >= firstWin + learningDays).slice(-mostErrors)
}

/** Groups and their keys; one group where nothing divides the deals. */
function groupsOf(history: History, { scope, owners, grouping }: ForecastAsked) {
  if (grouping === null) return { groupOf: chosenDeals(history, scope, owners), keys: ['all'] }
  const isWanted = ownedBy(history, owners)
  const groupOf = new Int32Array(history.deals.length).fill(-1)
  const keys = new Map<string, number>()
  const numberOf = (key: string): number => {
    const number = keys.get(key) ?? keys.size
    keys.set(key, number)
    return number
  }
  const numberIn = groupsIn(history, scope, grouping, numberOf)
  eachHolder(history, scope, (held) => {
    if (isWanted(held.owner)) groupOf[held.deal] = numberIn(held)
  })
  return { groupOf, keys: [...keys.keys()] }
}

/**
 * 0 for the chosen deals, those of some owners where these are told, −1 for others; null where all are chosen. Deals of after the day are
 * chosen as those before it are.
 */
export function chosenDeals(
  history: History,
  scope: Scope,
  owners: readonly string[] | null = null,
): Int32Array | null {
  const { sees, owner, product, source, process, version, from, to } = scope
  const filters = [owner, product, source, process, version, from, to]
  if (sees === null && owners === null && filters.every((each) => each === undefined)) return null
  const isWanted = ownedBy(history, owners)
  const chosen = new Int32Array(history.deals.length).fill(-1)
  eachHolder(history, scope, ({ deal, owner: code }) => {
    if (isWanted(code)) chosen[deal] = 0
  })
  return chosen
}

/** Whether a code is that of one of some owners; of any where none are told. */
function ownedBy({ codes }: History, owners: readonly string[] | null): (code: number) => boolean {
  if (owners === null) return () => true
  const wanted = new Set(owners.map((id) => codes.numbers.get(id) ?? -1))
  return (code) => wanted.has(code)
}

type OfGroups = (all: readonly Sums[]) => Sums | undefined

/** Forecasts of so many days that had come true, a week apart, oldest first. */
export interface Before {
  readonly horizon: number
  readonly sums: readonly Sums[]
}

function lineOf(now: Replay | undefined, earlier: readonly Replay[], horizon: number, pick: OfGroups, won: number) {
  const own = now && pick(now.sums)
  const before = { horizon, sums: earlier.flatMap(({ sums }) => pick(sums) ?? []) }
  return {
    n: own?.n ?? 0,
    pipeline: own?.pipeline ?? 0,
    withoutAmount: own?.withoutAmount ?? 0,
    won,
    open: limited(own, before, openPart),
    fresh: limited(own, before, freshPart),
    total: limited(own, before, wholePart, won),
  }
}

type Part = (sums: Sums) => ForecastMade

export const openPart: Part = ({ expected, variance, came, learnedFrom }) => ({
  expected,
  variance,
  came,
  wins: learnedFrom,
})
const freshPart: Part = ({ freshExpected, freshVariance, freshCame, paceOff, learnedFrom }) => ({
  expected: freshExpected,
  variance: freshVariance + (paceOff * freshExpected) ** 2,
  came: freshCame,
  wins: learnedFrom,
})
export const wholePart: Part = (sums) => ({
  expected: sums.expected + sums.freshExpected,
  variance: sums.variance + sums.freshVariance + (sums.paceOff * sums.freshExpected) ** 2,
  came: sums.came + sums.freshCame,
  wins: sums.learnedFrom,
})

/** The expected sum with its 80 % limits, and what is certain added to all three. */
export function limited(own: Sums | undefined, before: Before, part: Part, certain = 0): Expected {
  if (own === undefined) return { expected: certain, low: certain, high: certain }
  const made = part(own)
  const { low, high } = forecastLimits(made, before.sums.map(part), { delay: weeksOver(before.horizon) })
  return { expected: certain + made.expected, low: certain + low, high: certain + high }
}

function summed(all: readonly Sums[]): Sums {
  return all.reduce(
    (one, other) => ({
      n: one.n + other.n,
      pipeline: one.pipeline + other.pipeline,
      expected: one.expected + other.expected,
      variance: one.variance + other.variance,
      came: one.came + other.came,
      freshExpected: one.freshExpected + other.freshExpected,
      freshVariance: one.freshVariance + other.freshVariance,
      freshCame: one.freshCame + other.freshCame,
      paceOff: Math.max(one.paceOff, other.paceOff),
      won: one.won + other.won,
      brier: one.brier + other.brier,
      withoutAmount: one.withoutAmount + other.withoutAmount,
      learnedFrom: Math.max(one.learnedFrom, other.learnedFrom),
    }),
    noSums(),
  )
}

function wonSince(
  found: Replays,
  number: number,
  from: number,
  date: number,
  groupOf: Int32Array | null,
  groups: number,
) {
  const won = Array.from({ length: groups }, () => 0)
  const { wonOn, reversedOn } = found.spells
  for (let deal = 0; deal < wonOn.length; deal++) {
    const day = wonOn[deal] ?? noDay
    if (day < from || day > date || (reversedOn[deal] ?? 0) <= date) continue
    const group = groupOf === null ? 0 : (groupOf[deal] ?? -1)
    if (group < 0) continue
    won[group] = (won[group] ?? 0) + found.worth(deal, number, day)
  }
  return won
}

/** The open deals that bring most, by what is expected of them. */
function heaviest(history: History, { all, standing, worth }: Replays, number: number, most: number) {
  const now = all[number]
  if (!now) return []
  let best: { deal: number; chance: number; amount: number; days: number }[] = []
  const cut = () => {
    best = best.toSorted((one, other) => other.chance * other.amount - one.chance * one.amount).slice(0, most)
  }
  for (const { deal, slot, entered } of standing) {
    const days = now.date - entered
    const chance = now.outlook.open[slot * ages + Math.min(days, ages - 1)] ?? 0
    best.push({ deal, chance, amount: worth(deal, number, now.date), days })
    if (best.length > most * 4 + 64) cut()
  }
  cut()
  return best.map(({ deal, chance, amount, days }) => ({
    id: idAt(history.deals.ids, deal),
    chance,
    amountMinor: Math.round(amount),
    expected: chance * amount,
    daysInStage: days,
  }))
}
