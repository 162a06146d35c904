/** The two days that '3/4/2020' may be; null if it is no such date. */
export function bothWays(cell: string): { readonly dmy: Date; readonly mdy: Date } | null {
  const [, first = '', second = '', year = ''] = /^(\d{1,2})\D+(\d{1,2})\D+(\d{4}|\d{2})(?!\d)/.exec(cell) ?? []
  if (year === '') return null
  const written = Number(year)
  // As the server reads them: two figures are of 1970 to 2069, and 2400 on are years of Buddha.
  const full = year.length === 2 ? written + (written < 70 ? 2000 : 1900) : written >= 2400 ? written - 543 : written
  const day = (month: string, date: string) => new Date(Date.UTC(full, Number(month) - 1, Number(date)))
  return { dmy: day(second, first), mdy: day(first, second) }
}
