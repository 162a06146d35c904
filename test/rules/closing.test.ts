import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimProblem, isAboveLimit } from '../../src/server/modules/closing/backing.ts'
import { afterWorkingHours, workingMinutes } from '../../src/server/modules/handoffs/working-time.ts'

describe('what is held out', () => {
  test.each([
    ['standing_room_only', null, null, 'missing'],
    ['standing_room_only', 'live', null, null],
    ['standing_room_only', 'expired', null, 'expired'],
    ['standing_room_only', 'ended', null, 'expired'],
    ['standing_room_only', 'used_up', null, 'used_up'],
    ['added_incentive', null, null, 'missing'],
    ['added_incentive', null, 'approved', null],
    ['added_incentive', null, 'waiting', 'waiting'],
    ['added_incentive', null, 'refused', 'refused'],
    ['added_incentive', null, 'expired', 'expired'],
    ['direct', null, null, null],
    // Also where no technique asks for it.
    ['direct', 'used_up', null, 'used_up'],
    ['summary', null, 'waiting', 'waiting'],
  ] as const)('by %s with %s and %s: %s', (technique, scarcity, incentive, problem) => {
    expect(claimProblem(technique, { scarcity, incentive })).toBe(problem)
  })

  test('a share of nothing is nothing', () => {
    expect(isAboveLimit(1, null, 100)).toBe(true)
    expect(isAboveLimit(0, null, 0)).toBe(false)
    expect(isAboveLimit(1_000, 10_000, 10)).toBe(false)
    expect(isAboveLimit(1_001, 10_000, 10)).toBe(true)
  })
})

const week = { days: [1, 2, 3, 4, 5], fromMinute: 9 * 60, untilMinute: 17 * 60, country: null, closed: () => null }
const at = (text: string) => new Date(`${text}:00Z`)

describe('hours of work', () => {
  test.each([
    ['within a day', '2026-03-02T09:00', 4, 'UTC', '2026-03-02T13:00'],
    ['over a night', '2026-03-02T16:00', 2, 'UTC', '2026-03-03T10:00'],
    ['over a weekend', '2026-03-06T16:00', 8, 'UTC', '2026-03-09T16:00'],
    ['begun at night', '2026-03-02T03:00', 1, 'UTC', '2026-03-02T10:00'],
    ['begun on a Sunday', '2026-03-01T12:00', 1, 'UTC', '2026-03-02T10:00'],
    ['where the clock is put forward in between', '2026-03-27T15:00', 2, 'Europe/Stockholm', '2026-03-30T08:00'],
  ])('%s', (_, start, hours, zone, end) => {
    const work = { ...week, timeZone: zone }
    expect(afterWorkingHours(at(start), hours, work)).toEqual(at(end))
    expect(workingMinutes(at(start), at(end), work)).toBe(hours * 60)
  })

  test('nobody works on a public holiday', () => {
    const work = { ...week, timeZone: 'Europe/Stockholm', country: 'SE' }
    expect(afterWorkingHours(at('2026-06-18T14:00'), 2, work)).toEqual(at('2026-06-22T08:00'))
    expect(workingMinutes(at('2026-06-18T14:00'), at('2026-06-22T08:00'), work)).toBe(120)
  })

  test('so many hours on, so many hours of work have passed, whatever the week', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 200 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.constantFrom('UTC', 'Asia/Jerusalem', 'Europe/Copenhagen', 'Asia/Bangkok'),
        fc.constantFrom(null, 'IL', 'DK', 'TH'),
        (start, hours, days, timeZone, country) => {
          const work = { ...week, days, timeZone, country }
          expect(workingMinutes(start, afterWorkingHours(start, hours, work), work)).toBe(hours * 60)
        },
      ),
      { numRuns: 50 },
    )
  })
})
