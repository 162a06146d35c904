import { conditionalIncidence, conditionalQuantile } from './conditional-incidence.ts'
import { type ChiSquareTest, chiSquareTail } from './homogeneity.ts'
import { type Limits, defaultConfidence } from './intervals.ts'
import { kaplanMeier, stepOn } from './kaplan-meier.ts'
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
 * is taken as the day to compare on; there, χ² of the conditional incidences (conditionalIncidence), on k − 1 degrees. All are
 * cut off at the same horizon, so that a group followed for longer does not look slower: the shortest of the groups', but for those of which
 * nine of ten have ended, whose curve is known whole: they were not followed for a short time, they are quick. It takes the place
 * of a log-rank test, which would call a group quick that merely wins more of its deals. A share of 0 or 1 gets the variance of
 * (m·R + 1) ÷ (m + 2), m its ends. Throws ImpossibleInput like conditionalIncidence.
 * Source: Pearson 1900; Klein et al. 2007, Statistics in Medicine 26 (comparing curves at a fixed point).
 */
export function compareConditional(
  groups: readonly (readonly SurvivalRow[])[],
  options: ConditionalComparisonOptions = {},
): ConditionalComparison {
  const { leastEvents = 10, confidence = defaultConfidence } = options
  const ends = groups.map((rows) => followedTo(rows, options, leastEvents))
  const compared = groups.filter((_, i) => ends[i] !== null)
  const whole = conditionalIncidence(compared.flat(), options).horizon
  if (whole === null) return nothing(groups.length)
  const horizon = ends.reduce<number>((least, end) => Math.min(least, end ?? Infinity), whole)
  const cut = groups.map((rows, i) => (ends[i] === null ? [] : cutAt(rows, horizon)))
  const within = { ...options, atRiskAtLeast: 1, confidence }
  const day = conditionalQuantile(conditionalIncidence(cut.flat(), within), 0.5).value
  if (day === null) return nothing(groups.length)
  const read = cut.map((rows) => {
    const curve = conditionalIncidence(rows, within)
    if (curve.events < leastEvents) return null
    const { estimate, standardError, low, high } = stepOn(curve.steps, day) ?? noneYet
    const guarded = (curve.events * estimate + 1) / (curve.events + 2)
    const least = Math.sqrt((guarded * (1 - guarded)) / (curve.events + 2))
    return { estimate, standardError: standardError > 1e-9 ? standardError : least, low, high, events: curve.events }
  })
  const { statistic, degrees } = pearson(read.filter((group) => group !== null))
  const shown = read.map((group) => {
    if (group === null) return null
    const { events: _, ...share } = group
    return share
  })
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees), day, horizon, groups: shown }
}

/**
 * Pearson's χ² of shares that stand for somewhat fewer trials than they have ends, because some were not seen to theirs: by how
 * much is read from all standard errors together. With each group's own, as in Cochran's Q, small groups were called different
 * twice as often as they should be.
 */
function pearson(groups: readonly { estimate: number; standardError: number; events: number }[]) {
  const sum = (of: (group: (typeof groups)[number]) => number) => groups.reduce((total, group) => total + of(group), 0)
  const expected = sum(({ estimate, events }) => (estimate * (1 - estimate)) / events)
  const weight = Math.min(1, expected / sum(({ standardError }) => standardError ** 2) || 1)
  const mean = sum(({ estimate, events }) => estimate * events) / sum(({ events }) => events)
  const distance = sum(({ estimate, events }) => events * (estimate - mean) ** 2)
  const spread = mean * (1 - mean)
  return { statistic: spread > 0 ? (weight * distance) / spread : 0, degrees: Math.max(0, groups.length - 1) }
}

/** The last day that a group is known to; null for one with too few ends, Infinity for one known whole. */
function followedTo(rows: readonly SurvivalRow[], options: ConditionalComparisonOptions, leastEvents: number) {
  const { cause = 1 } = options
  const events = rows.reduce((total, row) => total + (row.cause === cause ? row.count : 0), 0)
  if (events < leastEvents) return null
  const open = kaplanMeier(rows).steps.at(-1)?.estimate ?? 1
  return open <= 0.1 ? Infinity : conditionalIncidence(rows, options).horizon
}

const noneYet = { estimate: 0, standardError: 0, low: null, high: null }

function nothing(size: number): ConditionalComparison {
  const groups = Array.from({ length: size }, () => null)
  return { statistic: 0, degrees: 0, pValue: null, day: null, horizon: null, groups }
}

/** Who is still followed after a day, as if they had been followed until it only. */
function cutAt(rows: readonly SurvivalRow[], day: number): SurvivalRow[] {
  return rows.filter(({ entry }) => entry < day).map((row) => (row.time > day ? { ...row, time: day, cause: 0 } : row))
}
