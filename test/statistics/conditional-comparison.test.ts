import { expect, test } from 'vitest'
import {
  type SurvivalRow,
  compareConditional,
  conditionalIncidence,
  conditionalQuantile,
  coxRegression,
  logRank,
  observedRatio,
} from '../../src/statistics/index.ts'

const row = (time: number, cause: number, count = 1): SurvivalRow => ({ entry: -0.5, time, cause, count })
const won = (days: readonly number[]) => days.map((time) => row(time, 1))
const upTo = (most: number, step = 1) => Array.from({ length: most }, (_, at) => (at + 1) * step)

test('a group that is quick is not taken for one that was followed for a short time', () => {
  // All of the quick ones are over by day 20; a horizon there would show the slow ones by their quickest alone.
  const quick = won(upTo(20))
  const slow = won(upTo(20, 10))
  const { groups, day, pValue } = compareConditional([quick, slow])
  // To day 110, when the last ten are at risk: by day 15 half of 20 + 11 are won, 15 of the quick ones and 1 of the slow.
  expect(day).toBe(15)
  expect(groups.map((group) => group?.estimate)).toEqual([expect.closeTo(0.75, 12), expect.closeTo(1 / 11, 12)])
  expect(pValue).toBeLessThan(0.001)
})

test('a group that wins more is not called quicker for it', () => {
  const days = upTo(30)
  const often = won(days)
  const seldom = days.flatMap((time) => [row(time, 1), row(time, 2, 3)])
  const { groups, pValue } = compareConditional([often, seldom])
  expect(groups[0]?.estimate).toBeCloseTo(groups[1]?.estimate ?? Number.NaN, 12)
  expect(pValue).toBeCloseTo(1, 6)
})

test('a group that was followed for longer is not called slower for it', () => {
  // The same forty days, of which the younger group has lived ten: beyond them nothing is compared.
  const old = won(upTo(40))
  const young = [...won(upTo(10)), row(10, 0, 30)]
  const { groups, horizon, pValue } = compareConditional([old, young])
  expect(horizon).toBe(10)
  expect(groups[0]?.estimate).toBeCloseTo(groups[1]?.estimate ?? Number.NaN, 12)
  expect(pValue).toBeCloseTo(1, 6)
})

test('alone, a group has the share that its own curve has on the day', () => {
  const rows = [...won([3, 5, 8, 8, 9, 12, 15, 16, 20, 22, 30, 31]), row(7, 2, 4), row(25, 0, 12)]
  const { groups, day, horizon } = compareConditional([rows, [row(4, 2, 9)]])
  const curve = conditionalIncidence(rows)
  expect([horizon, day]).toEqual([curve.horizon, conditionalQuantile(curve, 0.5).value])
  const step = curve.steps.findLast((each) => each.day <= (day ?? 0))
  expect(groups).toEqual([
    {
      estimate: expect.closeTo(step?.estimate ?? Number.NaN, 12),
      standardError: expect.closeTo(step?.standardError ?? Number.NaN, 12),
      low: expect.closeTo(step?.low ?? Number.NaN, 12),
      high: expect.closeTo(step?.high ?? Number.NaN, 12),
    },
    null,
  ])
})

test('groups that are alike are called different about once in twenty times', () => {
  const random = dice(7)
  let alarms = 0
  const rounds = 40
  for (let round = 0; round < rounds; round++) {
    const groups = Array.from({ length: 3 }, () =>
      Array.from({ length: 40 }, () => {
        const time = Math.floor(-40 * Math.log(1 - random()))
        const end = Math.min(time, 90)
        return row(end, end < time ? 0 : random() < 0.5 ? 1 : 2)
      }),
    )
    if ((compareConditional(groups).pValue ?? 1) < 0.05) alarms++
  }
  expect(alarms / rounds).toBeLessThan(0.2)
})

test('with too few ends there is nothing to compare', () => {
  expect(compareConditional([won([1, 2, 3]), won([4, 5, 6])])).toMatchObject({
    pValue: null,
    day: null,
    horizon: null,
    groups: [null, null],
  })
})

test('with very many ends the ratio of observed to expected is nearly that of Cox', () => {
  // On each of fifty days two in a hundred end of the one group, and a fifth more of the other.
  const groups = [100_000, 120_000].map((rate) => {
    let left = 5_000_000
    return upTo(50).map((time) => {
      const count = Math.round((left * rate) / 5_000_000)
      left -= count
      return row(time, 1, count)
    })
  })
  const ratio = observedRatio(logRank(groups).groups, 1)
  const small = groups.map((rows) => rows.map((each) => ({ ...each, count: Math.round(each.count / 1_000) })))
  const told = small.flatMap((rows, i) => rows.map((each) => ({ ...each, covariates: [i] })))
  expect(ratio?.hazardRatio).toBeCloseTo(coxRegression(told).coefficients[0]?.hazardRatio ?? Number.NaN, 1)
  expect(
    observedRatio(
      [
        { observed: 0, expected: 2 },
        { observed: 5, expected: 3 },
      ],
      0,
    ),
  ).toBeNull()
})

function dice(seed: number): () => number {
  let state = seed * 7919 + 12_345
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}
