import type { Velocity } from '../../../contract/insights.ts'
import {
  cumulativeIncidence,
  cycleLength,
  dealOutcome,
  incidenceAt,
  velocity,
  winRate,
} from '../../../statistics/index.ts'
import { type Cohort, cohortSum, told } from './cohort.ts'
import { type History, at, codeOf, dayNumber, dayText } from './history.ts'
import { eachLife } from './lives.ts'
import type { Scope } from './scope.ts'
import { lastWinBy, usualDays } from './wheel.ts'

/** So many days of arrivals are looked at where no period is asked for: a year has all its seasons. */
const usualPeriod = 365

interface Asked {
  readonly scope: Scope
  readonly currency: string
}

/** What the deals bring a day: how many begin, what share is won, what a won one is worth. */
export function velocityFigure(history: History, { scope, currency }: Asked): Velocity {
  const { cohort, value, starts, watched } = summed(history, scope, currency)
  const period = periodOf(scope, starts, watched)
  const count = starts.filter((day) => day >= period.from && day <= period.to).length
  const length = cycleLength(cohort.rows)
  const byDay = lastWinBy(cohort, length.timeToSignature.horizon) ?? usualDays
  const won = wonShare(cohort, byDay)
  const found = velocity({ arrivals: { count, days: period.days }, won, value })
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

function summed(history: History, scope: Scope, currency: string) {
  const { amountMinor, currency: currencies } = history.deals
  const own = codeOf(history.codes, currency)
  const sum = cohortSum()
  const value = { n: 0, sum: 0, sumOfSquares: 0 }
  const starts: number[] = []
  let watched = Infinity
  eachLife(history, scope, (life) => {
    sum.add(life)
    if (!life.measured) return
    starts.push(life.started)
    watched = Math.min(watched, life.late > 0 ? life.observedFrom : life.started)
    const amount = at(amountMinor, life.deal)
    if (life.standing !== 'won' || Number.isNaN(amount) || at(currencies, life.deal) !== own) return
    value.n++
    value.sum += amount
    value.sumOfSquares += amount ** 2
  })
  return { cohort: sum.cohort(), value, starts, watched }
}

/**
 * The days whose arrivals are counted: those asked for, else the last year; never before the first deal, nor before the first day that
 * is watched: of the deals that came before it those are missing that ended before it.
 */
function periodOf(scope: Scope, starts: readonly number[], watched: number) {
  const asOf = dayNumber(scope.asOf)
  const to = scope.to === undefined ? asOf : Math.min(asOf, dayNumber(scope.to))
  const first = starts.reduce((least, day) => Math.min(least, day), to)
  const asked = scope.from === undefined ? Math.max(first, to - usualPeriod + 1) : dayNumber(scope.from)
  const from = first < watched ? Math.max(asked, watched) : asked
  return { from, to, days: Math.max(1, to - from + 1) }
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
