/** How far a forecast looks: to the end of the month, the quarter, the one after it, or the fiscal year, each from its first day. */
export const periods = ['month', 'quarter', 'two', 'year'] as const
export type Period = (typeof periods)[number]

/** The days of a period that a day lies in, both ends included; the fiscal year begins with a month, 1 to 12. */
export function daysOf(
  period: Period,
  day: string,
  firstMonth: number,
): { readonly from: string; readonly until: string } {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const into = (month - firstMonth + 12) % 12
  const [back, length] = ({ month: [0, 1], quarter: [into % 3, 3], two: [into % 3, 6], year: [into, 12] } as const)[
    period
  ]
  const first = (months: number, date = 1) =>
    new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10)
  return { from: first(-back), until: first(length - back, 0) }
}
