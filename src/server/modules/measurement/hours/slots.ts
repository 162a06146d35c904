import { dayNumber, dayText } from '../history.ts'

/** Days that follow each other, of one week and one month. */
export interface Slot {
  readonly from: string
  /** Weeks back from the last day, and whether it is of the period asked about. */
  readonly week: number
  readonly isInPeriod: boolean
  /** The first day of its month; null before the months of the trend. */
  readonly month: string | null
}

/** Cuts the days up to the last one, from the period's first or that of so many months. */
export function slotsOf(from: string, to: string, months: number): Slot[] {
  const first = Temporal.PlainDate.from(to).with({ day: 1 })
  const trend = first.subtract({ months: months - 1 }).toString()
  const last = dayNumber(to)
  const slots: Slot[] = []
  for (let day = dayNumber(from < trend ? from : trend); day <= last; day++) {
    const text = dayText(day)
    const week = Math.floor((last - day) / 7)
    const month = text < trend ? null : `${text.slice(0, 7)}-01`
    const slot = { from: text, week, isInPeriod: text >= from, month }
    const before = slots.at(-1)
    if (before?.week !== week || before.month !== month || before.isInPeriod !== slot.isInPeriod) slots.push(slot)
  }
  return slots
}
