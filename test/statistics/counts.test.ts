import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chiSquareTail, poissonLimits } from '../../src/statistics/index.ts'

describe('limits of a count', () => {
  test('leave as much on either side as they say, by the tail of χ²', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (count, share) => {
          const { low, high } = poissonLimits(count, share)
          const tail = (1 - share) / 2
          // P(X ≤ n) at a mean of λ is the tail of χ² with 2(n + 1) degrees at 2λ.
          expect(chiSquareTail(2 * (high ?? 0), 2 * (count + 1))).toBeCloseTo(tail, 9)
          expect(1 - (chiSquareTail(2 * (low ?? 0), 2 * count) ?? 0)).toBeCloseTo(tail, 9)
        },
      ),
      { numRuns: 50 },
    )
  })
})
