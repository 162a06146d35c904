import { type CountTrend, countTrend, trendAhead } from '../../../../statistics/index.ts'
import { dayCountsOf, firstEndOf } from './day-counts.ts'
import { type Spells, never } from './spells.ts'

/** New deals are expected to be as those of so many days before. */
export const arrivalDays = 91
/** A trend is told from so many weeks on. */
const fewestWeeks = 4
/** Whether a trend is believed is asked of so many weeks, by what each would have said of so many days ahead at most. */
const trials = 26
const trialDays = 42

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
 * How many deals are expected to come after each of some dates, ascending, from those that had come by then: as many as before, or,
 * where it has been nearer of late, by the trend of the weeks before. Weeks before the first end that is known tell no trend: a list of what was
 * open begins with ever more deals.
 */
export function pacesAt(spells: Spells, dates: readonly number[], horizon: number): Pace[] {
  const seenBy = weeksBefore(spells)
  const ahead = Math.min(horizon, trialDays)
  const leads = new Map<number, number>()
  const leadOn = (origin: number): number => {
    const known = leads.get(origin)
    if (known !== undefined) return known
    const lead = leadOfTrend(seenBy, origin, ahead)
    leads.set(origin, lead)
    return lead
  }
  return dates.map((date) => {
    const { span, trend, perDay } = seenBy(date)
    if (trend === null) return { span, daily: new Float64Array(horizon).fill(1), off: 0 }
    const { daily, off } = daysOf(trend, horizon)
    // What came after later weeks is not known on the date.
    const before = Array.from({ length: trials }, (_, trial) => leadOn(date - ahead - trial * 7))
    const isTrend = before.reduce((sum, lead) => sum + lead, 0) > 0
    return { span, daily: daily.map((each) => (isTrend ? each / perDay : 1)), off }
  })
}

/** What had been seen by a day: how many came a day, the trend of the weeks before it (null of too few of them), and how many came in some days. */
interface Seen {
  readonly span: number
  readonly perDay: number
  readonly trend: CountTrend | null
  readonly begunIn: (from: number, until: number) => number
}

function weeksBefore(spells: Spells): (date: number) => Seen {
  const days = dayCountsOf(spells)
  const firstEnd = firstEndOf(spells)
  let firstDay = never
  for (const [day, { begun }] of days) if (begun > 0 && day < firstDay) firstDay = day
  const begunIn = (from: number, until: number) => {
    let sum = 0
    for (let day = from; day <= until; day++) sum += days.get(day)?.begun ?? 0
    return sum
  }
  return (date) => {
    const span = Math.max(1, Math.min(arrivalDays, date - firstDay + 1))
    const weeks = Math.floor(Math.min(span, date - Math.max(firstDay, firstEnd) + 1) / 7)
    const counts = Array.from({ length: Math.max(0, weeks) }, (_, week) => {
      const from = date - (weeks - week) * 7 + 1
      return begunIn(from, from + 6)
    })
    const trend = weeks < fewestWeeks ? null : countTrend(counts)
    return { span, perDay: begunIn(date - span + 1, date) / span, trend, begunIn }
  }
}

/** By how much nearer the trend of a day was than as many as before to what came in the days after it: log²(said ÷ came), of both; 0 without a trend. */
function leadOfTrend(seenBy: (date: number) => Seen, origin: number, ahead: number): number {
  const { trend, perDay, begunIn } = seenBy(origin)
  if (trend === null) return 0
  const came = begunIn(origin + 1, origin + ahead)
  return missed(perDay * ahead, came) - missed(daysOf(trend, ahead).sum, came)
}

/** What a trend says of each day ahead, of all of them, and by what part of itself it may be off. */
function daysOf(trend: CountTrend, ahead: number) {
  const { expected, off } = trendAhead(trend, Math.ceil(ahead / 7))
  const daily = Float64Array.from({ length: ahead }, (_, day) => (expected[Math.floor(day / 7)] ?? 0) / 7)
  return { daily, off, sum: daily.reduce((sum, each) => sum + each, 0) }
}

/** Half a deal more on both sides, so that none is no trouble. */
function missed(said: number, came: number): number {
  return Math.log((said + 0.5) / (came + 0.5)) ** 2
}
