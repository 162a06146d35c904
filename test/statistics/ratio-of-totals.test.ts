import { expect, test } from 'vitest'
import { ratioOfTotals, welchTest } from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Golden {
  shares: { name: string; part: number[]; whole: number[]; estimate: [number]; se: [number]; limits: number[] }[]
  tests: { name: string; size: number[]; values: number[]; p: [number] }[]
}
const cases = golden<Golden>('totals')

test.each(cases.shares)('the share of $name is what R finds', ({ name, part, whole, estimate, se, limits }) => {
  const found = ratioOfTotals(whole.map((each, at) => ({ part: part[at] ?? 0, whole: each })))
  expectSame([found.estimate, found.standardError, found.low, found.high], [...estimate, ...se, ...limits], name)
})

test.each(cases.tests)('the test of $name is what R finds', ({ name, size, values, p }) => {
  let from = 0
  const groups = size.map((count) => {
    const own = values.slice(from, (from += count))
    // Of equal wholes the share is a mean.
    const { estimate, standardError, clusters } = ratioOfTotals(own.map((value) => ({ part: value, whole: 1 })))
    return { estimate: estimate ?? 0, standardError: standardError ?? 0, clusters }
  })
  expectSame([welchTest(groups)], p, name)
})

test('weeks without work say nothing, one week has no limits, one group nothing to differ from', () => {
  expect(ratioOfTotals([{ part: 0, whole: 0 }])).toMatchObject({ estimate: null, low: null, clusters: 0 })
  const week = { part: 10, whole: 40 }
  expect(ratioOfTotals([week, { part: 0, whole: 0 }])).toMatchObject({ estimate: 0.25, low: null, clusters: 1 })
  expect(welchTest([{ estimate: 0.5, standardError: 0.1, clusters: 9 }])).toBeNull()
})

test('what is no part, or has no standard error, is refused', () => {
  expect(() => ratioOfTotals([{ part: 3, whole: 2 }])).toThrow('no_part_of_whole')
  expect(() => ratioOfTotals([{ part: -1, whole: 2 }])).toThrow('no_part_of_whole')
  expect(() => welchTest([{ estimate: 0.5, standardError: 0, clusters: 9 }])).toThrow('no_standard_error')
})
