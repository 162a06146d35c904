import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { needKinds } from '../../src/contract/today.ts'
import { capacityOf, urgencyOf, worthOf } from '../../src/server/modules/today/worth.ts'

describe('how urgent something is', () => {
  test('an answer that somebody waits for comes before a step, a step before what nobody planned, that before what stalls', () => {
    const today = ['answer', 'step', 'nothing_planned', 'stalled'] as const
    expect(today.map((kind) => urgencyOf(kind, 0))).toEqual([2.5, 1.5, 1.2, 1])
  })

  test('it grows with the days that it is late, and ends somewhere; before it is due it can nearly wait', () => {
    expect([-40, -5, 0, 1, 4, 400].map((days) => urgencyOf('answer', days))).toEqual([1, 2, 2.5, 3, 4.5, 5])
  })

  test('it is never less than 1, nor less than the day before', () => {
    const days = fc.integer({ min: -1_000, max: 1_000 })
    fc.assert(
      fc.property(fc.constantFrom(...needKinds), days, (kind, late) => {
        expect(urgencyOf(kind, late)).toBeGreaterThanOrEqual(1)
        expect(urgencyOf(kind, late + 1)).toBeGreaterThanOrEqual(urgencyOf(kind, late))
      }),
    )
  })
})

test('worth is the product of its parts, and what is not known leaves it to the rest', () => {
  const known = { valueMinor: 1_000_00, isUsualValue: false, chance: 0.25, urgency: 1.5 }
  expect(worthOf(known).minor).toBe(375_00)
  expect(worthOf({ ...known, chance: null }).minor).toBe(1_500_00)
  expect(worthOf({ ...known, valueMinor: null, chance: null, urgency: 3 }).minor).toBe(3)
})

describe('what fits into a day', () => {
  test('is usual until there are ten days to learn from', () => {
    expect(capacityOf([])).toEqual({ things: 20, isOwn: false })
    expect(capacityOf([50, 50, 50, 50, 50, 50, 50, 50, 50])).toEqual({ things: 20, isOwn: false })
  })

  test('is what one did on a good day, not on the best, and never next to nothing', () => {
    expect(capacityOf([10, 12, 14, 16, 18, 20, 22, 24, 26, 90, 11, 13])).toEqual({ things: 22, isOwn: true })
    expect(capacityOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1])).toEqual({ things: 8, isOwn: true })
  })
})
