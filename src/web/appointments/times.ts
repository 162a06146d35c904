import { parseDate, parseDateTime, toZoned } from '@internationalized/date'

/** The first instant of a day in a zone. */
export function startOfDay(day: string, zone: string): string {
  return toZoned(parseDate(day), zone).toAbsoluteString()
}

/** '2026-11-23' and '09:30' on the clock of a zone, as an instant; null where the time is none. */
export function instantAt(day: string, time: string, zone: string): string | null {
  return /^\d\d:\d\d$/.test(time) ? toZoned(parseDateTime(`${day}T${time}`), zone).toAbsoluteString() : null
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The time of an instant as a clock of the zone shows it to a program: '09:30'. */
export function clockOf(instant: string, zone: string): string {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  clocks.set(zone, clock)
  return clock.format(new Date(instant))
}

/** Whether clocks of two zones show the same time at an instant. */
export function isSameClock(instant: string, zone: string, other: string): boolean {
  return clockOf(instant, zone) === clockOf(instant, other)
}

/** 'Asia/Jerusalem' → 'Jerusalem'. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
}

/** The days of the week that a day is in, or that day alone. */
export function daysShown(day: string, isWeek: boolean, firstOfWeek: number): string[] {
  if (!isWeek) return [day]
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  const first = addDays(day, -((weekday - firstOfWeek + 7) % 7))
  return Array.from({ length: 7 }, (_, at) => addDays(first, at))
}

export function addDays(day: string, days: number): string {
  return parseDate(day).add({ days }).toString()
}
