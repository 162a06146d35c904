import { ImpossibleInput, add } from './impossible-input.ts'
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
  const inverse = inverseOf(covariance)
  const statistic = quadraticForm(
    inverse,
    results.map(({ observed, expected }) => observed - expected),
  )
  return { statistic, degrees: inverse.rank, pValue: chiSquareTail(statistic, inverse.rank), groups: results }
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
    const day = tables.map(({ days }) => days[index] ?? { atRisk: 0, events: 0 })
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
  })
}
