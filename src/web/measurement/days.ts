/** The calendar day it is now in a time zone, '2026-03-02'. */
export function todayIn(timeZone: string): string {
  // Of all locales Sweden's writes days as the contract does.
  return new Intl.DateTimeFormat('sv', { timeZone }).format(new Date())
}

/** The day so many days later, or earlier. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** Days from one day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
