import { describe, expect, test } from 'vitest'
import { dice } from '../../src/statistics/dice.ts'
import {
  ImpossibleInput,
  type Share,
  independentDifference,
  meanLimits,
  perEvent,
  ratioOfSums,
  sumRatio,
} from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Ratios {
  grown: Record<'now' | 'before' | 'wanted', number[]>[]
  margins: Record<'y' | 'x' | 'wanted', number[]>[]
  /** total, count, estimate, limits */
  each: number[][]
  left: Record<'values' | 'wanted', number[]>[]
}

const wanted = golden<Ratios>('ratios')
const told = ({ estimate, low, high }: Share) => [estimate, low, high]
const sums = (values: readonly number[]) => ({
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
})

describe('as R', () => {
  test.each(wanted.grown)('two sums of a number of amounts that is chance', ({ now, before, wanted: as }) => {
    expectSame(told(sumRatio(sums(now), sums(before))), as, 'growth')
  })
  test.each(wanted.margins)('a ratio of sums, leaving out one at a time', ({ y, x, wanted: as }) => {
    expectSame(told(ratioOfSums(y, x)), as, 'margin')
  })
  test.each(wanted.each)('a total of %d for each of %d', (total = 0, count = 0, ...as) => {
    expectSame(told(perEvent(total, count)), as, 'each')
  })
  test.each(wanted.left)('what is left of a mean', ({ values, wanted: as }) => {
    const { sum, sumOfSquares } = sums(values)
    const mean = meanLimits(values.length, sum, sumOfSquares)
    expectSame(told(independentDifference(mean, perEvent(9000, values.length))), as, 'left')
  })
})

const digits = (share: Share, places = 2) => told(share).map((value) => value && +value.toFixed(places))

test('by hand, as in docs/statistics.md', () => {
  const ten = (values: readonly number[]) => sums(values.flatMap((value) => Array<number>(10).fill(value)))
  expect(digits(sumRatio(ten([200, 400, 600]), ten([100, 200, 300, 400])))).toEqual([1.2, 0.71, 2.03])
  expect(digits(ratioOfSums([50, 60, 150], [100, 200, 300]))).toEqual([0.43, -0.01, 0.87])
  expect(digits(perEvent(8000, 8))).toEqual([1000, 507.51, 2316.27])
})

test('where there is nothing to go by, no limits are made up', () => {
  const nothing = [null, null, null]
  expect(told(sumRatio(sums([5]), sums([])))).toEqual(nothing)
  expect(told(sumRatio(sums([]), sums([5])))).toEqual([0, null, null])
  expect(told(ratioOfSums([], []))).toEqual(nothing)
  expect(told(ratioOfSums([1], [0]))).toEqual(nothing)
  expect(told(ratioOfSums([1], [4]))).toEqual([0.25, null, null])
  expect(told(ratioOfSums([1, 1], [4, 0]))).toEqual([0.5, null, null])
  expect(told(perEvent(100, 0))).toEqual(nothing)
  const known = { estimate: 5, low: 4, high: 6 }
  expect(told(independentDifference(known, { estimate: 2, low: null, high: null }))).toEqual([3, null, null])
  expect(told(independentDifference(known, perEvent(1, 0)))).toEqual(nothing)
})

test('what scales the amounts scales neither ratio; a margin that all have alike is sure', () => {
  const [now, before] = [
    [3, 9, 1, 4],
    [2, 6, 5],
  ] as const
  const tenfold = (values: readonly number[]) => sums(values.map((value) => value * 10))
  expectSame(told(sumRatio(tenfold(now), tenfold(before))), told(sumRatio(sums(now), sums(before))), 'scale')
  expectSame(told(ratioOfSums([1, 2, 4], [4, 8, 16])), [0.25, 0.25, 0.25], 'sure')
})

test.each<[string, () => unknown]>([
  ['value_not_finite', () => sumRatio({ sum: Number.NaN, sumOfSquares: 1 }, sums([1]))],
  ['value_not_finite', () => sumRatio({ sum: -1, sumOfSquares: 1 }, sums([1]))],
  ['value_not_finite', () => ratioOfSums([Number.NaN], [1])],
  ['value_not_finite', () => ratioOfSums([1], [-1])],
  ['index_outside', () => ratioOfSums([1], [1, 2])],
  ['value_not_finite', () => perEvent(-1, 3)],
  ['count_not_whole', () => perEvent(1, 1.5)],
])('%s is refused', (code, act) => {
  expect(act).toThrow(ImpossibleInput)
  expect(act).toThrow(expect.objectContaining({ code }))
})

/** Amounts as deals have them: many small ones, few large ones; how many come is chance. */
function made(seed: number) {
  const random = dice(seed)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return {
    normal,
    amount: (spread: number) => Math.exp(spread * normal()),
    count(mean: number) {
      let [count, left] = [0, Math.exp(-mean)]
      for (let at = random(); at > left && count < 1000; left *= mean / count) {
        at -= left
        count++
      }
      return count
    },
  }
}

const rounds = 1500
// Three standard errors of a share of 95 % in so many rounds are 1.7 points. Lopsided amounts cost some more.
const least = 0.915

describe('the limits hold the truth about as often as they say', () => {
  test.each([
    [5, 0.5],
    [30, 0.5],
    [10, 1],
    [100, 1],
  ])('of two sums of about %d amounts that differ by e^%d', (mean, spread) => {
    const { amount, count } = made(mean)
    const draw = (of: number) => sums(Array.from({ length: count(of) }, () => amount(spread)))
    const drawn = Array.from({ length: rounds }, () => sumRatio(draw(mean), draw(2 * mean)))
    const bounded = drawn.filter(({ low }) => low !== null)
    const held = bounded.filter(({ low, high }) => (low ?? 1) <= 0.5 && (high ?? 0) >= 0.5)
    expect(held.length / bounded.length).toBeGreaterThan(least)
  })

  test.each([
    [3, 1],
    [10, 1],
    [30, 1],
    [100, 0.5],
  ])('of a margin over %d deals whose amounts differ by e^%d', (n, spread) => {
    const { amount, normal } = made(n)
    const draw = () => {
      const x = Array.from({ length: n }, () => amount(spread))
      return ratioOfSums(
        x.map((each) => each * (0.4 + 0.15 * normal())),
        x,
      )
    }
    const drawn = Array.from({ length: rounds }, draw)
    const held = drawn.filter(({ low, high }) => (low ?? 1) <= 0.4 && (high ?? 0) >= 0.4)
    expect(held.length / rounds).toBeGreaterThan(least)
  })

  test.each([4, 20, 60])('of what each of about %d customers cost, and of what a deal then leaves', (mean) => {
    const { count, normal } = made(mean + 1)
    const drawn = Array.from({ length: rounds }, () => {
      const n = count(mean)
      const { sum, sumOfSquares } = sums(Array.from({ length: n }, () => 500 + 100 * normal()))
      const cost = perEvent(100 * mean, n)
      return { cost, left: independentDifference(meanLimits(n, sum, sumOfSquares), cost) }
    }).filter(({ left }) => left.low !== null)
    const holds = (truth: number) => (share: Share) => (share.low ?? truth + 1) <= truth && (share.high ?? 0) >= truth
    expect(drawn.filter(({ cost }) => holds(100)(cost)).length / drawn.length).toBeGreaterThan(least)
    expect(drawn.filter(({ left }) => holds(400)(left)).length / drawn.length).toBeGreaterThan(least)
  })
})
