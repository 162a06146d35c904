import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  conditionalIncidence,
  conditionalQuantile,
  cumulativeIncidence,
  cycleLength,
  homogeneity,
  kaplanMeier,
  logRank,
  mean,
  newcombeDifference,
  quantile,
  quantileOfSorted,
  restrictedMean,
  survivalOn,
  winRate,
  wilson,
} from '../../src/statistics/index.ts'
import { aMillionRows, anyRows, expanded, expectSame } from './kit.ts'

const rows = anyRows({ late: true })
const holds = <T>(any: fc.Arbitrary<T>, property: (value: T) => void) => fc.assert(fc.property(any, property))

test('seen from the start and all ended, Kaplan–Meier is the share of longer deals, and its mean their mean', () => {
  holds(anyRows({ late: false, open: false }), (deals) => {
    const lengths = expanded(deals).map((deal) => deal.time)
    const curve = kaplanMeier(deals)
    const longer = curve.steps.map(({ day }) => lengths.filter((length) => length > day).length / lengths.length)
    expectSame(
      curve.steps.map((step) => step.estimate),
      longer,
      'share of longer deals',
    )
    const values = deals.map((deal) => ({ value: deal.time, count: deal.count }))
    expectSame([restrictedMean(curve, 25)?.value], [mean(values)], 'mean')
  })
})

test('on some days, seen from the start, survival is that of the curve, and the followed those who are still there', () => {
  holds(fc.tuple(anyRows({ late: false }), fc.array(fc.nat(60))), ([deals, days]) => {
    const { steps } = kaplanMeier(deals)
    const slow = days.map((day) => ({
      followed: deals.reduce((sum, { time, count }) => sum + (time >= day ? count : 0), 0),
      estimate: steps.findLast((step) => step.day <= day)?.estimate ?? 1,
    }))
    expect(survivalOn(deals, days)).toEqual(slow)
  })
})

test('rows grouped by day say what one row a deal says, in any order', () => {
  holds(fc.tuple(rows, fc.integer()), ([deals, seed]) => {
    const shuffled = fc.sample(fc.shuffledSubarray(expanded(deals), { minLength: expanded(deals).length }), {
      seed,
      numRuns: 1,
    })
    const again = shuffled[0] ?? []
    expect(kaplanMeier(again)).toEqual(kaplanMeier(deals))
    expect(cycleLength(again).closedOnly).toEqual(cycleLength(deals).closedOnly)
    const flat = (of: typeof deals) =>
      cumulativeIncidence(of, { causes: 3 }).steps.flatMap((step) =>
        [step.open, ...step.causes].flatMap((share) => [share.estimate, share.standardError, share.low, share.high]),
      )
    expectSame(flat(again), flat(deals), 'incidence', 1e-6)
    const halves = (of: typeof deals) =>
      logRank([of.filter((row) => row.time % 2), of.filter((row) => row.time % 2 === 0)])
    expectSame([halves(again).statistic], [halves(deals).statistic], 'log-rank')
  })
})

test('curves stay in [0, 1] and never turn back; limits contain the estimate', () => {
  holds(rows, (deals) => {
    let before = 1
    for (const { estimate, low, high } of kaplanMeier(deals).steps) {
      expect(estimate >= 0 && estimate <= before).toBe(true)
      expect((low ?? 0) >= 0 && (low ?? 0) <= estimate && estimate <= (high ?? 1) && (high ?? 1) <= 1).toBe(true)
      before = estimate
    }
    const { steps } = cumulativeIncidence(deals, { causes: 3 })
    const curves = [0, 1, 2].map((cause) => steps.flatMap((step) => step.causes.slice(cause, cause + 1)))
    for (const curve of [...curves, conditionalIncidence(deals, { atRiskAtLeast: 3 }).steps]) {
      let reached = 0
      for (const { estimate, low, high } of curve) {
        expect(estimate >= reached && estimate <= 1 + 1e-12).toBe(true)
        expect((low ?? 0) <= estimate + 1e-12 && estimate <= (high ?? 1) + 1e-12).toBe(true)
        reached = estimate
      }
    }
  })
})

