import { startOfDay } from '../../kernel/context.ts'

/** Days are counted from today: -1 is yesterday. */
export interface Calendar {
  /** '2026-03-02'. */
  day(offset: number): string
  at(offset: number, minuteOfDay: number): Date
  /** That day, or the next one that people work on. */
  workday(offset: number): number
  /** 1 is January. */
  month(offset: number): number
}

// Where the week ends on Friday and Saturday.
const fridayZones = new Set(['Asia/Jerusalem', 'Asia/Riyadh', 'Africa/Cairo'])

export function calendarOf(today: string, timeZone: string): Calendar {
  const first = Temporal.PlainDate.from(today)
  const dates = new Map<number, Temporal.PlainDate>()
  const starts = new Map<number, number>()
  const date = (offset: number) => kept(dates, offset, () => first.add({ days: offset }))
  const free = new Set(fridayZones.has(timeZone) ? [5, 6] : [6, 7])
  const workday = (offset: number): number => (free.has(date(offset).dayOfWeek) ? workday(offset + 1) : offset)
  return {
    day: (offset) => date(offset).toString(),
    at: (offset, minuteOfDay) => {
      const start = kept(starts, offset, () => startOfDay(date(offset).toString(), timeZone).getTime())
      return new Date(start + minuteOfDay * 60_000)
    },
    workday,
    month: (offset) => date(offset).month,
  }
}

function kept<Value>(known: Map<number, Value>, offset: number, make: () => Value): Value {
  const value = known.get(offset) ?? make()
  known.set(offset, value)
  return value
}
