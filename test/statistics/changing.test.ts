import { expect, test } from 'vitest'
import { type RiskCounts, changingLogRank, oneStepRatio } from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface Golden {
  name: string
  /** subject, first day, last day, ended, group, stratum */
  rows: number[][]
  degrees: [number]
  statistic: [number]
  pValue: [number]
  estimate?: [number]
  error?: [number]
}

/** Sums by day of spells: who is where from when to when. */
function countsOf(rows: readonly number[][]): RiskCounts {
  const days = Math.max(-1, ...rows.map(([, , last = 0]) => last)) + 1
  const column = () => Array<number>(days).fill(0)
  const counts = { entered: column(), left: column(), ended: column() }
  const count = (on: number[], day: number, times = 1) => void (on[day] = (on[day] ?? 0) + times)
  for (const [, first = 0, last = 0, ended = 0] of rows) {
    count(counts.entered, first)
    count(counts.left, last)
    count(counts.ended, last, ended)
  }
  return counts
}

test.each(golden<Golden[]>('changing'))('$name: the test and the ratio are those of R', ({ rows, ...wanted }) => {
  const strata = [...Map.groupBy(rows, (row) => row[5]).values()]
  const groups = Array.from({ length: wanted.degrees[0] + 1 }, (_, g) => g + 1)
  const found = changingLogRank(
    strata.map((stratum) => groups.map((group) => countsOf(stratum.filter((row) => row[4] === group)))),
  )
  expect(found.degrees).toBe(wanted.degrees[0])
  expectSame([found.statistic, found.pValue], [wanted.statistic[0], wanted.pValue[0]], 'test')
  const [, second] = found.groups
  if (!second || !wanted.estimate || !wanted.error) return
  const ratio = oneStepRatio(second)
  // R's information is kept to fewer digits.
  expectSame([ratio?.estimate, ratio?.standardError], [wanted.estimate[0], wanted.error[0]], 'ratio', 1e-6)
})

test('worked by hand: two days of one stage, one on which nobody is to be compared with', () => {
  // Day 3: 4 after it, of whom 2 are won, and 6 without, of whom 1 is won. Day 5: 2 and 3 at risk, one of the latter is won. Day 9: one left, and won.
  const after = { entered: [0, 0, 4], left: [0, 0, 0, 2, 0, 2], ended: [0, 0, 0, 2, 0, 0] }
  const without = {
    entered: [6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    left: [0, 0, 0, 3, 0, 2, 0, 0, 0, 1],
    ended: [0, 0, 0, 1, 0, 1, 0, 0, 0, 1],
  }
  const found = changingLogRank([[after, without]])
  const [own, others] = found.groups
  const expected = (3 * 4) / 10 + (1 * 2) / 5
  const variance = (3 * 4 * 6 * 7) / (10 * 10 * 9) + (1 * 2 * 3) / (5 * 5)
  expectSame([own?.observed, own?.expected, own?.variance], [2, expected, variance], 'after')
  // The win of day 9 counts nowhere: nobody was there to be compared with.
  expectSame([others?.observed, others?.expected], [2, 4 - expected], 'without')
  expectSame([found.statistic], [(2 - expected) ** 2 / variance], 'statistic')
  const ratio = own ? oneStepRatio(own) : null
  expectSame([ratio?.hazardRatio], [Math.exp((2 - expected) / variance)], 'ratio')
})

test('where no stage has both, there is nothing to compare', () => {
  const one = { entered: [3], left: [3], ended: [2] }
  const nobody = { entered: [], left: [], ended: [] }
  const found = changingLogRank([
    [one, nobody],
    [nobody, one],
  ])
  expect(found).toMatchObject({ degrees: 0, pValue: null })
  expect(found.groups.map(oneStepRatioOf)).toEqual([null, null])
  expect(() => changingLogRank([[one, nobody], [one]])).toThrow('groups_differ_by_stratum')
  expect(() => changingLogRank([[{ entered: [1], left: [1], ended: [2] }, one]])).toThrow('more_ends_than_at_risk')
})

const oneStepRatioOf = (group: Parameters<typeof oneStepRatio>[0]) => oneStepRatio(group)
