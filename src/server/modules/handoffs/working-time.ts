import type { WorkingHours } from '../../../contract/handoffs.ts'
import { type ClosedOn, isPublicHoliday } from '../../kernel/working-days.ts'

/** When one works, and where: by which clock, and without whose public holidays or days on which one is closed. */
export interface Work extends WorkingHours {
  readonly timeZone: string
  /** ISO 3166 code; null where nobody knows. */
  readonly country: string | null
  readonly closed: ClosedOn
}

interface Span {
  readonly from: number
  readonly until: number
}

/** The instant by which so many hours of work have passed since `start`. */
export function afterWorkingHours(start: Date, hours: number, work: Work): Date {
  let left = hours * 3_600_000
  for (let day = dayOf(start, work.timeZone); ; day = day.add({ days: 1 })) {
    const span = spanOf(day, work)
    if (span === null) continue
    const from = Math.max(span.from, start.getTime())
    const room = span.until - from
    if (room <= 0) continue
    if (left <= room) return new Date(from + left)
    left -= room
  }
}

/** Minutes of work between two instants, whole ones. */
export function workingMinutes(start: Date, end: Date, work: Work): number {
  const last = dayOf(end, work.timeZone)
  let sum = 0
  for (let day = dayOf(start, work.timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const span = spanOf(day, work)
    if (span === null) continue
    sum += Math.max(0, Math.min(span.until, end.getTime()) - Math.max(span.from, start.getTime()))
  }
  return Math.floor(sum / 60_000)
}

function dayOf(instant: Date, timeZone: string): Temporal.PlainDate {
  return instant.toTemporalInstant().toZonedDateTimeISO(timeZone).toPlainDate()
}

/** When a day's work begins and ends; null on a day without any. */
function spanOf(day: Temporal.PlainDate, { days, fromMinute, untilMinute, ...where }: Work): Span | null {
  const { timeZone, country, closed } = where
  const date = day.toString()
  if (!days.includes(day.dayOfWeek) || closed(date, country) !== null || isPublicHoliday(date, country)) return null
  // By the clock on the wall: a night in which the clock is put forward takes no hour of work.
  const at = (minute: number) => {
    const local = day.toPlainDateTime().add({ minutes: minute })
    return local.toZonedDateTime(timeZone).epochMilliseconds
  }
  const span = { from: at(fromMinute), until: at(untilMinute) }
  return span.until > span.from ? span : null
}
