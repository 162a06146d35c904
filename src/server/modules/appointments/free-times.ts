import { startOfDay } from '../../kernel/context.ts'
import { type ClosedOn, isWorkingDay, workingHours } from '../../kernel/working-days.ts'
import type { Whereabouts } from './whereabouts.ts'

export interface Taken {
  readonly startsAt: Date
  readonly minutes: number
}

interface Asked {
  readonly day: string
  readonly now: Date
  readonly minutes: number
  readonly theirs: Whereabouts
  readonly ours: Whereabouts
  readonly taken: readonly Taken[]
  readonly closed?: ClosedOn
}

export const daysLooked = 28
const most = 12
const mostOfADay = 4
const minuteMs = 60_000
const everyMinutes = 30
/** Nobody is ready sooner. */
const leastMinutesAhead = 60
/** Our own day may begin a little earlier and end a little later than theirs. */
const ourSlackHours = 2

/** The earliest half hours at which both sides work and nothing else is planned, a few of each day. */
export function freeTimes({ day, now, minutes, theirs, ours, taken, closed }: Asked): Date[] {
  const soonest = now.getTime() + leastMinutesAhead * minuteMs
  const found: Date[] = []
  for (let ahead = 0; ahead <= daysLooked && found.length < most; ahead++) {
    const start = startOfDay(day, theirs.timeZone, ahead)
    const date = start.toTemporalInstant().toZonedDateTimeISO(theirs.timeZone).toPlainDate().toString()
    if (!isWorkingDay(date, theirs.country)) continue
    const last = workingHours.until * 60 - minutes
    let ofDay = 0
    for (let minute = workingHours.from * 60; minute <= last && ofDay < mostOfADay; minute += everyMinutes) {
      const time = start.getTime() + minute * minuteMs
      if (time < soonest || !fitsUs(time, minutes, ours, closed) || isTaken(time, minutes, taken)) continue
      found.push(new Date(time))
      ofDay++
    }
  }
  return found.slice(0, most)
}

function fitsUs(time: number, minutes: number, { country, timeZone }: Whereabouts, closed?: ClosedOn): boolean {
  const at = new Date(time).toTemporalInstant().toZonedDateTimeISO(timeZone)
  const begins = at.hour * 60 + at.minute
  return (
    isWorkingDay(at.toPlainDate().toString(), country, closed) &&
    begins >= (workingHours.from - ourSlackHours) * 60 &&
    begins + minutes <= (workingHours.until + ourSlackHours) * 60
  )
}

function isTaken(time: number, minutes: number, taken: readonly Taken[]): boolean {
  const ends = time + minutes * minuteMs
  return taken.some(({ startsAt, minutes: long }) => {
    const begins = startsAt.getTime()
    return time < begins + long * minuteMs && begins < ends
  })
}