test('open, won, lost and disqualified sum to one on every day', () => {
  holds(rows, (deals) => {
    for (const { open, causes } of cumulativeIncidence(deals, { causes: 3 }).steps) {
      expect(causes.reduce((total, share) => total + share.estimate, open.estimate)).toBeCloseTo(1, 12)
    }
  })
})

test('with one cause Aalen–Johansen is Kaplan–Meier turned over, seen from the start with its limits too', () => {
  holds(anyRows({ late: true, causes: 1 }), (deals) => {
    const survival = kaplanMeier(deals).steps.map((step) => 1 - step.estimate)
    expectSame(
      cumulativeIncidence(deals).steps.map((step) => step.causes[0]?.estimate),
      survival,
      'incidence',
    )
  })
  holds(anyRows({ late: false, causes: 1 }), (deals) => {
    const survival = kaplanMeier(deals).steps.map((step) => [step.low, step.high])
    const open = cumulativeIncidence(deals).steps.map((step) => [step.open.low, step.open.high])
    expectSame(open.flat(), survival.flat(), 'limits', 1e-7)
  })
})

test('seen from the start and all ended, the time to signature is that of the deals won', () => {
  holds(anyRows({ late: false, open: false }), (deals) => {
    const won = expanded(deals)
      .filter((deal) => deal.cause === 1)
      .map((deal) => deal.time)
    const middle = won.sort((a, b) => a - b)[Math.ceil(won.length / 2) - 1] ?? null
    expect(conditionalQuantile(conditionalIncidence(deals, { atRiskAtLeast: 1 }), 0.5).value).toBe(middle)
  })
})

test('a quantile of counted values is that of the values written out', () => {
  holds(fc.tuple(rows, fc.double({ min: 0, max: 1, noNaN: true })), ([deals, p]) => {
    const counted = deals.map((deal) => ({ value: deal.time, count: deal.count }))
    const written = expanded(deals).map((deal) => ({ value: deal.time, count: 1 }))
    expectSame([quantile(counted, p), mean(counted)], [quantile(written, p), mean(written)], 'quantile, mean')
    const sorted = written.map(({ value }) => value).toSorted((one, other) => one - other)
    expect(quantileOfSorted(sorted, p)).toBe(quantile(counted, p))
  })
})

test('shares: limits contain the share, the difference turns its sign with the sides, equal shares do not differ', () => {
  const trials = fc.tuple(fc.nat(50), fc.nat(50)).map(([a, b]) => ({ successes: a, trials: a + b + 1 }))
  holds(fc.tuple(trials, trials), ([a, b]) => {
    const { estimate, low, high } = wilson(a.successes, a.trials)
    expect((low ?? 1) <= (estimate ?? 0) && (estimate ?? 1) <= (high ?? 0)).toBe(true)
    const [there, back] = [newcombeDifference(a, b), newcombeDifference(b, a)]
    expectSame([there.low, there.high], [-(back.high ?? 0), -(back.low ?? 0)], 'turned')
    expect(homogeneity([a, a, { successes: 2 * a.successes, trials: 2 * a.trials }]).statistic).toBeCloseTo(0, 12)
    const test = homogeneity([a, b])
    expect(test.pValue).toBeCloseTo(homogeneity([b, a]).pValue ?? -1, 12)
  })
})

test('a million deals, one row each', { timeout: 30_000 }, () => {
  const deals = aMillionRows()
  const cycle = cycleLength(deals)
  const rate = winRate(deals, 90)
  expect(cycle.n).toBe(1_000_000)
  expect(cycle.timeToOutcome.survival.length).toBeLessThan(1000)
  expect(rate.open.estimate).toBeGreaterThan(0)
  expect(logRank([deals.filter((_, i) => i % 7 === 0), deals.filter((_, i) => i % 7 > 0)]).degrees).toBe(1)
})
