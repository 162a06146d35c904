import { evenness } from '../../../../statistics/index.ts'
import { type RateTable } from '../../currencies/index.ts'
import { type History, dayNumber, dayText, noDay } from '../history.ts'
import type { Scope } from '../scope.ts'
import { arrivalDays, pacesAt } from './arrivals.ts'
import { ages, chancesOfBegun } from './chances.ts'
import {
  chosenDeals,
  earlierDates,
  errorsBefore,
  fewestWins,
  learnsFrom,
  limited,
  openPart,
  wholePart,
} from './forecast.ts'
import { chancesAhead } from './outlook.ts'
import { type Replays, noSums, replay } from './replays.ts'
import type { Slots } from './spells.ts'

export interface StandAsked {
  readonly scope: Scope
  readonly slots: Slots
  readonly rates: RateTable
  readonly from: string
  readonly until: string
  /** Whose deals; null for everybody's. */
  readonly owners: readonly string[] | null
  /** Periods like this one before it: first day, the day as far into it as today, last day. */
  readonly former: readonly { readonly from: string; readonly mid: string; readonly until: string }[]
}

/** So many weeks are looked ahead to, and so many back for what is usual. */
const weeksAhead = 13
const weeksBack = 26
/** A mean of a few wins is drawn to that of the workspace as by so many. */
const priorWins = 5

/** Where somebody stands in a period: sold, expected, what a new deal is worth and how likely it is in time, the weeks ahead, the season. */
export function standFigure(history: History, asked: StandAsked) {
  const { scope } = asked
  const date = dayNumber(scope.asOf)
  const horizon = dayNumber(asked.until) - date
  const groupOf = chosenDeals(history, scope, asked.owners)
  const dates = [...earlierDates(date, horizon), date]
  const common = { scope, slots: asked.slots, rates: asked.rates, dates, horizon }
  const found = replay(history, { ...common, groupOf, groups: 1 })
  const now = found.all.at(-1)
  const own = now?.sums[0] ?? noSums()
  const before = { horizon, sums: errorsBefore(found, date, horizon).flatMap(({ sums }) => sums[0] ?? []) }
  const from = dayNumber(asked.from)
  const won = wonIn(found, groupOf, [
    Math.min(from, date - weeksBack * 7 + 1, ...asked.former.map(({ from: first }) => dayNumber(first))),
    date,
  ])
  const standing = standingOn(found, groupOf, date)
  const sold = won(from, date)
  const usualWeek = won(date - weeksBack * 7 + 1, date) / weeksBack
  return {
    asOf: scope.asOf,
    knownAt: scope.knownAt.toISOString(),
    from: asked.from,
    until: asked.until,
    currency: asked.rates.reporting,
    isEnough: (now?.wins ?? 0) >= fewestWins,
    ends: now?.ends ?? 0,
    learnsFrom: learnsFrom(scope),
    open: own.n,
    pipeline: own.pipeline,
    sold,
    expected: limited(own, before, openPart),
    total: limited(own, before, wholePart, sold),
    newDeal: newDealOf(found, groupOf, standing.opened),
    weeks: weeksOf(found, standing, date),
    usualWeek,
    evenness: evennessOf(found, groupOf, date),
    season: seasonOf(asked, won, from, date),
  }
}

/** Days of a period, and how many of them: what is told first. */
const evenPeriods = [
  [7, weeksBack],
  [28, 13],
] as const
/** A p-value above it is within chance. */
const significance = 0.05

/** How evenly wins came, by weeks of half a year; by four weeks of a year where they are too few for that; of what lies behind the first win. */
function evennessOf({ spells }: Replays, groupOf: Int32Array | null, date: number) {
  const days: number[] = []
  let first = date
  for (let deal = 0; deal < spells.wonOn.length; deal++) {
    const day = spells.wonOn[deal] ?? noDay
    if (day === noDay || day > date || (groupOf !== null && groupOf[deal] !== 0)) continue
    if ((spells.reversedOn[deal] ?? 0) <= date) continue
    if (day < first) first = day
    if (day > date - 365) days.push(day)
  }
  for (const [length, most] of evenPeriods) {
    const counts = Array<number>(Math.min(most, Math.floor((date - first) / length))).fill(0)
    for (const day of days) {
      const period = counts.length - 1 - Math.floor((date - day) / length)
      if (period >= 0) counts[period] = (counts[period] ?? 0) + 1
    }
    const found = evenness(counts)
    if (found === null) continue
    const wins = counts.reduce((sum, count) => sum + count, 0)
    const without = counts.filter((count) => count === 0).length
    return { days: length, periods: counts.length, wins, without, ...found, isEven: found.pValue > significance }
  }
  return null
}

