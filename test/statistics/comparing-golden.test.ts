import { expect, test } from 'vitest'
import {
  type ClusteredRow,
  type ClusteredSums,
  type Difference,
  compareIncidence,
  differenceLimits,
  incidenceDifference,
  leastDetectableShare,
  meanDifference,
  sampleRatio,
  shareDifference,
  sharePower,
  shareSampleSize,
  shrunkenEstimates,
  shrunkenShares,
  shuffledHomogeneity,
  stratifiedLogRank,
} from '../../src/statistics/index.ts'
import { expectSame, golden, subjects } from './kit.ts'

type Tested = Record<'statistic' | 'degrees' | 'pValue', [number]>

interface Comparing {
  /** entry, time, cause, group, stratum */
  logRank: (Tested & { name: string; rows: number[][]; observed?: number[]; expected?: number[] })[]
  /** cluster, value; expected: estimate, standard error, degrees */
  differences: { first: number[][]; second: number[][]; expected: number[] }[]
  lone: Record<'first' | 'second' | 'expected' | 'limits', number[]>[]
  /** entry, time, cause, cluster; lone: estimates, standard errors, Q, p */
  incidence: { day: [number]; first: number[][]; second: number[][]; expected: number[]; lone: number[] }[]
  ratio: (Tested & Record<'counts' | 'weights', number[]>)[]
  shrunken: ({ groups: number[][]; mean: [number]; strength: [number] } & Record<
    'estimate' | 'low' | 'high',
    number[]
  >)[]
  normal: ({ mean: [number]; deviation: [number] } & Record<
    'estimate' | 'error' | 'shrunken' | 'shrunkenError',
    number[]
  >)[]
  exact: { groups: number[][]; pValue: [number] }[]
  /** base, target, power, n per arm, power with 200 per arm */
  plans: number[][]
  /** base, n per arm, target */
  detectable: number[][]
}

const comparing = golden<Comparing>('comparing')
const trialsOf = (groups: number[][]) => groups.map(([successes = 0, trials = 0]) => ({ successes, trials }))
const figures = (of: Difference | null) => [of?.estimate, of?.standardError, of?.degrees]

test.each(comparing.logRank)('log-rank in strata as R: $name', ({ rows, observed, expected, ...wanted }) => {
  const strata = [...Map.groupBy(rows, (row) => row[4]).values()]
  const groups = Array.from({ length: wanted.degrees[0] + 1 }, (_, g) => g + 1)
  const ours = stratifiedLogRank(
    strata.map((stratum) => groups.map((group) => subjects(stratum.filter((row) => row[3] === group)))),
  )
  expect(ours.degrees).toBe(wanted.degrees[0])
  expectSame([ours.statistic, ours.pValue], [wanted.statistic[0], wanted.pValue[0]], 'test')
  if (!observed || !expected) return
  expectSame(
    ours.groups.flatMap((group) => [group.observed, group.expected]),
    observed.flatMap((seen, g) => [seen, expected[g] ?? 0]),
    'groups',
  )
})

const sumsOf = (rows: readonly number[][]): ClusteredSums[] =>
  rows.map(([cluster, value = 0]) => ({ cluster: String(cluster), n: 1, sum: value, sumOfSquares: value ** 2 }))

test.each(comparing.differences)(
  'differences with clusters as the sandwich in R (%#)',
  ({ first, second, expected }) => {
    expectSame(figures(meanDifference(sumsOf(first), sumsOf(second))), expected, 'difference')
    const binary = [...first, ...second].every(([, value]) => value === 0 || value === 1)
    if (!binary) return
    const trials = (rows: readonly number[][]) =>
      rows.map(([cluster, value = 0]) => ({ cluster: String(cluster), successes: value, trials: 1 }))
    expectSame(figures(shareDifference(trials(first), trials(second))), expected, 'of shares')
  },
)

