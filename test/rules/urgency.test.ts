import { expect, test } from 'vitest'
import { urgencies, urgencyOf } from '../../src/server/modules/deals/urgency.ts'

test.each([
  ['2026-03-01', 'overdue'],
  ['2026-03-02', 'today'],
  [null, 'nothing_planned'],
  ['2026-03-03', 'later'],
] as const)('a next step on %s is %s on 2 March', (on, urgency) => {
  expect(urgencyOf(on, '2026-03-02')).toBe(urgency)
})

test('most urgent first', () => {
  expect(urgencies).toEqual(['overdue', 'today', 'nothing_planned', 'later'])
})
