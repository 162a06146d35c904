import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { calendarFile } from '../../src/server/modules/appointments/calendar-file.ts'
import { freeTimes } from '../../src/server/modules/appointments/free-times.ts'
import { planReminders } from '../../src/server/modules/appointments/reminders.ts'
import {
  addWorkingDays,
  type ClosedOn,
  isPublicHoliday,
  isWorkingDay,
  workingDayBefore,
} from '../../src/server/kernel/working-days.ts'

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

test.each([
  ['midsummer eve', '2026-06-19', 'SE', true],
  ['the day before it', '2026-06-18', 'SE', false],
  ['Yom Kippur', '2026-09-21', 'IL', true],
  ['its eve, worked until noon', '2026-09-20', 'IL', false],
  ['Songkran', '2026-04-14', 'TH', true],
  ['the eve of the Ramadan feast', '2026-03-19', 'TR', false],
  ['its first day', '2026-03-20', 'TR', true],
  ['the last day of the feast of sacrifice', '2026-05-30', 'TR', true],
  ['the day after it', '2026-05-31', 'TR', false],
  ['Store bededag', '2023-05-05', 'DK', true],
  ['Store bededag, abolished', '2024-04-26', 'DK', false],
  ['the fourth of July, kept on the third', '2026-07-03', 'US', true],
  ['Christmas Eve from two o’clock on', '2026-12-24', 'DE', false],
  ['Christmas Eve, only observed', '2026-12-24', 'DK', false],
  ['Christmas Eve, with closed offices', '2026-12-24', 'SE', true],
  ['a country without a calendar', '2026-01-01', 'EH', false],
  ['nobody knows where', '2026-01-01', null, false],
])('%s, %s in %s: holiday %s', (_, day, country, expected) => {
  expect(isPublicHoliday(day, country)).toBe(expected)
})

test.each([
  ['midsummer', '2026-06-18', 1, 'SE', '2026-06-22'],
  ['Songkran and a weekend', '2026-04-10', 1, 'TH', '2026-04-16'],
  ['Christmas in Sweden', '2026-12-23', 2, 'SE', '2026-12-29'],
  ['a day of prayer that is worked by now', '2024-04-25', 1, 'DK', '2024-04-26'],
])('a wait goes over %s', (_, day, days, country, expected) => {
  expect(addWorkingDays(day, days, country)).toBe(expected)
})

test('a wait goes over days on which one is closed oneself, in the countries these are for', () => {
  const closed: ClosedOn = (day, country) => (day === '2026-11-27' && country !== 'IL' ? 'Stocktaking' : null)
  expect(isWorkingDay('2026-11-27', 'SE', closed)).toBe(false)
  expect(addWorkingDays('2026-11-26', 1, 'SE', closed)).toBe('2026-11-30')
  expect(addWorkingDays('2026-11-26', 1, 'IL', closed)).toBe('2026-11-29')
  expect(workingDayBefore('2026-11-30', 'SE', closed)).toBe('2026-11-26')
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
