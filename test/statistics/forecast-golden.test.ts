import { describe, expect, test } from 'vitest'
import {
  countTrend,
  forecastLimits,
  hazardsOfLate,
  intervalLoss,
  pinballLoss,
  seasonalHazards,
  trendAhead,
} from '../../src/statistics/index.ts'
import { golden } from './kit.ts'

interface Golden {
  hazards: {
    name: string[]
    times: [number]
    exposure: number[]
    events: number[]
    base: number[]
    season: number[]
    lateExposure: number[]
    lateEvents: number[]
    late: number[]
  }[]
  limits: {
    name: string[]
    delay: [number]
    earlier: [number, number, number, number][]
    low: [number]
    high: [number]
  }[]
  trends: {
    name: string[]
    counts: number[]
    level: [number]
    slope: [number]
    variance: [number, number, number, number]
    ahead: number[]
    off: [number]
  }[]
}
const cases = golden<Golden>('forecast')

describe.each(cases.hazards)('hazards of $name', ({ times, exposure, events, base, season, ...rest }) => {
  test('are what R finds', () => {
    const layout = { stages: 2, bands: 4, ages: [1, 3, 8, 20], groupOf: [0, 0, 1, 1], groups: 2, positions: 3 }
    const found = seasonalHazards(layout, Float64Array.from(exposure), Float64Array.from(events), times[0])
    expect(near(found.base)).toEqual(near(base))
    expect(near(found.season)).toEqual(near(season))
    const late = hazardsOfLate(layout, found, Float64Array.from(rest.lateExposure), Float64Array.from(rest.lateEvents))
    expect(near(late.base)).toEqual(near(rest.late))
  })
})

test.each(cases.limits)('limits after $name', ({ delay, earlier, low, high }) => {
  const before = earlier.map(([expected, variance, came, wins]) => ({ expected, variance, came, wins }))
  const found = forecastLimits({ expected: 100, variance: 200, wins: 50 }, before, { delay: delay[0] })
  expect(near([found.low, found.high])).toEqual(near([...low, ...high]))
})

test.each(cases.trends)('the trend of $name', ({ counts, level, slope, variance, ahead, off }) => {
  const found = countTrend(counts)
  if (found === null) throw new Error('something was counted')
  const { levelVariance, covariance, slopeVariance } = found
  expect(near([found.level, found.slope])).toEqual(near([...level, ...slope]))
  expect(near([levelVariance, covariance, covariance, slopeVariance])).toEqual(near(variance))
  const next = trendAhead(found, ahead.length)
  expect(near([...next.expected, next.off])).toEqual(near([...ahead, ...off]))
})

test('nothing counted has no trend, and what is no count is refused', () => {
  expect(countTrend([])).toBeNull()
  expect(countTrend([0, 0, 0])).toBeNull()
  expect(() => countTrend([1, -1])).toThrow('count_not_whole')
  expect(() => countTrend([1.5])).toThrow('count_not_whole')
})

test('a chance that has fallen with age goes on falling where nothing was seen, as docs/statistics.md works them', () => {
  const layout = { stages: 1, bands: 4, ages: [2, 8, 32, 128], groupOf: [0, 0, 0, 0], groups: 1, positions: 1 }
  const { base } = seasonalHazards(layout, Float64Array.of(2000, 4000, 8000, 0), Float64Array.of(40, 40, 40, 0), 1)
  expect(Array.from(base, (each) => Math.round(each * 1e5))).toEqual([1881, 1023, 504, 273])
})

test('a month that nobody has seen yet is as those that were seen, however unlike the ages are', () => {
  const layout = { stages: 1, bands: 3, ages: [1, 4, 16], groupOf: [0, 0, 0], groups: 1, positions: 3 }
  const inFirst = (...values: number[]) => Float64Array.from({ length: 9 }, (_, place) => values[place] ?? 0)
  const { season } = seasonalHazards(layout, inFirst(200, 1000, 9000), inFirst(100, 10, 100), 1)
  expect(near(season)).toEqual([1, 1, 1])
})

test('months that differ as months do are no season until they are seen again', () => {
  const layout = { stages: 1, bands: 1, ages: [1], groupOf: [0], groups: 1, positions: 3 }
  const after = (times: number, ...events: number[]) =>
    Array.from(seasonalHazards(layout, Float64Array.of(2000, 2000, 2000), Float64Array.from(events), times).season)
  expect(after(1, 440, 400, 360)).toEqual([1, 1, 1])
  const [first = 0, , last = 0] = after(8, 440, 400, 360)
  expect(first).toBeGreaterThan(1.07)
  expect(last).toBeLessThan(0.93)
  // What nobody would take for luck is believed at once.
  expect(after(1, 900, 180, 120)[0]).toBeGreaterThan(2)
})

test('nothing that ended has no hazard, and what is certain is no loss', () => {
  const layout = { stages: 1, bands: 1, ages: [1], groupOf: [0], groups: 1, positions: 1 }
  expect(seasonalHazards(layout, Float64Array.of(100), Float64Array.of(0), 1).base).toEqual(Float64Array.of(0))
  expect(forecastLimits({ expected: 0, variance: 0, wins: 0 }, [])).toEqual({ low: 0, high: 0 })
  expect(pinballLoss(10, 14, 0.9)).toBeCloseTo(3.6, 12)
  expect(pinballLoss(10, 6, 0.9)).toBeCloseTo(0.4, 12)
  expect(intervalLoss({ low: 0, high: 10 }, 5)).toBeCloseTo(0.5, 12)
  expect(intervalLoss({ low: null, high: 10 }, 5)).toBeNull()
})

test('what is not finite is refused', () => {
  expect(() => forecastLimits({ expected: Number.NaN, variance: 0, wins: 0 }, [])).toThrow('value_not_finite')
})

function near(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(9)))
}

test('thirteen weeks of ever more deals, as docs/statistics.md works them', () => {
  const trend = countTrend([10, 14, 13, 17, 22, 21, 29, 33, 38, 40, 52, 55, 63])
  if (trend === null) throw new Error('something was counted')
  const { expected, off } = trendAhead(trend, 13)
  expect([trend.level, expected[0], expected[12]].map((each) => Math.round(each ?? 0))).toEqual([44, 46, 76])
  expect([trend.slope, off].map((each) => Number(each.toFixed(3)))).toEqual([0.059, 0.142])
})

test('a week without a win, and nine earlier errors, as docs/statistics.md works them', () => {
  const layout = { stages: 1, bands: 2, ages: [3, 14], groupOf: [0, 0], groups: 1, positions: 1 }
  const { base } = seasonalHazards(layout, Float64Array.of(70, 230), Float64Array.of(0, 6), 1)
  expect(base[0]).toBeCloseTo(0.0118, 3)
  const earlier = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => ({ expected: 0, variance: 100, wins: 400, came: tenth }))
  const { low, high } = forecastLimits({ expected: 100, variance: 200, wins: 400 }, earlier)
  expect([Math.round(low), Math.round(high)]).toEqual([84, 116])
  const first = forecastLimits({ expected: 100, variance: 200, wins: 400 }, [])
  expect([Math.round(first.low), Math.round(first.high)]).toEqual([76, 124])
})
