/**
 * Days and hours in which people of a country are called: its own weekend, Friday and Saturday in Israel, Sunday alone in
 * India. Public holidays are not known here. No country: Monday to Friday.
 */
export function isWorkingDay(day: string, country: string | null): boolean {
  return !weekendOf(country).includes(Temporal.PlainDate.from(day).dayOfWeek)
}

/** The day so many working days on; with 0 the day itself, or the first working day after it. */
export function addWorkingDays(day: string, workingDays: number, country: string | null): string {
  const weekend = weekendOf(country)
  let date = Temporal.PlainDate.from(day)
  let left = workingDays
  while (left > 0 || weekend.includes(date.dayOfWeek)) {
    date = date.add({ days: 1 })
    if (!weekend.includes(date.dayOfWeek)) left--
  }
  return date.toString()
}

/** The last working day before a day. */
export function workingDayBefore(day: string, country: string | null): string {
  let date = Temporal.PlainDate.from(day).subtract({ days: 1 })
  while (weekendOf(country).includes(date.dayOfWeek)) date = date.subtract({ days: 1 })
  return date.toString()
}

/** When one may call: from nine to five, on the clock of whom one calls. */
export const workingHours = { from: 9, until: 17 } as const

const monToFri: readonly number[] = [6, 7]
const weekends = new Map<string, readonly number[]>()

/** The days of the week without work, Monday 1 to Sunday 7. @param country ISO 3166 code */
function weekendOf(country: string | null): readonly number[] {
  if (country === null) return monToFri
  const known = weekends.get(country) ?? new Intl.Locale(`und-${country}`).getWeekInfo?.().weekend ?? monToFri
  weekends.set(country, known)
  return known
}
