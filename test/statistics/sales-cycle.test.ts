import { expect, test } from 'vitest'
import {
  cumulativeIncidence,
  cycleLength,
  dealOutcome,
  homogeneity,
  incidenceAt,
  kaplanMeier,
  logRank,
  newcombeDifference,
  quantile,
  restrictedMean,
  survivalAt,
  winRate,
} from '../../src/statistics/index.ts'
import { seen } from './kit.ts'

const { open, won, lost, disqualified } = dealOutcome

// The ten deals of docs/statistics.md.
const tenDeals = seen(
  [10, won],
  [20, won],
  [20, lost],
  [30, won],
  [30, open],
  [40, lost],
  [50, won],
  [60, open],
  [80, open],
  [90, won],
)

test('ten deals by hand: half of them have an outcome after 40 days, closed ones average 37', () => {
  const cycle = cycleLength(tenDeals, { atRiskAtLeast: 1 })
  expect(cycle).toMatchObject({ n: 10, won: 5, lost: 2, disqualified: 0, notNow: 0, open: 3 })
  expect(cycle.closedOnly.mean).toBeCloseTo(260 / 7, 12)
  expect(cycle.closedOnly).toMatchObject({ median: 30, meanWon: 40, medianWon: 30 })
  const survival = cycle.timeToOutcome.survival.map(({ day, atRisk, estimate }) => [day, atRisk, +estimate.toFixed(4)])
  expect(survival).toEqual([
    [10, 10, 0.9],
    [20, 9, 0.7],
    [30, 7, 0.6],
    [40, 5, 0.48],
    [50, 4, 0.36],
    [60, 3, 0.36],
    [80, 2, 0.36],
    [90, 1, 0],
  ])
  expect(cycle.timeToOutcome.median.value).toBe(40)
})

test('ten deals by hand: by day 50, 42 % are won, 22 % lost, 36 % open', () => {
  const rate = winRate(tenDeals, 50)
  expect(rate.won.estimate).toBeCloseTo(0.42, 12)
  expect(rate.lost.estimate).toBeCloseTo(0.22, 12)
  expect(rate.open.estimate).toBeCloseTo(0.36, 12)
  expect(rate.disqualified).toEqual({ estimate: 0, low: null, high: null })
  expect(rate.closedOnly).toMatchObject({ won: 5, closed: 7, estimate: 5 / 7 })
})

test('ten deals by hand: limits, restricted mean, time to signature', () => {
  const curve = kaplanMeier(tenDeals)
  expect(survivalAt(curve, 40)?.low).toBeCloseTo(0.48 ** 2.4896, 4)
  expect(survivalAt(curve, 40)?.high).toBeCloseTo(0.48 ** 0.4017, 4)
  expect(cycleLength(tenDeals).timeToOutcome.median).toEqual({ value: 40, low: 10, high: null })
  expect(restrictedMean(curve, 90)?.value).toBeCloseTo(51.2, 12)
  expect(incidenceAt(cumulativeIncidence(tenDeals), 20)?.causes[0]?.standardError).toBeCloseTo(Math.sqrt(0.016), 12)
  const { median, quartiles, p80, horizon } = cycleLength(tenDeals, { atRiskAtLeast: 2 }).timeToSignature
  expect([quartiles.lower.value, median.value, quartiles.upper.value, horizon]).toEqual([20, 30, 50, 80])
  expect(p80.value).toBe(50)
})

test('ten deals by hand: three that came into view after 25 days', () => {
  const late = tenDeals.map((deal, i) => ([5, 7, 9].includes(i) ? { ...deal, entry: 24.5 } : deal))
  const { median, medianWithoutDelayedEntry, survival } = cycleLength(late).timeToOutcome
  expect(survival.slice(0, 4).map(({ atRisk, estimate }) => [atRisk, +estimate.toFixed(3)])).toEqual([
    [7, 0.857],
    [6, 0.571],
    [7, 0.49],
    [5, 0.392],
  ])
  expect([median.value, medianWithoutDelayedEntry.value]).toEqual([30, 40])
})

