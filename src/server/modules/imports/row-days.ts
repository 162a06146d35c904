import { dayOf, startOfDay } from '../../kernel/context.ts'
import type { ReadDate } from './reading/dates.ts'

const instants = new Map<string, Date>()

/** The first instant of a day in the zone, or the moment that is said. */
export function instantOf(date: ReadDate, timeZone: string): Date {
  if (date.time !== null && date.offset !== null) return new Date(`${date.day}T${date.time}${date.offset}`)
  if (date.time !== null) {
    const local = Temporal.PlainDateTime.from(`${date.day}T${date.time}`).toZonedDateTime(timeZone)
    return new Date(local.epochMilliseconds)
  }
  // Finding midnight in a zone takes longer than all the rest of a row.
  const key = `${timeZone} ${date.day}`
  const known = instants.get(key)
  if (known) return known
  if (instants.size >= 20_000) instants.clear()
  const midnight = startOfDay(date.day, timeZone)
  instants.set(key, midnight)
  return midnight
}

export function dayIn(date: ReadDate, timeZone: string): string {
  return date.offset === null ? date.day : dayOf(instantOf(date, timeZone), timeZone)
}
