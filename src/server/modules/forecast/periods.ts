import { type ClosedOn, isWorkingDay } from '../../kernel/working-days.ts'

/** Days of which both ends count. */
export interface Days {
  readonly from: string
  readonly until: string
}

/** Nothing is looked further ahead to: a year. */
const mostDays = 366

/** The quarter of the fiscal year that a day lies in; years begin with a month, 1 to 12. */
export function quarterOf(day: string, firstMonth: number): Days {
  const first = Temporal.PlainDate.from(day).with({ day: 1 })
  const from = first.subtract({ months: (first.month - firstMonth + 12) % 3 })
  return { from: from.toString(), until: from.add({ months: 3 }).subtract({ days: 1 }).toString() }
}

/** At least one day ahead, at most a year. */
export function aheadOf(asOf: string, until: string): string {
  const day = Temporal.PlainDate.from(asOf)
  const [first, last] = [day.add({ days: 1 }).toString(), day.add({ days: mostDays }).toString()]
  if (until < first) return first
  return until > last ? last : until
}

/** So many periods of the same length before one, with the day that lies as far into each as `asOf` into it. */
export function formerPeriods({ from, until }: Days, asOf: string, count: number) {
  const begin = Temporal.PlainDate.from(from)
  const end = Temporal.PlainDate.from(until).add({ days: 1 })
  const into = begin.until(Temporal.PlainDate.from(asOf)).days
  const months = begin.until(end, { largestUnit: 'months' })
  // A quarter is shifted by months, so that seasons meet; other days by their number.
  const step = months.days === 0 && months.months > 0 ? { months: months.months } : { days: begin.until(end).days }
  return Array.from({ length: count }, (_, place) => {
    const back = Object.fromEntries(Object.entries(step).map(([unit, size]) => [unit, size * (place + 1)]))
    const first = begin.subtract(back)
    const last = end.subtract(back).subtract({ days: 1 })
    const mid = first.add({ days: into })
    const isPast = Temporal.PlainDate.compare(mid, last) > 0
    return { from: first.toString(), mid: (isPast ? last : mid).toString(), until: last.toString() }
  })
}

/** Days of work in a country after a day, up to another. */
export function workdaysBetween(asOf: string, until: string, country: string | null, closed?: ClosedOn): number {
  const first = Temporal.PlainDate.from(asOf)
  const days = first.until(Temporal.PlainDate.from(until)).days
  return Array.from({ length: Math.max(0, days) }, (_, day) => first.add({ days: day + 1 }).toString()).filter((day) =>
    isWorkingDay(day, country, closed),
  ).length
}
