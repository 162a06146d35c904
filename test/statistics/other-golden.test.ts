import { describe, expect, test } from 'vitest'
import {
  chiSquareTail,
  homogeneity,
  logRank,
  mean,
  newcombeDifference,
  quantile,
  wilson,
} from '../../src/statistics/index.ts'
import { expectSame, golden, subjects } from './kit.ts'

interface LogRankCase extends Record<'statistic' | 'degrees' | 'pValue', [number]> {
  name: string
  /** entry, time, cause, group */
  rows: number[][]
  observed?: number[]
  expected?: number[]
}

interface Shares {
  /** successes, trials, limits at 0.95, limits at 0.8 */
  wilson: number[][]
  homogeneity: ({ groups: number[][] } & Record<'statistic' | 'degrees' | 'pValue', [number]>)[]
  /** statistic, degrees, p */
  chiSquareTail: number[][]
  quantiles: ({ mean: [number] } & Record<'values' | 'chances' | 'quantiles', number[]>)[]
}

const shares = golden<Shares>('shares')

test.each(golden<LogRankCase[]>('log-rank'))('log-rank as R: $name', ({ rows, observed, expected, ...wanted }) => {
  const groups = [1, 2, 3, 4].slice(0, wanted.degrees[0] + 1)
  const ours = logRank(groups.map((group) => subjects(rows.filter((row) => row[3] === group))))
  expect(ours.degrees).toBe(wanted.degrees[0])
  expectSame([ours.statistic, ours.pValue], [wanted.statistic[0], wanted.pValue[0]], 'test')
  expect((ours.pValue ?? 0) / wanted.pValue[0]).toBeCloseTo(1, 6)
  if (observed && expected) {
    expectSame(
      ours.groups.map((group) => group.observed),
      observed,
      'observed',
    )
    expectSame(
      ours.groups.map((group) => group.expected),
      expected,
      'expected',
    )
  }
})

test.each(shares.wilson)('Wilson as R: %d of %d', (successes = 0, trials = 0, ...limits) => {
  const wide = wilson(successes, trials)
  const narrow = wilson(successes, trials, 0.8)
  expect(wide.estimate).toBe(successes / trials)
  expectSame([wide.low, wide.high, narrow.low, narrow.high], limits, 'limits')
})

// Table II of Newcombe 1998, method 10, as printed.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [6, 7, 2, 7, 0.0582, 0.8062],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [0, 10, 0, 20, -0.1611, 0.2775],
  [10, 10, 0, 20, 0.6791, 1],
])('Newcombe as printed: %d/%d − %d/%d', (a, m, b, n, low, high) => {
  const difference = newcombeDifference({ successes: a, trials: m }, { successes: b, trials: n })
  expect(difference.estimate).toBeCloseTo(a / m - b / n, 12)
  expect(difference.low).toBeCloseTo(low, 4)
  expect(difference.high).toBeCloseTo(high, 4)
})

test.each(shares.homogeneity)('χ² of shares as R: $groups', ({ groups, ...wanted }) => {
  const ours = homogeneity(groups.map(([successes = 0, trials = 0]) => ({ successes, trials })))
  expect(ours.degrees).toBe(wanted.degrees[0])
  expectSame([ours.statistic, ours.pValue], [wanted.statistic[0], wanted.pValue[0]], 'test')
})

test.each(shares.chiSquareTail)('χ² tail as R, relative: %d, %d degrees', (statistic = 0, degrees = 0, p = 0) => {
  expect((chiSquareTail(statistic, degrees) ?? 0) / p).toBeCloseTo(1, 9)
})

describe.each(shares.quantiles)('type 7 quantiles as R', ({ values, chances, quantiles, mean: average }) => {
  const counted = values.map((value) => ({ value, count: 1 }))
  test(`of ${values.length} values`, () => {
    expectSame(
      chances.map((p) => quantile(counted, p)),
      quantiles,
      'quantiles',
    )
    expectSame([mean(counted)], average, 'mean')
  })
})
