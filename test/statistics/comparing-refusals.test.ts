import { expect, test } from 'vitest'
import {
  ImpossibleInput,
  type SurvivalRow,
  alwaysValid,
  brierScore,
  calibration,
  clopperPearson,
  compareIncidence,
  conformalLimits,
  coxRegression,
  designEffect,
  expectedPurchaseValue,
  expectedPurchases,
  homogeneity,
  incidenceDifference,
  isotonic,
  isotonicAt,
  judgeShares,
  leastDetectableShare,
  logisticRegression,
  logisticScore,
  meanDifference,
  netPromoter,
  platt,
  repurchase,
  rocArea,
  sampleRatio,
  shareDifference,
  sharePower,
  shareSampleSize,
  shrunkenEstimates,
  shrunkenShares,
  shuffledHomogeneity,
  spending,
  stillBuying,
  stratifiedLogRank,
  weeksNeeded,
} from '../../src/statistics/index.ts'
import { seen } from './kit.ts'

const row = { entry: -0.5, time: 3, cause: 1, count: 1, cluster: null }
const trials = { cluster: null, successes: 1, trials: 2 }
const sums = { cluster: 'Anna', n: 2, sum: 3, sumOfSquares: 5 }
const law = { r: 1, alpha: 10, a: 1, b: 3 }
const buyer = { repeats: 1, last: 3, watched: 5, count: 1 }
const spender = { purchases: 2, average: 10, count: 1 }
const difference = { estimate: 0.1, standardError: 0.05, degrees: 40, leastSeen: 20 }

test.each<[string, () => unknown]>([
  ['groups_differ_by_stratum', () => stratifiedLogRank([[[row], [row]], [[row]]])],
  ['time_not_after_entry', () => stratifiedLogRank([[[row], [{ ...row, time: -1 }]]])],
  ['day_before_start', () => incidenceDifference([row], [row], -1)],
  ['cause_not_whole', () => incidenceDifference([row], [row], 3, 0)],
  ['time_not_after_entry', () => compareIncidence([[row], [{ ...row, time: -1 }]], 3)],
  ['more_successes_than_trials', () => shareDifference([{ ...trials, successes: 3 }], [trials])],
  ['sums_impossible', () => meanDifference([{ ...sums, sumOfSquares: 4 }], [sums])],
  ['value_not_finite', () => meanDifference([{ ...sums, sum: Number.NaN }], [sums])],
  ['effect_not_positive', () => alwaysValid(difference, { plannedEffect: 0 })],
  ['confidence_outside_0_1', () => alwaysValid(difference, { plannedEffect: 0.1, confidence: 95 })],
  ['weights_differ_from_counts', () => sampleRatio([1, 2], [1])],
  ['weight_not_positive', () => sampleRatio([1, 2], [1, 0])],
  ['count_not_whole', () => sampleRatio([1, 2.5])],
  ['more_successes_than_trials', () => shrunkenShares([{ successes: 3, trials: 2 }])],
  ['confidence_outside_0_1', () => shrunkenEstimates([], 1)],
  ['more_successes_than_trials', () => judgeShares([{ successes: 3, trials: 2 }])],
  ['count_not_whole', () => judgeShares([], { leastTrials: 0.5 })],
  ['more_successes_than_trials', () => shuffledHomogeneity([{ successes: 3, trials: 2 }])],
  ['probability_outside_0_1', () => shareSampleSize({ base: 0.2, target: 1.2 })],
  ['probability_outside_0_1', () => shareSampleSize({ base: 0.2, target: 0.3 }, 1)],
  ['count_not_whole', () => sharePower({ base: 0.2, target: 0.3 }, -1)],
  ['number_not_positive', () => sharePower({ base: 0.2, target: 0.3, sharedClusters: 0 }, 10)],
  ['number_not_positive', () => designEffect(0, 0.1)],
  ['probability_outside_0_1', () => designEffect(10, 2)],
  ['number_not_positive', () => weeksNeeded({ perArm: 10, arrivalsAWeek: -1, horizonDays: 30 })],
  [
    'covariates_differ_in_number',
    () =>
      coxRegression([
        { ...row, covariates: [1] },
        { ...row, covariates: [] },
      ]),
  ],
  ['value_not_finite', () => coxRegression([{ ...row, covariates: [Number.NaN] }])],
  ['entry_before_start', () => coxRegression([{ ...row, entry: -2, covariates: [1] }])],
  ['more_successes_than_trials', () => clopperPearson(3, 2)],
  ['count_not_whole', () => netPromoter({ promoters: 1, passives: -1, detractors: 0 })],
  ['value_not_finite', () => rocArea([{ score: Infinity, successes: 1, trials: 2 }])],
  ['probability_outside_0_1', () => brierScore([{ score: 1.1, successes: 1, trials: 2 }])],
  ['probability_outside_0_1', () => calibration([{ score: -0.1, successes: 1, trials: 2 }])],
  ['count_not_whole', () => calibration([], 0)],
  ['more_successes_than_trials', () => isotonic([{ score: 1, successes: 3, trials: 2 }])],
  ['more_successes_than_trials', () => platt([{ score: 1, successes: 3, trials: 2 }])],
  ['penalty_negative', () => logisticRegression([], -1)],
  ['more_successes_than_trials', () => logisticRegression([{ covariates: [1], successes: 3, trials: 2 }])],
  ['value_not_finite', () => conformalLimits(1, [Number.NaN])],
  ['history_impossible', () => repurchase([{ ...buyer, last: 6 }])],
  ['history_impossible', () => repurchase([{ ...buyer, repeats: 0 }])],
  ['history_impossible', () => stillBuying(law, { ...buyer, last: 0 })],
  ['day_before_start', () => expectedPurchases(law, buyer, -1)],
  ['history_impossible', () => spending([{ ...spender, average: 0 }])],
  ['history_impossible', () => expectedPurchaseValue({ p: 1, q: 2, gamma: 3 }, { ...spender, purchases: 0 })],
])('%s (%#)', (code, call) => {
  expect(call).toThrow(ImpossibleInput)
  expect(call).toThrow(expect.objectContaining({ code }))
})

