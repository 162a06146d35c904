const dayMs = 86_400_000
export const years = 3
/** What COPY reads as null. */
export const none = '\\N'

/** Days as COPY takes them, counted from the first. */
export interface Calendar {
  /** The instant at an hour of a day since the first. */
  readonly at: (day: number, hour: number) => string
  readonly day: (sinceToday: number) => string
}

/** Instants as text, made once: a date is written for every day and not for every fact. */
export function calendarOf(now: Date): Calendar {
  const last = Math.floor(now.getTime() / dayMs)
  const texts = Array.from({ length: years * 365 + 60 }, (_, at) => {
    const day = textOf(last - years * 365 + at)
    return Array.from({ length: 24 }, (_, hour) => `${day} ${String(hour).padStart(2, '0')}:00Z`)
  })
  return {
    at: (day, hour) => texts[day]?.[hour] ?? none,
    day: (sinceToday) => textOf(last + sinceToday),
  }
}

function textOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}
