import { expect, test } from 'vitest'
import { type Trials, homogeneity, judgeShares, judgeSharesWithin } from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Golden {
  name: string
  /** stratum, group, successes, trials */
  cells: number[][]
  statistic: [number]
  degrees: [number]
  p: [number]
  shrunken: number[]
  error: number[]
}

const trialsOf = (rows: readonly (readonly number[])[]): Trials[] =>
  rows.map(([successes = 0, trials = 0]) => ({ successes, trials }))

test.each(golden<Golden[]>('within'))('$name: test and shares are those of R', ({ cells, p, shrunken, error }) => {
  const strata = [...Map.groupBy(cells, ([stratum]) => stratum).values()]
  const found = judgeSharesWithin(
    strata.map((own) => trialsOf(own.map(([, , successes = 0, trials = 0]) => [successes, trials]))),
    { significance: 1 },
  )
  // With a significance of 1 all of them differ, so that there is something to read.
  expect(found.verdict).toBe(found.pValue === 1 ? 'within_chance' : 'differ')
  expect(found.method).toBe('chi_square')
  expectSame([found.pValue], p, 'p')
  const drawn = found.groups.map((group) => group.shrunken)
  expectSame(
    drawn.map((each) => each?.estimate),
    shrunken,
    'shares',
  )
  const half = drawn.map((each) => ((each?.high ?? 0) - (each?.low ?? 0)) / 2)
  // Where neither limit is a share that cannot be.
  drawn.forEach((each, g) => {
    const isWhole = (each?.low ?? 0) > 0 && (each?.high ?? 1) < 1
    expect(isWhole).toBe(true)
    expectSame([half[g]], [1.959963984540054 * (error[g] ?? 0)], 'limits')
  })
})

test('one who got the easy cases is not ahead for that', () => {
  const easy = trialsOf([
    [80, 100],
    [16, 20],
  ])
  const hard = trialsOf([
    [2, 20],
    [10, 100],
  ])
  const together = trialsOf([
    [82, 120],
    [26, 120],
  ])
  expect(judgeShares(together).verdict).toBe('differ')
  const found = judgeSharesWithin([easy, hard])
  expect(found).toMatchObject({ verdict: 'within_chance', pValue: 1 })
  // What is shown is what was counted.
  expect(found.groups.map(({ plain }) => plain.estimate)).toEqual([82 / 120, 26 / 120])
  expect(found.groups.map(({ shrunken }) => shrunken)).toEqual([null, null])
})

test('in one stratum it is the test of shares, but for one case in n', () => {
  const groups = trialsOf([
    [30, 60],
    [12, 55],
    [20, 70],
  ])
  const { statistic } = homogeneity(groups)
  const found = judgeSharesWithin([groups], { leastTrials: 10 })
  expectSame([found.pValue], [Math.exp(-((statistic * 184) / 185) / 2)], 'p')
})

test('few successes are shuffled, few trials are not compared, and those alone in a stratum with nobody', () => {
  const few = judgeSharesWithin([
    trialsOf([
      [0, 12],
      [5, 11],
      [1, 2],
    ]),
    trialsOf([
      [0, 8],
      [3, 6],
      [0, 1],
    ]),
  ])
  expect(few).toMatchObject({ verdict: 'differ', method: 'shuffled' })
  expect(few.pValue).toBeLessThan(0.01)
  expect(few.groups.map(({ shrunken }) => shrunken !== null)).toEqual([true, true, false])
  const alone = judgeSharesWithin([
    trialsOf([
      [10, 20],
      [0, 0],
    ]),
    trialsOf([
      [0, 0],
      [3, 20],
    ]),
  ])
  expect(alone).toMatchObject({ verdict: 'not_enough', pValue: null, method: null })
  expect(judgeSharesWithin([])).toMatchObject({ verdict: 'not_enough', groups: [] })
  expect(() => judgeSharesWithin([trialsOf([[1, 2]]), []])).toThrow('groups_differ_by_stratum')
  expect(() => judgeSharesWithin([trialsOf([[3, 2]])])).toThrow('more_successes_than_trials')
})
