import { expect, test } from 'vitest'
import { emptyHistory } from '../../src/server/modules/measurement/columns.ts'
import { forgetFigures, remember } from '../../src/server/modules/measurement/remembered.ts'

test('a figure that was taken is given again until something changes or something else is asked', () => {
  const history = emptyHistory('UTC')
  const scope = { asOf: '2026-01-01', knownAt: new Date(), current: true, sees: null }
  let taken = 0
  const take = (asked: object) =>
    remember(history, 'winRate', { scope, byDay: 90, ...asked } as never, () => {
      taken += 1
      return taken
    })
  expect([take({}), take({}), take({ scope: { ...scope, knownAt: new Date(5) } })]).toEqual([1, 1, 1])
  expect([take({ rates: new Map([['EUR', 1]]) }), take({ rates: new Map([['EUR', 2]]) })]).toEqual([2, 3])
  // What was recorded later than is asked for counts in one and not in the other.
  history.facts.lastRecorded = Date.now() + 1_000
  expect([take({}), take({})]).toEqual([4, 5])
  history.facts.lastRecorded = 0
  forgetFigures(history)
  expect(take({})).toBe(6)
})