const nothing = { estimate: null, low: null, high: null }

test('nothing to say is said as nothing', () => {
  expect(stratifiedLogRank([])).toMatchObject({ degrees: 0, pValue: null })
  expect(incidenceDifference([], [row], 3)).toBeNull()
  expect(shareDifference([], [trials])).toBeNull()
  expect(compareIncidence([[row], []], 3)).toMatchObject({ pValue: null, groups: [{ estimate: 1 }, null] })
  expect(alwaysValid(null, { plannedEffect: 0.1 })).toBeNull()
  expect(sampleRatio([0, 0])).toMatchObject({ pValue: null, broken: false })
  expect(shrunkenShares([])).toMatchObject({ mean: null, strength: null, groups: [] })
  expect(shrunkenEstimates([])).toEqual({ mean: null, deviation: 0, groups: [] })
  expect(judgeShares([{ successes: 3, trials: 9 }])).toMatchObject({ verdict: 'not_enough', pValue: null })
  expect(clopperPearson(0, 0)).toEqual(nothing)
  expect(netPromoter({ promoters: 0, passives: 0, detractors: 0 })).toEqual({ n: 0, ...nothing })
  expect(rocArea([{ score: 1, successes: 2, trials: 2 }])).toEqual(nothing)
  // Of 7 shares of a seventh, added up, 0.9999999999999998 would be left, with limits.
  const errless = Array.from({ length: 56 }, (_, i) => ({ score: i, successes: Number(i > 48), trials: 1 }))
  expect(rocArea(errless)).toEqual({ estimate: 1, low: null, high: null })
  expect(brierScore([])).toEqual({ score: null, base: null, skill: null })
  expect(calibration([])).toEqual({ error: null, bins: [] })
  expect(isotonicAt([], 1)).toBeNull()
  expect(platt([{ score: 1, successes: 2, trials: 2 }])).toBeNull()
  expect(logisticRegression([{ covariates: [1], successes: 0, trials: 2 }])).toBeNull()
  expect(conformalLimits(100, [1, 2, 3], 0.95)).toEqual({ low: null, high: null })
  expect(repurchase([{ repeats: 0, last: 0, watched: 9, count: 5 }])).toBeNull()
  expect(repurchase([{ repeats: 10, last: 100, watched: 100, count: 5 }])).toBeNull()
  expect(spending([spender])).toBeNull()
  expect(expectedPurchaseValue({ p: 0.3, q: 0.2, gamma: 3 }, { purchases: 1, average: 3 })).toBeNull()
})

