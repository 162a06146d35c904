import { describe, expect, test } from 'vitest'
import {
  ImpossibleInput,
  chiSquareTail,
  conditionalIncidence,
  conditionalQuantile,
  cumulativeIncidence,
  cycleLength,
  homogeneity,
  incidenceAt,
  kaplanMeier,
  logRank,
  mean,
  newcombeDifference,
  quantile,
  restrictedMean,
  survivalAt,
  survivalOn,
  survivalQuantile,
  wilson,
  winRate,
} from '../../src/statistics/index.ts'
import { seen } from './kit.ts'

const good = { entry: -0.5, time: 3, cause: 1, count: 1 }

describe.each([
  ['time_not_after_entry', { ...good, entry: 3 }],
  ['time_not_after_entry', { ...good, time: Number.NaN }],
  ['time_not_after_entry', { ...good, time: Infinity }],
  ['entry_before_start', { ...good, entry: -1 }],
  ['entry_before_start', { ...good, entry: Number.NaN }],
  ['count_not_whole', { ...good, count: -1 }],
  ['count_not_whole', { ...good, count: 0.5 }],
  ['cause_not_whole', { ...good, cause: -1 }],
  ['cause_not_whole', { ...good, cause: 1.5 }],
])('%s: %j', (code, row) => {
  test.each(Object.entries({ kaplanMeier, cumulativeIncidence, conditionalIncidence, cycleLength }))(
    '%s',
    (_, estimate) => {
      expect(() => estimate([good, row])).toThrow(expect.objectContaining({ code }))
    },
  )
  test('logRank', () => {
    expect(() => logRank([[good], [row]])).toThrow(expect.objectContaining({ code }))
  })
})

test.each<[string, () => unknown]>([
  ['cause_unknown', () => winRate(seen([3, 5]), 30)],
  ['cause_not_whole', () => conditionalIncidence([good], { cause: 0 })],
  ['confidence_outside_0_1', () => kaplanMeier([good], 1)],
  ['late_entry', () => survivalOn([{ ...good, entry: 1 }], [3])],
  ['day_not_whole', () => survivalOn([{ ...good, time: 2.5 }], [3])],
  ['count_not_whole', () => survivalOn([{ ...good, count: -1 }], [3])],
  ['confidence_outside_0_1', () => wilson(1, 2, 95)],
  ['probability_outside_0_1', () => survivalQuantile(kaplanMeier([good]), 1.5)],
  ['probability_outside_0_1', () => conditionalQuantile(conditionalIncidence([good]), -0.1)],
  ['probability_outside_0_1', () => quantile([], Number.NaN)],
  ['day_before_start', () => winRate([good], -1)],
  ['day_before_start', () => incidenceAt(cumulativeIncidence([good]), Number.NaN)],
  ['day_before_start', () => survivalAt(kaplanMeier([good]), -1)],
  ['day_before_start', () => restrictedMean(kaplanMeier([good]), -1)],
  ['more_successes_than_trials', () => wilson(3, 2)],
  ['count_not_whole', () => wilson(-1, 2)],
  ['count_not_whole', () => newcombeDifference({ successes: 1, trials: 2 }, { successes: 1, trials: 2.5 })],
  ['more_successes_than_trials', () => homogeneity([{ successes: 3, trials: 2 }])],
  ['statistic_negative', () => chiSquareTail(-1, 2)],
  ['count_not_whole', () => mean([{ value: 3, count: -1 }])],
  ['value_not_finite', () => mean([{ value: Number.NaN, count: 1 }])],
  ['value_not_finite', () => quantile([{ value: Infinity, count: 1 }], 0.5)],
])('%s (%#)', (code, call) => {
  expect(call).toThrow(ImpossibleInput)
  expect(call).toThrow(RangeError)
  expect(call).toThrow(expect.objectContaining({ code }))
})

test('rows that count nobody change nothing', () => {
  expect(kaplanMeier([good, { ...good, time: 9, count: 0 }])).toEqual(kaplanMeier([good]))
})

test('groups that cannot be compared get no p-value', () => {
  expect(logRank([[good], []])).toMatchObject({ degrees: 0, pValue: null })
  const early = seen([3, 1], [5, 1])
  const late = [
    { entry: 9.5, time: 12, cause: 1, count: 2 },
    { entry: 9.5, time: 15, cause: 1, count: 2 },
  ]
  expect(logRank([early, late])).toMatchObject({ degrees: 0, pValue: null })
  expect(
    homogeneity([
      { successes: 3, trials: 5 },
      { successes: 0, trials: 0 },
    ]),
  ).toMatchObject({ degrees: 0, pValue: null })
  expect(
    homogeneity([
      { successes: 0, trials: 5 },
      { successes: 0, trials: 9 },
    ]),
  ).toMatchObject({ statistic: 0, pValue: 1 })
  expect(homogeneity([])).toMatchObject({ statistic: 0, degrees: 0, pValue: null, leastExpected: 0 })
})

test('beyond the last day seen nothing is claimed while somebody is open', () => {
  const curve = kaplanMeier(seen([3, 1], [9, 0]))
  expect(survivalAt(curve, 0)).toEqual({ estimate: 1, low: null, high: null })
  expect(survivalAt(curve, 9)?.estimate).toBe(0.5)
  expect(survivalAt(curve, 10)).toBeNull()
  expect(restrictedMean(curve, 10)).toBeNull()
  expect(survivalAt(kaplanMeier(seen([3, 1])), 10)?.estimate).toBe(0)
  expect(newcombeDifference({ successes: 0, trials: 0 }, { successes: 1, trials: 2 }).estimate).toBeNull()
})

test('one cause against the rest: log-rank of wins takes losses as still open', () => {
  const wins = [seen([3, 1], [5, 2], [9, 1]), seen([4, 2], [6, 1], [12, 1])]
  const open = [seen([3, 1], [5, 0], [9, 1]), seen([4, 0], [6, 1], [12, 1])]
  expect(logRank(wins, 1)).toEqual(logRank(open))
})
