import { addDays, monthsLater } from '../people/day-of.ts'

/** '2026-03-02' → '2026-03'. */
export function monthOf(day: string): string {
  return day.slice(0, 7)
}

/** The days of a month in whole weeks, which begin with this day of the week: 1 is Monday, 7 Sunday. */
export function monthDays(month: string, firstOfWeek: number): string[] {
  const first = `${month}-01`
  const last = addDays(monthsLater(first, 1), -1)
  const start = addDays(first, -((weekdayOf(first) - firstOfWeek + 7) % 7))
  const length = Math.ceil((Date.parse(last) - Date.parse(start) + 86_400_000) / 86_400_000 / 7) * 7
  return Array.from({ length }, (_, at) => addDays(start, at))
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** With which day a week begins where the language is spoken; Monday where the browser does not know (ISO 8601). */
export function weekStart(locale: string): number {
  const known: unknown = new Intl.Locale(locale)
  const read: unknown = Reflect.get(Object(known), 'getWeekInfo')
  const info: unknown = typeof read === 'function' ? read.call(known) : Reflect.get(Object(known), 'weekInfo')
  const first: unknown = Reflect.get(Object(info), 'firstDay')
  return typeof first === 'number' ? first : 1
}
