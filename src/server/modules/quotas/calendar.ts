/** The months of a fiscal year, which begins with a month of the workspace's own. */
export interface Year {
  /** The first of a month. */
  readonly startsOn: string
  /** Twelve, or fewer where the calendar was changed. */
  readonly months: number
}

/** The fiscal year that a day belongs to, where years begin with a month, 1 to 12. */
export function yearOf(day: string, firstMonth: number): Year {
  const first = Temporal.PlainDate.from(day).with({ day: 1 })
  const since = (first.month - firstMonth + 12) % 12
  return { startsOn: first.subtract({ months: since }).toString(), months: 12 }
}

/** The first days of a year's months, and the day after the last month. */
export function monthStarts({ startsOn, months }: Year): string[] {
  const start = Temporal.PlainDate.from(startsOn)
  return Array.from({ length: months + 1 }, (_, month) => start.add({ months: month }).toString())
}

/** The day after the last of a year. */
export function endOf(year: Year): string {
  return Temporal.PlainDate.from(year.startsOn).add({ months: year.months }).toString()
}

/** Days from one to the other; negative if the other is earlier. */
export function daysBetween(from: string, until: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'days' }).days
}

/** How many days of [from, until) lie within [first, last); null is without end. */
export function daysWithin(
  { from, until }: { readonly from: string | null; readonly until: string | null },
  first: string,
  last: string,
): number {
  const begins = from !== null && from > first ? from : first
  const ends = until !== null && until < last ? until : last
  return Math.max(0, daysBetween(begins, ends))
}
