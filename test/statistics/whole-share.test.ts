import { expect, test } from 'vitest'
import { clopperPearson, withWholeLimits } from '../../src/statistics/index.ts'
import { seen } from './kit.ts'

const none = { estimate: 0, low: null, high: null }

test('none of fourteen is not surely none: the exact limit of those whose fate is known', () => {
  const lost = seen(...Array.from({ length: 14 }, (): [number, number] => [20, 2]))
  const found = withWholeLimits(none, lost, 90)
  expect(found).toEqual({ estimate: 0, low: 0, high: clopperPearson(0, 14).high })
  expect(found.high).toBeCloseTo(1 - 0.025 ** (1 / 14), 12)
  // Open ones that were not followed to the day tell nothing, those that were tell as much as ended ones.
  expect(withWholeLimits(none, [...lost, ...seen([30, 0], [60, 0])], 90)).toEqual(found)
  expect(withWholeLimits(none, [...lost, ...seen([90, 0])], 90).high).toBeLessThan(found.high ?? 0)
  // Nor do those that came under observation late: they might have ended before.
  expect(withWholeLimits(none, [...lost, { entry: 4.5, time: 95, cause: 2, count: 9 }], 90)).toEqual(found)
})

test('all of three are not surely all', () => {
  const won = seen([5, 1], [6, 1], [7, 1])
  expect(withWholeLimits({ estimate: 1, low: null, high: null }, won, 90)).toEqual(clopperPearson(3, 3))
})

test('what has limits keeps them, and of nobody there are none', () => {
  const share = { estimate: 0.5, low: 0.2, high: 0.7 }
  expect(withWholeLimits(share, seen([5, 1], [6, 2]), 90)).toEqual(share)
  expect(withWholeLimits(none, seen([5, 0]), 90)).toEqual(none)
  expect(withWholeLimits({ estimate: null, low: null, high: null }, seen([5, 1]), 90).estimate).toBeNull()
})
