import fc from 'fast-check'
import { expect, test } from 'vitest'
import { weekBeside } from '../../src/server/modules/glance/touches.ts'
import { wholeParts } from '../../src/web/glance/whole-parts.ts'

test('parts in whole units add up to the difference of the ends in whole units, each within one of what it was', () => {
  const minors = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 13 })
  fc.assert(
    fc.property(
      minors,
      fc.double({ min: 0, max: 1e9, noNaN: true }),
      fc.constantFrom(1, 100, 1000),
      (parts, before, unit) => {
        const now = parts.reduce((sum, part) => sum + part, before)
        const shown = wholeParts(before, now, parts, unit)
        expect(shown.parts.reduce((sum, part) => sum + part, 0)).toBe(shown.now - shown.before)
        for (const [place, part] of parts.entries())
          expect(Math.abs((shown.parts[place] ?? 0) - part)).toBeLessThanOrEqual(unit + 1e-3)
      },
    ),
  )
})

test.each([
  { week: 2, before: 3, verdict: 'not_enough' },
  { week: 10, before: 80, verdict: 'usual' },
  { week: 6, before: 80, verdict: 'usual' },
  { week: 0, before: 80, verdict: 'less' },
  { week: 25, before: 80, verdict: 'more' },
  { week: 12, before: 0, verdict: 'more' },
])('a week of $week touches beside $before in the eight before is $verdict', ({ week, before, verdict }) => {
  expect(weekBeside(week, before)).toEqual({ week, usual: before / 8, verdict })
})
