import { expect, test } from 'vitest'
import { afterWorkingDays, proposeStep, weekendOf } from '../../src/web/outreach/proposal.ts'

test.each([
  // 2026-03-06 is a Friday.
  ['2026-03-06', 1, 'sv-SE', '2026-03-09'],
  ['2026-03-06', 0, 'sv-SE', '2026-03-06'],
  ['2026-03-05', 3, 'da-DK', '2026-03-10'],
  // In Israel the week begins on Sunday.
  ['2026-03-05', 1, 'he', '2026-03-08'],
  ['2026-03-05', 2, 'he', '2026-03-09'],
])('%s and %i working days in %s is %s', (day, workingDays, locale, expected) => {
  expect(afterWorkingDays(day, workingDays, weekendOf(locale))).toBe(expected)
})

test('whoever said no is not called again by itself', () => {
  expect(proposeStep('refused', '2026-03-05', [6, 7])).toBeNull()
  expect(proposeStep('no_answer', '2026-03-05', [6, 7])).toEqual({ step: 'call_again', on: '2026-03-06' })
})
