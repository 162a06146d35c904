import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numbersOf, packNumbers } from '../../src/server/modules/measurement/packed-numbers.ts'

function unpacked(bytes: Uint8Array): number[] {
  const next = numbersOf(bytes)
  const numbers: number[] = []
  for (let number = next(); number >= 0; number = next()) numbers.push(number)
  return numbers
}

test('numbers come out as they went in', () => {
  const whole = fc.oneof(fc.nat(300), fc.nat(), fc.constantFrom(127, 128, 16_383, 16_384, 2 ** 31 - 1))
  fc.assert(
    fc.property(fc.array(whole), (numbers) => {
      expect(unpacked(packNumbers(numbers))).toEqual(numbers)
    }),
  )
})

test.each([
  [[], 0],
  [[0, 1, 127], 3],
  [[128, 16_383], 4],
  [[16_384, 2 ** 31 - 1], 8],
])('%j takes %i bytes', (numbers, bytes) => {
  expect(packNumbers(numbers)).toHaveLength(bytes)
})
