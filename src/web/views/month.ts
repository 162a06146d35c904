/** A month, '2026-03', as the language calls it; Thai in years of the Buddha. */
export function monthName(locale: string, month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year, number - 1, 1),
  )
}
