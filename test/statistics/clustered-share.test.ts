import { expect, test } from 'vitest'
import { clusteredShare, wilson } from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Golden {
  name: string
  part: number[]
  whole: number[]
  effective: [number]
  share: number[]
}

function sumsOf(part: readonly number[], whole: readonly number[]) {
  const sum = (of: (x: number, n: number) => number) => part.reduce((total, x, at) => total + of(x, whole[at] ?? 0), 0)
  return {
    clusters: part.length,
    trials: sum((_, n) => n),
    successes: sum((x) => x),
    trialsSquared: sum((_, n) => n * n),
    successesSquared: sum((x) => x * x),
    products: sum((x, n) => x * n),
  }
}

test.each(golden<Golden[]>('clustered'))('the share of $name is that of R', ({ part, whole, effective, share }) => {
  const found = clusteredShare(sumsOf(part, whole))
  expectSame([found.effective, found.estimate, found.low, found.high], [...effective, ...share], 'share')
})

test('four questions that nobody asked in 164 deals are 164 times never, not 656 times', () => {
  const found = clusteredShare(sumsOf(Array<number>(164).fill(0), Array<number>(164).fill(4)))
  expect(found).toEqual({ ...wilson(0, 164), effective: 164 })
  expect(found.high).toBeCloseTo(0.0229, 4)
})

test('one deal tells no more than one, and none tells nothing', () => {
  expect(clusteredShare(sumsOf([2], [4])).effective).toBe(1)
  expect(clusteredShare(sumsOf([], []))).toEqual({ estimate: null, low: null, high: null, effective: null })
  expect(() => clusteredShare({ ...sumsOf([1], [2]), clusters: 3 })).toThrow('clusters_without_trials')
  expect(() => clusteredShare(sumsOf([3], [2]))).toThrow('more_successes_than_trials')
})
