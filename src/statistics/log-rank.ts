import { ImpossibleInput, add, at } from './impossible-input.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { type SurvivalRow, exitDays, grouped, riskTable } from './risk-table.ts'
import { type Symmetric, inverseOf, quadraticForm, symmetric } from './symmetric.ts'

export interface LogRankTest extends ChiSquareTest {
  /** In the order of the groups: ends seen, and ends expected were there no difference. */
  groups: { observed: number; expected: number }[]
}

/**
 * Log-rank test of k groups with delayed entry: on each day with ends, each group expects its share of those at risk.
 * Statistic (O − E)ᵀ V⁻ (O − E), V summed from the hypergeometric covariances
 * ends·(atRisk − ends)/(atRisk − 1) · (Y_g/Y)(δ_gh − Y_h/Y); degrees = rank of V, k − 1 unless groups are empty or were never
 * at risk together (0 degrees: p is null). An end is any cause > 0, or only `cause` (the others then count as
 * still open): the test of that cause's hazard, not of how many it has taken by a day, for which see compareIncidence.
 * Throws ImpossibleInput (see grouped).
 * Source: Mantel 1966; Klein & Moeschberger 2003, §7.3; golden: R survdiff, and with delayed entry the score test of
 * coxph(…, ties = "exact").
 */
export function logRank(groups: readonly (readonly SurvivalRow[])[], cause?: number): LogRankTest {
  return stratifiedLogRank([groups], cause)
}

/**
 * Log-rank test in strata: `strata[s][g]` are the rows of group g in stratum s (the same groups in the same order in each; [] where
 * a group has none). Everybody is compared within the stratum only; O − E and V are added up over the strata. So groups may be
 * compared although one of them got the easier cases. Throws ImpossibleInput (see grouped), also when strata differ
 * in their number of groups. Source: Klein & Moeschberger 2003, §7.5; golden: R survdiff(… + strata()).
 */
export function stratifiedLogRank(
  strata: readonly (readonly (readonly SurvivalRow[])[])[],
  cause?: number,
): LogRankTest {
  const size = strata[0]?.length ?? 0
  const results = Array.from({ length: size }, () => ({ observed: 0, expected: 0 }))
  const covariance = symmetric(size)
  for (const groups of strata) {
    if (groups.length !== size) throw new ImpossibleInput('groups_differ_by_stratum', groups.length)
    addStratum(groups, cause, results, covariance)
  }
  return { ...testOf(results, covariance), groups: results }
}

function addStratum(
  groups: readonly (readonly SurvivalRow[])[],
  cause: number | undefined,
  results: LogRankTest['groups'],
  covariance: Symmetric,
): void {
  const endsBy = (own: number): number => (cause === undefined ? Math.min(1, own) : Number(own === cause))
  const histories = groups.map((rows) =>
    grouped(rows).map(({ entry, time, cause: own, count }) => ({ entry, time, cause: endsBy(own), count })),
  )
  const grid = exitDays(histories.flat())
  const tables = histories.map((group) => riskTable(group, 1, grid))
  grid.forEach((_, index) => {
    addDay(
      tables.map(({ days }) => days[index] ?? nobody),
      results,
      covariance,
    )
  })
}

/** Those of a group on one day. */
interface GroupDay {
  readonly atRisk: number
  readonly events: number
}

const nobody: GroupDay = { atRisk: 0, events: 0 }

/** Adds what a day tells: ends of each group, ends to be expected, and their covariance. */
function addDay(day: readonly GroupDay[], results: LogRankTest['groups'], covariance: Symmetric): void {
  const atRisk = day.reduce((total, group) => total + group.atRisk, 0)
  const events = day.reduce((total, group) => total + group.events, 0)
  if (events === 0) return
  const spread = atRisk > 1 ? (events * (atRisk - events)) / (atRisk - 1) : 0
  results.forEach((result, g) => {
    const share = (day[g]?.atRisk ?? 0) / atRisk
    result.observed += day[g]?.events ?? 0
    result.expected += events * share
    if (share === 0) return
    day.forEach((other, h) => {
      add(covariance.values, g * covariance.size + h, spread * share * (Number(g === h) - other.atRisk / atRisk))
    })
  })
}

/** One group in one stratum, day by day: how many came under risk on it, were at risk on it for the last time, and ended on it. */
export interface RiskCounts {
  readonly entered: ArrayLike<number>
  readonly left: ArrayLike<number>
  readonly ended: ArrayLike<number>
}

export interface ChangingLogRankTest extends ChiSquareTest {
  /** As of LogRankTest, of the days that tell anything; `variance` is that of observed − expected. */
  groups: (LogRankTest['groups'][number] & { variance: number })[]
}

/**
 * Log-rank test of subjects that change their group, or their stratum, with the days (Mantel and Byar): on each day with ends everybody at risk
 * counts for the group and the stratum they are in on that day, so that nobody counts for a group before having come into it.
 * `strata[s][g]` are sums by day: subjects that leave one group for another have left there and entered here on the next day. Days on which fewer than two groups of a
 * stratum are at risk tell nothing, and their ends count nowhere. Statistic, covariances and degrees as of logRank. Throws ImpossibleInput when strata differ in their
 * number of groups, or more end than are at risk.
 * Source: Mantel & Byar 1974, JASA 69; golden: the score test of coxph(Surv(start, stop, end) ~ group + strata(s), ties = "exact") in R.
 */
export function changingLogRank(strata: readonly (readonly RiskCounts[])[]): ChangingLogRankTest {
  const size = strata[0]?.length ?? 0
  const results = Array.from({ length: size }, () => ({ observed: 0, expected: 0 }))
  const covariance = symmetric(size)
  for (const groups of strata) {
    if (groups.length !== size) throw new ImpossibleInput('groups_differ_by_stratum', groups.length)
    const atRisk = groups.map(() => 0)
    const days = Math.max(...groups.map(({ left }) => left.length))
    for (let day = 0; day < days; day++) {
      const own = groups.map(({ entered, left, ended }, g) => {
        const now = (atRisk[g] ?? 0) + (entered[day] ?? 0)
        const events = ended[day] ?? 0
        if (!(events <= now)) throw new ImpossibleInput('more_ends_than_at_risk', { events, atRisk: now })
        atRisk[g] = now - (left[day] ?? 0)
        return { atRisk: now, events }
      })
      if (own.filter((group) => group.atRisk > 0).length > 1) addDay(own, results, covariance)
    }
  }
  const groups = results.map((result, g) => ({ ...result, variance: at(covariance.values, g * size + g) }))
  return { ...testOf(results, covariance), groups }
}

function testOf(results: LogRankTest['groups'], covariance: Symmetric): ChiSquareTest {
  const inverse = inverseOf(covariance)
  const statistic = quadraticForm(
    inverse,
    results.map(({ observed, expected }) => observed - expected),
  )
  return { statistic, degrees: inverse.rank, pValue: chiSquareTail(statistic, inverse.rank) }
}
