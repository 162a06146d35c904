import { createRequire } from 'node:module'
import type Holidays from 'date-holidays'

/** What a workspace is closed for on a day, for what happens in a country; null where it works. */
export type ClosedOn = (day: string, country: string | null) => string | null

const neverClosed: ClosedOn = () => null

/**
 * Days and hours in which people of a country are called: not in its own weekend, Friday and Saturday in Israel, Sunday alone
 * in India, nor on its public holidays, nor while one is closed oneself. No country: Monday to Friday.
 */
export function isWorkingDay(day: string, country: string | null, closed = neverClosed): boolean {
  const isWeekend = weekendOf(country).includes(Temporal.PlainDate.from(day).dayOfWeek)
  return !isWeekend && closed(day, country) === null && !isPublicHoliday(day, country)
}

/** The day so many working days on; with 0 the day itself, or the first working day after it. */
export function addWorkingDays(day: string, workingDays: number, country: string | null, closed = neverClosed): string {
  let date = Temporal.PlainDate.from(day)
  let left = workingDays
  while (left > 0 || !isWorkingDay(date.toString(), country, closed)) {
    date = date.add({ days: 1 })
    if (isWorkingDay(date.toString(), country, closed)) left--
  }
  return date.toString()
}

/** The last working day before a day. */
export function workingDayBefore(day: string, country: string | null, closed = neverClosed): string {
  let date = Temporal.PlainDate.from(day)
  do date = date.subtract({ days: 1 })
  while (!isWorkingDay(date.toString(), country, closed))
  return date.toString()
}

/** The moment so many working days ago, at the same time of day. */
export function workingDaysBefore(
  now: Date,
  workingDays: number,
  timeZone: string,
  country: string | null,
  closed = neverClosed,
): Date {
  let zoned = now.toTemporalInstant().toZonedDateTimeISO(timeZone)
  for (let left = workingDays; left > 0; ) {
    zoned = zoned.subtract({ days: 1 })
    if (isWorkingDay(zoned.toPlainDate().toString(), country, closed)) left--
  }
  return new Date(zoned.epochMilliseconds)
}

/** When one may call: from nine to five, on the clock of whom one calls. */
export const workingHours = { from: 9, until: 17 } as const

const monToFri: readonly number[] = [6, 7]
const weekends = new Map<string, readonly number[]>()

/** The days of the week without work, Monday 1 to Sunday 7. @param country ISO 3166 code */
export function weekendOf(country: string | null): readonly number[] {
  if (country === null) return monToFri
  const known = weekends.get(country) ?? new Intl.Locale(`und-${country}`).getWeekInfo?.().weekend ?? monToFri
  weekends.set(country, known)
  return known
}

// Two megabytes of calendars, for whoever asks first and not at the start.
const require = createRequire(import.meta.url)
const holidays = new Map<string, ReadonlySet<string>>()

/**
 * Whether a day is a public holiday all over a country, or one on which its offices are closed. Half days are worked on, and so
 * is what is observed without being free.
 */
export function isPublicHoliday(day: string, country: string | null): boolean {
  if (country === null) return false
  const year = Number(day.slice(0, 4))
  const key = `${country} ${year}`
  const days = holidays.get(key) ?? holidaysOf(country, year)
  holidays.set(key, days)
  return days.has(day)
}

function holidaysOf(country: string, year: number): Set<string> {
  const Calendar: typeof Holidays = require('date-holidays')
  const calendar = new Calendar(country)
  const [timeZone = 'UTC'] = calendar.getTimezones()
  // What begins at the end of a year goes on in the next.
  const feasts = [...calendar.getHolidays(year - 1), ...calendar.getHolidays(year)]
  return new Set(
    feasts.filter(({ type }) => type === 'public' || type === 'bank').flatMap((feast) => daysIn(feast, timeZone)),
  )
}

/** The days whose working hours all lie within a feast: by the calendars of the moon it begins in the evening before. */
function daysIn({ start, end }: { readonly start: Date; readonly end: Date }, timeZone: string): string[] {
  const at = (moment: Date, hour: number) =>
    moment.toTemporalInstant().toZonedDateTimeISO(timeZone).subtract({ hours: hour })
  const first = at(start, workingHours.from).round({ smallestUnit: 'day', roundingMode: 'ceil' }).toPlainDate()
  const last = at(end, workingHours.until).toPlainDate()
  return Array.from({ length: first.until(last).days + 1 }, (_, ahead) => first.add({ days: ahead }).toString())
}
