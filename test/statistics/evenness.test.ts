import { expect, test } from 'vitest'
import { evenness } from '../../src/statistics/index.ts'
import { golden } from './kit.ts'

interface Case {
  name: string[]
  counts: number[]
  index: [number]
  low: [number]
  high: [number]
  pValue: [number]
}

test.each(golden<Case[]>('evenness'))('how evenly counts come: $name', ({ counts, index, low, high, pValue }) => {
  const found = evenness(counts)
  if (found === null) throw new Error('there is enough')
  const near = ([value]: [number]) => expect.closeTo(value, 8)
  expect(found).toEqual({ index: near(index), low: near(low), high: near(high), pValue: near(pValue) })
})

test('too few periods, or less than one a period, say nothing; what is no count is refused', () => {
  expect(evenness([4, 5, 3, 6, 2, 4, 5])).toBeNull()
  expect(evenness([0, 1, 0, 2, 0, 1, 0, 1, 0, 1])).toBeNull()
  expect(() => evenness([1, -1, 3, 4, 5, 6, 7, 8])).toThrow('count_not_whole')
})
