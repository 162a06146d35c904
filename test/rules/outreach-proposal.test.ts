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

test('a public holiday is passed over like a weekend', () => {
  const isOff = (day: string) => day === '2026-06-19' || weekendOf('sv-SE')(day)
  expect(proposeStep('no_answer', '2026-06-18', isOff)).toEqual({ step: 'call_again', on: '2026-06-22' })
})

test('after a no one comes again, two weeks later', () => {
  expect(proposeStep('refused', '2026-03-05', weekendOf('sv-SE'))).toEqual({ step: 'come_again', on: '2026-03-19' })
})
