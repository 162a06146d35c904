import { countTrend, trendAhead } from '../../../../statistics/index.ts'
import { dayCountsOf, firstEndOf } from './day-counts.ts'
import { type Spells, never } from './spells.ts'

/** New deals are expected to be as those of so many days before. */
export const arrivalDays = 91
/** A trend is told from so many weeks on. */
const fewestWeeks = 4

/** How deals that do not exist yet are expected to come. */
export interface Pace {
  /** Those of so many days before a date are taken for them. */
  readonly span: number
  /** By day ahead: how many come, of as many a day as came on the days before. */
  readonly daily: Float64Array
  /** By what part of itself the pace may be off. */
  readonly off: number
}

/**
 * How many deals are expected to come after each of some dates, ascending, from those that had come by then: by the trend of the weeks before.
 * Weeks before the first end that is known tell none: a list of what was open begins with ever more deals.
 */
export function pacesAt(spells: Spells, dates: readonly number[], horizon: number): Pace[] {
  const days = dayCountsOf(spells)
  const firstEnd = firstEndOf(spells)
  let firstDay = never
  for (const [day, { begun }] of days) if (begun > 0 && day < firstDay) firstDay = day
  const begunIn = (from: number, until: number) => {
    let sum = 0
    for (let day = from; day <= until; day++) sum += days.get(day)?.begun ?? 0
    return sum
  }
  return dates.map((date) => {
    const span = Math.max(1, Math.min(arrivalDays, date - firstDay + 1))
    const weeks = Math.floor(Math.min(span, date - Math.max(firstDay, firstEnd) + 1) / 7)
    const counts = Array.from({ length: Math.max(0, weeks) }, (_, week) => {
      const from = date - (weeks - week) * 7 + 1
      return begunIn(from, from + 6)
    })
    const trend = weeks < fewestWeeks ? null : countTrend(counts)
    if (trend === null) return { span, daily: new Float64Array(horizon).fill(1), off: 0 }
    const { expected, off } = trendAhead(trend, Math.ceil(horizon / 7))
    const usual = (begunIn(date - span + 1, date) / span) * 7
    return {
      span,
      daily: Float64Array.from({ length: horizon }, (_, day) => (expected[Math.floor(day / 7)] ?? 0) / usual),
      off,
    }
  })
}
