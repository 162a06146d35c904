/**
 * The moment so many working days ago: the same time of day, free days not counted.
 * @param weekend days of the week without work, Monday 1 to Sunday 7
 */
export function workingDaysBefore(now: Date, workingDays: number, timeZone: string, weekend: readonly number[]): Date {
  let zoned = now.toTemporalInstant().toZonedDateTimeISO(timeZone)
  for (let left = workingDays; left > 0; ) {
    zoned = zoned.subtract({ days: 1 })
    if (!weekend.includes(zoned.dayOfWeek)) left -= 1
  }
  return new Date(zoned.epochMilliseconds)
}

// The compiler does not know it yet.
type LocaleOfWeek = Intl.Locale & { getWeekInfo?(): { readonly weekend: readonly number[] } }

/** The days without work in a country, as the calendars of the world say; Saturday and Sunday where none is known. */
export function weekendIn(country: string | undefined): readonly number[] {
  if (country === undefined) return [6, 7]
  const locale: LocaleOfWeek = new Intl.Locale(`und-${country}`)
  return locale.getWeekInfo?.().weekend ?? [6, 7]
}
