import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarFile } from '../../src/server/modules/appointments/calendar-file.ts'
import { freeTimes } from '../../src/server/modules/appointments/free-times.ts'
import { planReminders } from '../../src/server/modules/appointments/reminders.ts'
import { addWorkingDays, isWorkingDay, workingDayBefore } from '../../src/server/kernel/working-days.ts'

const sweden = { country: 'SE', timeZone: 'Europe/Stockholm' }
const israel = { country: 'IL', timeZone: 'Asia/Jerusalem' }

test.each([
  // 2026-11-26 is a Thursday.
  ['2026-11-26', 1, 'SE', '2026-11-27'],
  ['2026-11-26', 2, 'SE', '2026-11-30'],
  ['2026-11-26', 1, 'IL', '2026-11-29'],
  ['2026-11-27', 0, 'IL', '2026-11-29'],
  ['2026-11-28', 0, 'IN', '2026-11-28'],
  ['2026-11-28', 0, null, '2026-11-30'],
])('%s and %i working days in %s is %s', (day, days, country, expected) => {
  expect(addWorkingDays(day, days, country)).toBe(expected)
})

test('the working day before lies before, and is one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.constantFrom('SE', 'IL', 'IN', null), (ahead, country) => {
      const day = Temporal.PlainDate.from('2024-01-01').add({ days: ahead }).toString()
      const before = workingDayBefore(day, country)
      expect(before < day).toBe(true)
      expect(isWorkingDay(before, country)).toBe(true)
    }),
  )
})

test.each([
  ['at eleven', '2026-11-30T10:00:00Z', ['2026-11-27T08:00:00.000Z', '2026-11-30T08:00:00.000Z']],
  ['at nine', '2026-11-30T08:00:00Z', ['2026-11-27T08:00:00.000Z', '2026-11-27T14:00:00.000Z']],
])('before a meeting on Monday %s a message is due on Friday morning, and a call', (_, startsAt, due) => {
  const planned = planReminders(new Date(startsAt), sweden, new Date('2026-11-20T08:00:00Z'))
  expect(planned.map(({ dueAt }) => dueAt.toISOString())).toEqual(due)
})

test('what would be due already is not planned', () => {
  const start = new Date('2026-11-30T10:00:00Z')
  expect(planReminders(start, sweden, new Date('2026-11-30T08:30:00Z'))).toEqual([])
})

test('between Stockholm and Jerusalem only Monday to Thursday are free', () => {
  const now = new Date('2026-11-26T10:00:00Z')
  const times = freeTimes({ day: '2026-11-26', now, minutes: 60, theirs: israel, ours: sweden, taken: [] })
  const days = times.map((time) => time.toTemporalInstant().toZonedDateTimeISO(israel.timeZone).dayOfWeek)
  expect(new Set(days)).toEqual(new Set([4, 1, 2]))
  expect(times).toHaveLength(12)
})

test('a line of a calendar file is never longer than 75 octets, whatever is written in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (title) => {
      const event = { id: 'x', title, place: null, startsAt: new Date(0), minutes: 30, sequence: 1 }
      const file = calendarFile({ ...event, isConfirmed: true, isCancelled: false, people: [] }, new Date(0))
      expect(file.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
    }),
  )
})
