import type { Velocity } from '../../../contract/insights.ts'
import {
  type VelocityInput,
  cumulativeIncidence,
  cycleLength,
  dealOutcome,
  incidenceAt,
  velocity,
  winRate,
} from '../../../statistics/index.ts'
import { amountsThen } from './amounts-then.ts'
import { type Cohort, cohortPart, told } from './cohort.ts'
import { type History, codeOf, dayNumber, dayText } from './history.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'
import { type Times, sumsOf } from './sums.ts'
import { type Tally, tally } from './tally.ts'
import { lastWinBy, usualDays } from './wheel.ts'

/** So many days of arrivals are looked at where no period is asked for: a year has all its seasons. */
const usualPeriod = 365

interface Asked {
  readonly scope: Scope
  readonly currency: string
}

/** What the deals bring a day: how many begin, what share is won, what a won one is worth. */
export function velocityFigure(history: History, { scope, currency }: Asked): Velocity {
  const part = { name: `velocity ${currency}`, begin: () => velocitySum(history, currency) }
  const [sum, { starts, watched, value: valued }] = sumsOf(history, { scope, process: null }, [cohortPart, part])
  const cohort = sum.cohort()
  const value = valued.total()
  const days = daysOf(starts)
  const period = periodOf(scope, firstOf(days), firstOf(daysOf(watched)))
  const count = days.reduce((sum, { day, count }) => sum + (day >= period.from && day <= period.to ? count : 0), 0)
  const length = cycleLength(cohort.rows)
  const byDay = lastWinBy(cohort, Infinity) ?? usualDays
  const won = wonShare(cohort, byDay)
  const found = foundIn({ arrivals: { count, days: period.days }, won, value })
  const rate = winRate(cohort.rows, byDay)
  const { open, won: wins } = cohort.counts
  const cycleDays = length.closedOnly.meanWon
  const textbookParts = { open, winRate: rate.closedOnly.estimate, value: found.value.estimate, cycleDays }
  return {
    ...told(scope, cohort, 'velocity'),
    currency,
    perDay: found.perDay,
    arrivals: { count, days: period.days, from: count === 0 ? null : dayText(period.from), perDay: found.arrivals },
    winRate: { byDay, ...rate.won },
    wonValue: { n: value.n, ...found.value },
    withoutValue: wins - value.n,
    textbook: { ...textbookParts, perDay: textbook(textbookParts) },
  }
}

/** Of days that nobody watched nothing is known but what a won deal is worth. */
function foundIn(given: VelocityInput) {
  if (given.arrivals.days > 0) return velocity(given)
  const { value } = velocity({ ...given, arrivals: { count: 0, days: 1 } })
  return { perDay: unknown, arrivals: unknown, value }
}

const unknown = { estimate: null, low: null, high: null }

/** Counts how many deals began on each day, and came to be watched, in days since 1970-01-01, and what the won ones are worth. */
function velocitySum(history: History, currency: string) {
  const [starts, watched] = [tally(1), tally(1)]
  const value = valueSum()
  const counting = (times: Times, scope: Scope) => {
    const { deals, codes } = history
    const amountOf = amountsThen(history, scope)
    const own = codeOf(codes, currency)
    return (life: Life): void => {
      if (!life.measured) return
      starts.add(0, life.started, 0, times)
      watched.add(0, life.late > 0 ? life.observedFrom : life.started, 0, times)
      const amount = amountOf(life.deal)
      if (life.standing !== 'won' || Number.isNaN(amount) || (deals.currency[life.deal] ?? 0) !== own) return
      value.add(amount, times)
    }
  }
  return { counting, starts, watched, value, state: { starts, watched, value: value.sums } }
}

/**
 * Adds up amounts and their squares; a square in three sums of smaller whole numbers, (a·2¹⁶ + b)² = a²·2³² + 2ab·2¹⁶ + b², so that
 * what is taken out again leaves no rounding behind.
 */
function valueSum() {
  const sums = { n: 0, sum: 0, upper: 0, mixed: 0, lower: 0 }
  const add = (amount: number, times: Times): void => {
    const a = Math.floor(amount / 65_536)
    const b = amount - a * 65_536
    sums.n += times
    sums.sum += times * amount
    sums.upper += times * a * a
    sums.mixed += times * a * b
    sums.lower += times * b * b
  }
  const total = () => {
    const { n, sum, upper, mixed, lower } = sums
    return { n, sum, sumOfSquares: upper * 4_294_967_296 + mixed * 131_072 + lower }
  }
  return { add, total, sums }
}

interface Started {
  readonly day: number
  readonly count: number
}

function daysOf(starts: Tally): Started[] {
  const days: Started[] = []
  starts.each((_, day, _late, count) => days.push({ day, count }))
  return days
}

function firstOf(days: readonly Started[]): number {
  return days.reduce((least, { day }) => Math.min(least, day), Infinity)
}

/**
 * The days whose arrivals are counted: those asked for, else the last year; never before the first deal, nor before the first day that
 * is watched: of the deals that came before it those are missing that ended before it.
 */
function periodOf(scope: Scope, started: number, watched: number) {
  const asOf = dayNumber(scope.asOf)
  const to = scope.to === undefined ? asOf : Math.min(asOf, dayNumber(scope.to))
  const first = Math.min(started, to)
  const asked = scope.from === undefined ? Math.max(first, to - usualPeriod + 1) : dayNumber(scope.from)
  const from = first < watched ? Math.max(asked, watched) : asked
  return { from, to, days: Math.max(0, to - from + 1) }
}

function wonShare({ rows }: Cohort, byDay: number) {
  return (
    incidenceAt(cumulativeIncidence(rows, { causes: dealOutcome.notNow }), byDay)?.causes[dealOutcome.won - 1] ?? null
  )
}

function textbook({ open, winRate: rate, value, cycleDays }: Omit<Velocity['textbook'], 'perDay'>): number | null {
  if (rate === null || value === null || cycleDays === null || cycleDays === 0) return null
  return (open * rate * value) / cycleDays
}