/** What was won in some days between two, both ends included, and had not been taken back by the last one. */
function wonIn({ spells, worth, all }: Replays, groupOf: Int32Array | null, [first, date]: readonly [number, number]) {
  const days = new Float64Array(Math.max(0, date - first + 1))
  for (let deal = 0; deal < spells.wonOn.length; deal++) {
    const day = spells.wonOn[deal] ?? noDay
    if (day < first || day > date || (groupOf !== null && groupOf[deal] !== 0)) continue
    if ((spells.reversedOn[deal] ?? 0) <= date) continue
    days[day - first] = (days[day - first] ?? 0) + worth(deal, all.length - 1, day)
  }
  return (from: number, until: number): number => {
    let sum = 0
    for (let day = from; day <= until; day++) sum += days[day - first] ?? 0
    return sum
  }
}

/** By slot: deals that began in the last weeks, what they are worth by the days over which they are expected to come again; and by slot and age what stands. */
function standingOn({ spells, worth, all }: Replays, groupOf: Int32Array | null, date: number) {
  const { open = new Float64Array(0), stages = 0 } = all.at(-1)?.outlook ?? {}
  const [pace] = pacesAt(spells, [date], weeksAhead * 7)
  const { span = 1, daily = new Float64Array(0) } = pace ?? {}
  const standing = new Float64Array(open.length)
  const [opened, coming] = [new Float64Array(stages), new Float64Array(stages)]
  const number = all.length - 1
  const days = { since: date - arrivalDays + 1, until: date, of: groupOf }
  spells.eachOf(days, ({ deal, slot, entered, from, to, isFirst }) => {
    const isOpened = isFirst && entered > date - arrivalDays && entered <= date
    const isStanding = to > date && from <= date
    if (!isOpened && !isStanding) return
    const amount = worth(deal, number, date)
    if (isOpened) opened[slot] = (opened[slot] ?? 0) + 1
    if (isOpened && entered > date - span) coming[slot] = (coming[slot] ?? 0) + amount / span
    if (!isStanding) return
    const cell = slot * ages + Math.min(date - entered, ages - 1)
    standing[cell] = (standing[cell] ?? 0) + amount
  })
  return { opened, coming, standing, daily }
}

/** What a deal that begins tomorrow is worth if it is won, how likely that is in time, and how many began lately. */
function newDealOf(found: Replays, groupOf: Int32Array | null, begun: Float64Array) {
  const { spells, all, amountOn } = found
  const now = all.at(-1)
  const empty = { chance: 0, valueMinor: null as number | null, opened: 0, days: arrivalDays, wins: 0 }
  if (now === undefined) return empty
  let [wins, sum, allWins, allSum] = [0, 0, 0, 0]
  for (let deal = 0; deal < spells.wonOn.length; deal++) {
    const wonOn = spells.wonOn[deal] ?? noDay
    if (wonOn <= now.date - 365 || wonOn > now.date || spells.overOn[deal] === noDay) continue
    const amount = amountOn(deal, wonOn)
    if (Number.isNaN(amount)) continue
    allWins++
    allSum += amount
    if (groupOf !== null && groupOf[deal] !== 0) continue
    wins++
    sum += amount
  }
  const mean = allWins === 0 ? null : allSum / allWins
  const valueMinor = mean === null ? null : (sum + priorWins * mean) / (wins + priorWins)
  const opened = begun.reduce((total, each) => total + each, 0)
  const chance = opened === 0 ? 0 : product(begun, now.outlook.begun) / opened
  return { chance, valueMinor, opened, days: arrivalDays, wins }
}

/** What is expected to be won in each of the weeks ahead, from open deals and from those that come as they did lately. */
function weeksOf({ all }: Replays, { standing, coming, daily }: ReturnType<typeof standingOn>, date: number) {
  const now = all.at(-1)
  if (now === undefined) return []
  let before = { open: 0, fresh: 0 }
  return Array.from({ length: weeksAhead }, (_, week) => {
    const chances = chancesAhead(now.outlook, (week + 1) * 7)
    const by = { open: product(standing, chances.open), fresh: product(coming, chancesOfBegun(chances, daily)) }
    const told = { from: dayText(date + 1 + week * 7), open: by.open - before.open, fresh: by.fresh - before.fresh }
    before = by
    return told
  })
}

function product(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, place) => (value === 0 ? sum : sum + value * (other[place] ?? 0)), 0)
}

/**
 * Which share of a period like this is usually won by now: that of the former periods together, drawn to the share of the days as by one
 * more period of their mean; null where nothing was won in them.
 */
function seasonOf({ former, until }: StandAsked, won: ReturnType<typeof wonIn>, from: number, date: number) {
  const elapsed = (date - from + 1) / (dayNumber(until) - from + 1)
  const sums = former.map((period) => {
    const [first, mid, last] = [period.from, period.mid, period.until].map(dayNumber)
    return { by: won(first ?? 0, mid ?? 0), whole: won(first ?? 0, last ?? 0) }
  })
  const seen = sums.filter(({ whole }) => whole > 0)
  const whole = seen.reduce((sum, each) => sum + each.whole, 0)
  const by = seen.reduce((sum, each) => sum + each.by, 0)
  const mean = seen.length === 0 ? 0 : whole / seen.length
  return {
    elapsed,
    periods: seen.length,
    share: whole === 0 ? null : (by + elapsed * mean) / (whole + mean),
    formerMean: mean,
  }
}
