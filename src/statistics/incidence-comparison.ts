import { type Arm, type Difference, addMove, differenceOf, emptyArm } from './arm.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { ImpossibleInput, at } from './impossible-input.ts'
import { influenceOn, settled } from './influence.ts'
import { type SurvivalRow, grouped, riskTable } from './risk-table.ts'

/** `null`: each subject stands for itself; else all rows of one name are one cluster (the seller). */
export interface ClusteredRow extends SurvivalRow {
  cluster: string | null
}

/**
 * Difference, first − second, of the shares ended by `cause` (default 1: won) by `day`: cumulative incidences
 * (Aalen–Johansen, delayed entry), with the standard error of the jackknife influences summed by cluster (see differenceOf).
 * This is the primary figure of an experiment. Null when an arm was not followed to the day or nothing varies.
 * Throws ImpossibleInput (see grouped), and for a day or cause that cannot be.
 * Source: Aalen & Johansen 1978; Lin & Wei 1989 (sums by cluster); golden: R survfit(Surv(start, stop, factor) ~ 1, id, cluster).
 */
export function incidenceDifference(
  first: readonly ClusteredRow[],
  second: readonly ClusteredRow[],
  day: number,
  cause = 1,
): Difference | null {
  const [one, other] = [incidenceArm(first, day, cause), incidenceArm(second, day, cause)]
  return one && other ? differenceOf(one.arm, other.arm) : null
}

export interface IncidenceComparison extends ChiSquareTest {
  /** In the order of the groups; null where nobody was followed to the day: left out of the test. */
  groups: ({ estimate: number; standardError: number } | null)[]
}

/**
 * Do k groups differ in the share ended by `cause` by `day`? Σ (Fᵢ − F̄)²/varᵢ, F̄ weighted by 1/varᵢ, on k − 1 degrees:
 * Cochran's Q of the cumulative incidences. It takes the place of Gray's test where a day is what is asked for; for
 * the whole course, logRank with a cause compares hazards. A group of which all or none ended so gets the variance
 * of (m·F + 1) ÷ (m + 2), m of whom it is known. P is null with fewer than two groups. Throws like incidenceDifference.
 * Source: Cochran 1954; Klein et al. 2007, Statistics in Medicine 26 (comparing curves at a fixed point).
 */
export function compareIncidence(
  groups: readonly (readonly SurvivalRow[])[],
  day: number,
  cause = 1,
): IncidenceComparison {
  const read = groups.map((rows) => {
    const standing = incidenceArm(
      rows.map((row) => ({ ...row, cluster: null })),
      day,
      cause,
    )
    if (standing === null) return null
    const { arm, known } = standing
    const guarded = (known * arm.estimate + 1) / (known + 2)
    const variance = arm.own.squares > 1e-15 ? arm.own.squares : (guarded * (1 - guarded)) / (known + 2)
    return { estimate: arm.estimate, standardError: Math.sqrt(variance) }
  })
  const { statistic, degrees } = cochran(read.filter((group) => group !== null))
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees), groups: read }
}

/** Cochran's Q: Σ wᵢ (yᵢ − ȳ)², wᵢ = 1 ÷ standardErrorᵢ², ȳ the mean by these weights. */
export function cochran(estimates: readonly { estimate: number; standardError: number }[]) {
  const weights = estimates.map(({ standardError }) => 1 / standardError ** 2)
  const weight = weights.reduce((total, each) => total + each, 0)
  const mean = estimates.reduce((total, { estimate }, i) => total + (estimate * at(weights, i)) / weight, 0)
  const statistic = estimates.reduce((total, { estimate }, i) => total + at(weights, i) * (estimate - mean) ** 2, 0)
  return { mean, weights, statistic, degrees: Math.max(0, estimates.length - 1) }
}

function incidenceArm(rows: readonly ClusteredRow[], day: number, cause: number): { arm: Arm; known: number } | null {
  if (!(day >= 0)) throw new ImpossibleInput('day_before_start', day)
  if (!(Number.isSafeInteger(cause) && cause >= 1)) throw new ImpossibleInput('cause_not_whole', cause)
  const byCluster = Map.groupBy(rows, (row) => row.cluster)
  const clusters = [...byCluster].map(([cluster, own]) => ({ cluster, histories: grouped(own) }))
  const histories = clusters.flatMap((each) => each.histories)
  const causes = histories.reduce((most, row) => Math.max(most, row.cause), cause)
  const table = riskTable(histories, causes)
  const { spells, days } = table
  const end = days.at(-1)
  if (end === undefined || (end.day < day && end.events < end.atRisk)) return null
  const influence = influenceOn(table, cause)
  const last = days.findLastIndex((each) => each.day <= day)
  const estimate = last < 0 ? 0 : at(influence.incidence, last)
  let known = 0
  let ended = 0
  const arm = emptyArm(estimate, 0)
  let i = 0
  for (const { cluster, histories: own } of clusters) {
    for (const { time, cause: how, count } of own) {
      const from = at(spells.from, i)
      const to = Math.min(at(spells.to, i), last)
      const over = at(spells.to, i) <= last && how !== 0
      i += 1
      if (over || time >= day) known += count
      if (over && how === cause) ended += count
      if (from > last) continue
      const { p, q } = settled(influence, from, to, over ? how : 0)
      addMove(arm, cluster, count, count * (q - estimate * p))
    }
  }
  arm.leastSeen = Math.min(ended, known - ended)
  return { arm, known }
}