test('a difference that is looked at too early says nothing yet', () => {
  const early = { ...difference, leastSeen: 9 }
  expect(alwaysValid(early, { plannedEffect: 0.1 })).toEqual({ estimate: 0.1, low: null, high: null, pValue: 1 })
  expect(alwaysValid(early, { plannedEffect: 0.1, leastSeen: 5 })?.low).toBeLessThan(0.1)
})

test('one seller in each arm cannot be told from the arms', () => {
  const [anna, ben] = [
    { ...trials, cluster: 'Anna' },
    { ...trials, cluster: 'Ben' },
  ]
  expect(shareDifference([anna], [ben])).toBeNull()
  const plan = { base: 0.2, target: 0.4, clustered: { perArm: 1, correlation: 0.05 } }
  expect(shareSampleSize(plan)).toBeNull()
  expect(leastDetectableShare(plan, 1000)).toBeNull()
  expect(shareSampleSize({ base: 0.2, target: 0.22, clustered: { perArm: 5, correlation: 0.05 } })).toBeNull()
  expect(shareSampleSize({ base: 0.2, target: 0.2 })).toBeNull()
  expect(weeksNeeded({ perArm: 10, arrivalsAWeek: 0, horizonDays: 30 })).toBeNull()
})

const patient = (time: number, cause: number, ...covariates: number[]) => ({ ...seen([time, cause])[0], covariates })

test('a covariate that says nothing gets no coefficient, and the others theirs', () => {
  const rows = [patient(1, 1, 3, 1), patient(2, 1, 3, 0), patient(3, 0, 3, 1), patient(4, 1, 3, 0)].map((each) => ({
    ...row,
    ...each,
  })) satisfies SurvivalRow[]
  expect(coxRegression(rows).coefficients).toMatchObject([{ estimate: null }, { pValue: expect.closeTo(0.809, 3) }])
  // Everybody with a yes ends, nobody with a no: the ratio has no top.
  const split = [1, 2, 3, 4].map((time) => ({ ...row, time, cause: Number(time < 3), covariates: [Number(time < 3)] }))
  const model = coxRegression(split)
  expect(model.coefficients).toMatchObject([{ estimate: null, high: null }])
  expect(model.wald.pValue).toBeNull()
  expect(model.likelihoodRatio.pValue).toBeCloseTo(0.058, 3)
  const cases = [
    { covariates: [1, 7], successes: 3, trials: 4 },
    { covariates: [0, 7], successes: 1, trials: 4 },
  ]
  const scores = logisticRegression(cases, 0)
  expect(scores?.coefficients).toMatchObject([{ standardError: expect.any(Number) }, { standardised: 0 }])
  expect(() => scores && logisticScore(scores, [1])).toThrow(
    expect.objectContaining({ code: 'covariates_differ_in_number' }),
  )
})

test('judging: few are shuffled, equal ones are not ranked, unequal ones are drawn in', () => {
  const small = { successes: 1, trials: 2 }
  const equal = judgeShares([{ successes: 3, trials: 9 }, { successes: 4, trials: 10 }, small])
  expect(equal).toMatchObject({ verdict: 'within_chance', method: 'shuffled' })
  expect(equal.groups.every((group) => group.shrunken === null)).toBe(true)
  const unequal = judgeShares([{ successes: 20, trials: 100 }, { successes: 60, trials: 100 }, small])
  expect(unequal).toMatchObject({ verdict: 'differ', method: 'chi_square' })
  const [low, high, none] = unequal.groups.map((group) => group.shrunken?.estimate)
  expect(low).toBeGreaterThan(0.2)
  expect(high).toBeLessThan(0.6)
  expect(none).toBeUndefined()
})

test('two hundred thousand groups are compared like two', () => {
  const groups = Array.from({ length: 200_000 }, (_, i) => ({ successes: i % 2, trials: 1 }))
  expect(homogeneity(groups)).toMatchObject({ degrees: 199_999, leastExpected: 0.5 })
})