test('ten deals by hand: Anna and Ben, 5 of 7 and 3 of 9', () => {
  const { groups, statistic, pValue } = logRank([0, 1].map((side) => tenDeals.filter((_, i) => i % 2 === side)))
  expect(groups[0]?.observed).toBe(3)
  expect(groups[0]?.expected).toBeCloseTo(1 / 2 + 8 / 9 + 3 / 7 + 2 / 5 + 1 / 2, 12)
  expect(statistic).toBeCloseTo(0.05634, 5)
  expect(pValue).toBeCloseTo(0.812, 3)
  const [first, second] = [
    { successes: 5, trials: 7 },
    { successes: 3, trials: 9 },
  ]
  expect(homogeneity([first, second]).statistic).toBeCloseTo(16 / 7, 12)
  expect(newcombeDifference(first, second).low).toBeCloseTo(-0.0922, 4)
  const closed = tenDeals.filter((deal) => deal.cause !== open).map((deal) => ({ value: deal.time, count: 1 }))
  expect(quantile(closed, 0.25)).toBe(20)
})

test('a bought list disqualified in bulk shortens the time to outcome, not the time to signature', () => {
  const own = Array.from({ length: 60 }, (_, i) => seen([20 + i, i % 3 === 0 ? lost : won], [90, open])).flat()
  const list = [{ entry: -0.5, time: 1, cause: disqualified, count: 500 }]
  const before = cycleLength(own)
  const after = cycleLength([...own, ...list])
  expect(after.timeToOutcome.median.value).toBe(1)
  expect(before.timeToOutcome.median.value).toBeGreaterThan(70)
  expect(after.timeToSignature.median.value).toBe(before.timeToSignature.median.value)
  expect(after.timeToSignature.quartiles.upper.value).toBe(before.timeToSignature.quartiles.upper.value)
})

test('deals that came late into view: pretending they were watched from the start makes deals look longer', () => {
  const watched = Array.from({ length: 40 }, (_, i) => ({ entry: -0.5, time: 5 + i, cause: won, count: 1 }))
  const late = Array.from({ length: 40 }, (_, i) => ({ entry: 59.5, time: 61 + i, cause: won, count: 1 }))
  const { timeToOutcome, timeToSignature } = cycleLength([...watched, ...late])
  expect(timeToOutcome.medianWithoutDelayedEntry.value).toBeGreaterThan(timeToOutcome.median.value ?? Infinity)
  expect(timeToSignature.medianWithoutDelayedEntry.value).toBeGreaterThan(timeToSignature.median.value ?? Infinity)
  const { median, medianWithoutDelayedEntry } = cycleLength(watched).timeToSignature
  expect(medianWithoutDelayedEntry).toEqual(median)
})

test('nothing to say is said as nothing: no deals, no wins, a day nobody was followed to', () => {
  const nothing = { value: null, low: null, high: null }
  const empty = cycleLength([])
  expect(empty).toMatchObject({ n: 0, timeToSignature: { median: nothing, horizon: null } })
  expect(empty.timeToOutcome).toEqual({ median: nothing, medianWithoutDelayedEntry: nothing, survival: [] })
  expect(empty.closedOnly).toEqual({ mean: null, median: null, meanWon: null, medianWon: null })
  expect(cycleLength(seen([5, lost], [9, open])).timeToSignature.median).toEqual(nothing)
  const unknown = { estimate: null, low: null, high: null }
  expect(winRate([], 30)).toMatchObject({ won: unknown, open: unknown, closedOnly: { ...unknown, closed: 0 } })
  expect(winRate(seen([5, lost], [9, open]), 10)).toMatchObject({ won: unknown, open: unknown })
  expect(winRate(seen([5, lost], [9, won]), 10)).toMatchObject({ won: { estimate: 0.5 }, open: { estimate: 0 } })
  expect(winRate(seen([5, lost], [9, open]), 3)).toMatchObject({ won: { estimate: 0 }, open: { estimate: 1 } })
})
