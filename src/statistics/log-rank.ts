import { at } from './impossible-input.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { type SurvivalRow, exitDays, grouped, riskTable } from './risk-table.ts'

export interface LogRankTest extends ChiSquareTest {
  /** In the order of the groups: ends seen, and ends expected were there no difference. */
  groups: { observed: number; expected: number }[]
}

/**
 * Log-rank test of k groups with delayed entry: on each day with ends, each group expects its share of those at risk.
 * Statistic (O − E)ᵀ V⁻ (O − E), V summed from the hypergeometric covariances
 * ends·(atRisk − ends)/(atRisk − 1) · (Y_g/Y)(δ_gh − Y_h/Y); degrees = rank of V, k − 1 unless groups are empty or were never
 * at risk together (0 degrees: p is null). An end is any cause > 0, or only `cause` (the others then count as
 * still open). Throws ImpossibleInput (see grouped).
 * Source: Mantel 1966; Klein & Moeschberger 2003, §7.3; golden: R survdiff, and with delayed entry the score test of
 * coxph(…, ties = "exact").
 */
export function logRank(groups: readonly (readonly SurvivalRow[])[], cause?: number): LogRankTest {
  const histories = groups.map((rows) =>
    grouped(rows).map((row) => ({
      ...row,
      cause: cause === undefined ? Math.min(1, row.cause) : Number(row.cause === cause),
    })),
  )
  const grid = exitDays(histories.flat())
  const tables = histories.map((group) => riskTable(group, 1, grid))
  const results = groups.map(() => ({ observed: 0, expected: 0 }))
  const covariance = groups.map(() => new Float64Array(groups.length))
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
      const row = covariance[g]
      if (row === undefined || share === 0) return
      day.forEach((other, h) => {
        row[h] = at(row, h) + spread * share * (Number(g === h) - other.atRisk / atRisk)
      })
    })
  })
  const differences = Float64Array.from(results, ({ observed, expected }) => observed - expected)
  const { form, rank } = quadraticForm(covariance, differences)
  return { statistic: form, degrees: rank, pValue: chiSquareTail(form, rank), groups: results }
}

/**
 * dᵀ V⁻ d and the rank of V, by elimination; a pivot that elimination has emptied to rounding error is passed over.
 * V is singular by nature: its rows sum to zero.
 */
function quadraticForm(matrix: readonly Float64Array[], vector: Float64Array): { form: number; rank: number } {
  const original = matrix.map((row, i) => at(row, i))
  let form = 0
  let rank = 0
  matrix.forEach((pivotRow, i) => {
    const pivot = at(pivotRow, i)
    if (pivot <= 1e-9 * at(original, i)) return
    form += at(vector, i) ** 2 / pivot
    rank += 1
    for (let j = i + 1; j < matrix.length; j++) {
      const row = matrix[j]
      if (row === undefined) continue
      const factor = at(row, i) / pivot
      vector[j] = at(vector, j) - factor * at(vector, i)
      pivotRow.forEach((value, h) => {
        row[h] = at(row, h) - factor * value
      })
    }
  })
  return { form, rank }
}
