import { expect, test } from 'vitest'
import {
  alwaysValid,
  brierScore,
  calibration,
  clopperPearson,
  compareIncidence,
  conformalLimits,
  coxRegression,
  dealOutcome,
  designEffect,
  differenceLimits,
  expectedPurchaseValue,
  expectedPurchases,
  isotonic,
  judgeShares,
  leastDetectableShare,
  logisticRegression,
  logisticScore,
  netPromoter,
  platt,
  rocArea,
  sampleRatio,
  shareDifference,
  shareSampleSize,
  shrunkenShares,
  shuffledHomogeneity,
  stillBuying,
  stratifiedLogRank,
  weeksNeeded,
} from '../../src/statistics/index.ts'
import { known, seen } from './kit.ts'

// The examples of docs/statistics.md.
const { open, won, lost } = dealOutcome
const deals: [time: number, cause: number][] = [
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
]
const ofAnna = (i: number) => i % 2 === 0
const isLarge = (i: number) => [0, 1, 4, 5, 8, 9].includes(i)
const some = (wanted: (i: number) => boolean) => seen(...deals.filter((_, i) => wanted(i)))
const digits = (values: readonly (number | null | undefined)[], places = 3) =>
  values.map((value) => +(value ?? NaN).toFixed(places))

test('Anna and Ben, large deals with large and small with small; won by day 50', () => {
  const strata = [isLarge, (i: number) => !isLarge(i)].map((stratum) =>
    [ofAnna, (i: number) => !ofAnna(i)].map((who) => some((i) => who(i) && stratum(i))),
  )
  const { groups, pValue } = stratifiedLogRank(strata)
  expect(digits([groups[0]?.expected, pValue], 2)).toEqual([2.57, 0.72])
  const byDay = compareIncidence([some(ofAnna), some((i) => !ofAnna(i))], 50)
  expect(
    digits(
      byDay.groups.flatMap((group) => [group?.estimate, group?.standardError]),
      2,
    ),
  ).toEqual([0.5, 0.25, 0.4, 0.22])
  expect(digits([byDay.statistic, byDay.pValue])).toEqual([0.088, 0.766])
})

test('five sellers: they differ, and less than it looks', () => {
  const sellers = [
    { successes: 12, trials: 20 },
    { successes: 45, trials: 90 },
    { successes: 30, trials: 100 },
    { successes: 2, trials: 10 },
    { successes: 9, trials: 60 },
  ]
  const judged = judgeShares(sellers)
  expect(judged).toMatchObject({ verdict: 'differ', method: 'shuffled', pValue: 0.0001 })
  expect(
    digits(
      judged.groups.map((group) => group.shrunken?.estimate),
      2,
    ),
  ).toEqual([0.52, 0.49, 0.3, 0.28, 0.18])
  const { mean, strength } = shrunkenShares(sellers)
  expect(digits([mean, strength])).toEqual([0.352, 9.906])
  const two = [
    { successes: 5, trials: 7 },
    { successes: 3, trials: 9 },
  ]
  expect(digits([shuffledHomogeneity(two)], 2)).toEqual([0.32])
})

test('an experiment: the coin, six sellers, a look on any day', () => {
  expect(digits([sampleRatio([480, 520]).statistic, sampleRatio([400, 520]).statistic], 1)).toEqual([1.6, 15.7])
  expect(sampleRatio([400, 520]).broken).toBe(true)
  const arm = (successes: Record<string, number>) =>
    Object.entries(successes).map(([cluster, own]) => ({ cluster, successes: own, trials: 20 }))
  const changed = arm({ Anna: 12, Ben: 5, Chen: 10 })
  const kept = arm({ Dana: 6, Eli: 3, Fay: 9 })
  const bySeller = known(shareDifference(changed, kept))
  expect(digits([bySeller.estimate, bySeller.standardError])).toEqual([0.15, 0.135])
  expect(digits(Object.values(differenceLimits(bySeller)), 2)).toEqual([-0.23, 0.53])
  const alone = [changed, kept].map((rows) => rows.map((row) => ({ ...row, cluster: null })))
  const byDeal = known(shareDifference(alone[0] ?? [], alone[1] ?? []))
  expect(digits([byDeal.standardError, ...Object.values(differenceLimits(byDeal))], 2)).toEqual([0.09, -0.02, 0.32])
  const reading = alwaysValid(byDeal, { plannedEffect: 0.15 })
  expect(digits([reading?.pValue, reading?.low, reading?.high], 2)).toEqual([0.68, -0.13, 0.43])
})

