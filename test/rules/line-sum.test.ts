import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sumOfLines } from '../../src/server/modules/deals/line-sum.ts'

test.each([
  ['nothing', [], 0],
  ['whole pieces', [[3, 12_550]], 37_650],
  ['a half to the even below', [[0.5, 1]], 0],
  ['a half to the even above', [[1.5, 1]], 2],
  ['a half that binary fractions miss', [[1.005, 100]], 100],
  ['and one that they overshoot', [[1.015, 100]], 102],
  ['a tiny quantity', [[1e-7, 10_000_000]], 1],
  [
    'each line by itself',
    [
      [0.5, 1],
      [0.5, 1],
      [0.5, 1],
    ],
    0,
  ],
] as const)('%s', (_, lines, sum) => {
  expect(sumOfLines(lines.map(([quantity, priceMinor]) => ({ quantity, priceMinor })))).toBe(sum)
})

test('a sum that no safe integer holds is no sum', () => {
  expect(sumOfLines([{ quantity: 1_000_000_000, priceMinor: Number.MAX_SAFE_INTEGER }])).toBeNull()
})

test('rounding moves a line by half a minor unit at most', () => {
  const hundredths = fc.integer({ min: 1, max: 1_000_000 })
  fc.assert(
    fc.property(hundredths, fc.integer({ min: 0, max: 100_000 }), (quantity, priceMinor) => {
      const exactHundredths = quantity * priceMinor
      const sum = sumOfLines([{ quantity: quantity / 100, priceMinor }]) ?? Number.NaN
      expect(Math.abs(sum * 100 - exactHundredths)).toBeLessThanOrEqual(50)
    }),
  )
})