test.each(comparing.lone)('lone observations as Welch in R (%#)', ({ first, second, expected, limits }) => {
  const alone = (values: readonly number[]): ClusteredSums[] => [
    {
      cluster: null,
      n: values.length,
      sum: values.reduce((total, value) => total + value, 0),
      sumOfSquares: values.reduce((total, value) => total + value ** 2, 0),
    },
  ]
  const ours = meanDifference(alone(first), alone(second))
  expectSame(figures(ours), expected, 'difference')
  const { low, high } = ours ? differenceLimits(ours) : { low: null, high: null }
  expectSame([low, high], limits, 'limits')
})

test.each(comparing.incidence)('shares won by a day as R, with sellers as clusters (%#)', ({ day: [day], ...arms }) => {
  const clustered = (rows: number[][]): ClusteredRow[] =>
    subjects(rows).map((row, i) => ({ ...row, cluster: String(rows[i]?.[3]) }))
  const [first, second] = [clustered(arms.first), clustered(arms.second)]
  expectSame(figures(incidenceDifference(first, second, day)), arms.expected, 'difference')
  const { groups, statistic, pValue } = compareIncidence([first, second], day)
  const ours = [...groups.map((group) => group?.estimate), ...groups.map((group) => group?.standardError)]
  expectSame([...ours, statistic, pValue], arms.lone, 'comparison')
})

test.each(comparing.ratio)('sample ratio as R: $counts', ({ counts, weights, ...wanted }) => {
  const ours = sampleRatio(counts, weights)
  expectSame(
    [ours.statistic, ours.degrees, ours.pValue],
    [...wanted.statistic, ...wanted.degrees, ...wanted.pValue],
    'test',
  )
  expect(ours.broken).toBe(wanted.pValue[0] < 0.001)
})

test.each(comparing.shrunken)('beta-binomial shrinkage as R: $groups', ({ groups, ...wanted }) => {
  const ours = shrunkenShares(trialsOf(groups))
  expectSame([ours.mean, ours.strength], [...wanted.mean, ...wanted.strength], 'law', 1e-5)
  expectSame(
    ours.groups.map((group) => group.estimate),
    wanted.estimate,
    'estimates',
    1e-6,
  )
  expectSame(
    ours.groups.map((group) => group.low),
    wanted.low,
    'low',
    1e-6,
  )
  expectSame(
    ours.groups.map((group) => group.high),
    wanted.high,
    'high',
    1e-6,
  )
})

test.each(comparing.normal)('normal shrinkage as R (%#)', ({ estimate, error, ...wanted }) => {
  const ours = shrunkenEstimates(estimate.map((value, i) => ({ estimate: value, standardError: error[i] ?? 1 })))
  expectSame([ours.mean, ours.deviation], [...wanted.mean, ...wanted.deviation], 'law')
  expectSame(
    ours.groups.map((group) => group.estimate),
    wanted.shrunken,
    'estimates',
  )
  expectSame(
    ours.groups.map((group) => group.standardError),
    wanted.shrunkenError,
    'errors',
  )
})

test.each(comparing.exact)('shuffles come near every table there is: $groups', ({ groups, pValue: [p] }) => {
  expect(Math.abs((shuffledHomogeneity(trialsOf(groups)) ?? 0) - p)).toBeLessThan(3.5 * Math.sqrt((p * (1 - p)) / 9999))
})

test.each(comparing.plans)('power as R: %d to %d', (base = 0, target = 0, power = 0, n = 0, with200 = 0) => {
  expect(shareSampleSize({ base, target }, power)).toBe(Math.ceil(n))
  expectSame([sharePower({ base, target }, n), sharePower({ base, target }, 200)], [power, with200], 'power')
})

test.each(comparing.detectable)('least detectable share as R: %d with %d', (base = 0, n = 0, target = 0) => {
  expectSame([leastDetectableShare({ base }, n)], [target], 'target', 1e-8)
})