test('how many weeks', () => {
  const plan = { base: 0.2, target: 0.25 }
  const sellers = (perArm: number) => ({ ...plan, clustered: { perArm, correlation: 0.05 } })
  expect([plan, { ...plan, monitored: true }, sellers(100), sellers(10)].map((each) => shareSampleSize(each))).toEqual([
    1094,
    2121,
    2338,
    null,
  ])
  expect(weeksNeeded({ perArm: 1094, arrivalsAWeek: 40, horizonDays: 90 })).toEqual({ enrolling: 55, following: 13 })
  expect(digits([leastDetectableShare({ base: 0.2 }, 300), designEffect(20, 0.05)], 2)).toEqual([0.3, 1.95])
})

test('four deals, two of them referred: 2.56 times as quick', () => {
  const rows = seen([5, won], [10, won], [15, won], [20, open]).map((row, i) => ({ ...row, covariates: [1 - (i % 2)] }))
  const [referred] = coxRegression(rows).coefficients
  expect(referred?.hazardRatio).toBeCloseTo((1 + Math.sqrt(17)) / 2, 9)
  expect(digits([referred?.low, referred?.high], 1)).toEqual([0.2, 29.1])
})

test('5 of 7, and 40 answers', () => {
  const { low, high } = clopperPearson(5, 7)
  expect(digits([low, high], 2)).toEqual([0.29, 0.96])
  const few = netPromoter({ promoters: 20, passives: 12, detractors: 8 })
  const many = netPromoter({ promoters: 200, passives: 120, detractors: 80 })
  expect(digits([few.estimate, few.low, few.high, many.low, many.high], 0)).toEqual([30, 4, 52, 22, 37])
})

test('eight prospects and their chances', () => {
  const bought = [1, 1, 0, 1, 0, 1, 0, 0]
  const prospects = [0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1].map((score, i) => ({
    score,
    successes: bought[i] ?? 0,
    trials: 1,
  }))
  expect(rocArea(prospects).estimate).toBe(13 / 16)
  expect(digits([brierScore(prospects).score, brierScore(prospects).skill])).toEqual([0.175, 0.3])
  expect(calibration(prospects, 2).error).toBeCloseTo(0, 12)
  expect(isotonic(prospects).map(({ score, estimate }) => [score, estimate])).toEqual([
    [0.1, 0],
    [0.3, 0.5],
    [0.8, 1],
  ])
  const curve = known(platt(prospects))
  expect(
    digits(
      [0.9, 0.1].map((score) => logisticScore(curve, [score]).probability),
      2,
    ),
  ).toEqual([0.76, 0.24])
})

test('referred prospects: a score that adds up', () => {
  const prospects = [
    { covariates: [1], successes: 12, trials: 20 },
    { covariates: [0], successes: 8, trials: 40 },
  ]
  const model = known(logisticRegression(prospects, 0))
  const [referred, other] = [logisticScore(model, [1]), logisticScore(model, [0])]
  expect(digits([referred.intercept, ...referred.parts, ...other.parts], 4)).toEqual([-0.789, 1.1945, -0.5973])
  expect(digits([referred.logOdds, referred.probability], 4)).toEqual([0.4055, 0.6])
  const charged = logisticRegression(prospects, 1)
  expect(digits([model, charged].map((each) => each?.coefficients[0]?.standardised))).toEqual([0.845, 0.782])
})

test('nine earlier forecasts', () => {
  expect(conformalLimits(500, [-40, -25, -10, -5, 0, 5, 15, 30, 60], 0.8)).toEqual({ low: 460, high: 560 })
})

test('two customers, and what they pay', () => {
  const law = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
  const [lately, longAgo] = [30.43, 10].map((last) => ({ repeats: 2, last, watched: 38.86 }))
  const figures = [lately, longAgo].flatMap((buyer) =>
    buyer ? [stillBuying(law, buyer), expectedPurchases(law, buyer, 39)] : [],
  )
  expect(digits(figures, 2)).toEqual([0.73, 1.23, 0.27, 0.45])
  const spending = { p: 6.25, q: 3.74, gamma: 15.44 }
  const worth = [1, 10].map((purchases) => expectedPurchaseValue(spending, { purchases, average: 100 }))
  expect(digits(worth, 0)).toEqual([80, 97])
})
