import { conditionalIncidence, conditionalQuantile } from './conditional-incidence.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { cochran } from './incidence-comparison.ts'
import { type Limits, defaultConfidence } from './intervals.ts'
import { stepOn } from './kaplan-meier.ts'
import type { SurvivalRow } from './risk-table.ts'

export interface ConditionalComparison extends ChiSquareTest {
  /** The day by which half of the ends by the cause, of all groups together, have come; null when nothing can be compared. */
  day: number | null
  /** The last day to which all compared groups were followed by enough. */
  horizon: number | null
  /** In the order of the groups: of those who end by the cause within the horizon, the share who have by the day; null: left out. */
  groups: (({ estimate: number; standardError: number } & Limits) | null)[]
}

export interface ConditionalComparisonOptions {
  /** Default 1. */
  cause?: number
  /** See conditionalIncidence. Default 10. */
  atRiskAtLeast?: number
  /** Groups with fewer ends by the cause are left out. Default 10. */
  leastEvents?: number
  confidence?: number
}

/**
 * Are k groups as quick as each other among those who end by the cause (deals that get signed)? The median of all groups together
 * is taken as the day to compare on; there, Cochran's Q of the conditional incidences (conditionalIncidence), on k − 1 degrees. All are
 * cut off at the same horizon, the shortest of the groups', so that a group followed for longer does not look slower. It takes the place
 * of a log-rank test, which would call a group quick that merely wins more of its deals. A share of 0 or 1 gets the variance of
 * (m·R + 1) ÷ (m + 2), m its ends. Throws ImpossibleInput like conditionalIncidence.
 * Source: Cochran 1954; Klein et al. 2007, Statistics in Medicine 26 (comparing curves at a fixed point).
 */
export function compareConditional(
  groups: readonly (readonly SurvivalRow[])[],
  options: ConditionalComparisonOptions = {},
): ConditionalComparison {
  const { leastEvents = 10, confidence = defaultConfidence } = options
  const enough = groups.map((rows) => {
    const { horizon, events } = conditionalIncidence(rows, options)
    return horizon !== null && events >= leastEvents ? horizon : null
  })
  const horizon = enough.reduce<number | null>((least, each) => (each === null ? least : Math.min(least ?? each, each)), null)
  if (horizon === null) return nothing(groups.length)
  const cut = groups.map((rows, i) => (enough[i] === null ? [] : cutAt(rows, horizon)))
  const within = { ...options, atRiskAtLeast: 1, confidence }
  const day = conditionalQuantile(conditionalIncidence(cut.flat(), within), 0.5).value
  if (day === null) return nothing(groups.length)
  const read = cut.map((rows) => {
    const curve = conditionalIncidence(rows, within)
    if (curve.events < leastEvents) return null
    const { estimate, standardError, low, high } = stepOn(curve.steps, day) ?? noneYet
    const guarded = (curve.events * estimate + 1) / (curve.events + 2)
    const least = Math.sqrt((guarded * (1 - guarded)) / (curve.events + 2))
    return { estimate, standardError: standardError > 1e-9 ? standardError : least, low, high }
  })
  const { statistic, degrees } = cochran(read.filter((group) => group !== null))
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees), day, horizon, groups: read }
}

const noneYet = { estimate: 0, standardError: 0, low: null, high: null }

function nothing(size: number): ConditionalComparison {
  const groups = Array.from({ length: size }, () => null)
  return { statistic: 0, degrees: 0, pValue: null, day: null, horizon: null, groups }
}

/** Who is still followed after a day, as if they had been followed until it only. */
function cutAt(rows: readonly SurvivalRow[], day: number): SurvivalRow[] {
  return rows
    .filter(({ entry }) => entry < day)
    .map((row) => (row.time > day ? { ...row, time: day, cause: 0 } : row))
}
