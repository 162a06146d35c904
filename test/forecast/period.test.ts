import { expect, test } from 'vitest'
import { quarterOf } from '../../src/server/modules/forecast/periods.ts'
import { daysOf } from '../../src/web/forecast/period.ts'

test.each([
  ['month', '2026-11-23', 7, '2026-11-01', '2026-11-30'],
  ['quarter', '2026-11-23', 7, '2026-10-01', '2026-12-31'],
  ['quarter', '2026-11-23', 2, '2026-11-01', '2027-01-31'],
  ['two', '2026-11-23', 7, '2026-10-01', '2027-03-31'],
  ['year', '2026-11-23', 7, '2026-07-01', '2027-06-30'],
  ['year', '2026-06-30', 7, '2025-07-01', '2026-06-30'],
  ['year', '2028-02-29', 3, '2027-03-01', '2028-02-29'],
  ['month', '2028-02-10', 1, '2028-02-01', '2028-02-29'],
] as const)('the %s of %s, years beginning in month %i', (period, day, first, from, until) => {
  expect(daysOf(period, day, first)).toEqual({ from, until })
})

test('a quarter is the same on the screen as where nothing was chosen', () => {
  for (let month = 1; month <= 12; month++)
    for (const day of ['2026-01-31', '2026-04-01', '2026-09-15', '2026-12-31'])
      expect(daysOf('quarter', day, month)).toEqual(quarterOf(day, month))
})
