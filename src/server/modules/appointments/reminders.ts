import { startOfDay } from '../../kernel/context.ts'
import { type ClosedOn, workingDayBefore, workingHours } from '../../kernel/working-days.ts'
import type { Whereabouts } from './whereabouts.ts'

export interface PlannedReminder {
  readonly kind: 'message' | 'call'
  readonly dueAt: Date
}

const hourMs = 3_600_000
const callHoursBefore = 2

/**
 * What is done before an appointment: a message on the morning of the working day before, and a call two hours before, or in
 * the afternoon of the working day before where that would be before hours. All on the clock of whom one meets. What would be
 * due already is left out: an appointment in an hour needs none.
 */
export function planReminders(
  startsAt: Date,
  { country, timeZone }: Whereabouts,
  now: Date,
  closed?: ClosedOn,
): PlannedReminder[] {
  const start = startsAt.toTemporalInstant().toZonedDateTimeISO(timeZone)
  const day = start.toPlainDate().toString()
  const before = workingDayBefore(day, country, closed)
  const at = (on: string, hour: number) => new Date(startOfDay(on, timeZone).getTime() + hour * hourMs)
  const early = start.hour - callHoursBefore < workingHours.from
  const planned: PlannedReminder[] = [
    { kind: 'message', dueAt: at(before, workingHours.from) },
    {
      kind: 'call',
      dueAt: early ? at(before, workingHours.until - 2) : new Date(startsAt.getTime() - callHoursBefore * hourMs),
    },
  ]
  return planned.filter(({ dueAt }) => dueAt > now)
}
