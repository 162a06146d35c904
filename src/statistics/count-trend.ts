import { assertCount, at } from './impossible-input.ts'

/** What is expected of the last of some equal periods, and by how much the logarithm of it grows a period, with what both may be off by. */
export interface CountTrend {
  level: number
  slope: number
  /** Variances of both, and their covariance, of the logarithm. */
  levelVariance: number
  slopeVariance: number
  covariance: number
}

/** A slope is drawn to none as by a normal prior of so much a period. */
const usualSlope = 0.015
/** How much more counts scatter than Poisson ones, drawn to not at all as by so many periods; never less. */
const priorScatter = 2
/** A trend goes on by this part of itself in each later period: nothing grows for ever. */
const damping = 0.95
const mostRounds = 100
const tolerance = 1e-12

/**
 * The trend of counts of equal periods, oldest first: a log-linear Poisson law whose slope has a normal prior (0, 0.015²), fitted by Newton's
 * method; then again with variances φ times those of Poisson, φ = (Pearson's χ² of the first fit + 2) ÷ (periods + 2), at least 1.
 * Null where nothing was counted. Throws ImpossibleInput for what is no count. Source: McCullagh & Nelder 1989, ch. 6 and 9; golden: the same in R.
 */
export function countTrend(counts: readonly number[]): CountTrend | null {
  counts.forEach(assertCount)
  if (counts.every((count) => count === 0)) return null
  const first = fitted(counts, 1)
  const scatter = (first.chiSquare + priorScatter) / (counts.length + priorScatter)
  return scatter <= 1 ? first.trend : fitted(counts, scatter).trend
}

/**
 * What is expected of each of the next periods, each step of the slope 0.95 of the one before, and by what part of itself their sum may be off.
 * Source: Gardner & McKenzie 1985, Management Science 31 (damped trend).
 */
export function trendAhead({ level, slope, ...off }: CountTrend, periods: number): { expected: number[]; off: number } {
  let [lead, sum, leads] = [0, 0, 0]
  const expected = Array.from({ length: periods }, (_, place) => {
    lead += damping ** (place + 1)
    const each = level * Math.exp(slope * lead)
    sum += each
    leads += each * lead
    return each
  })
  const mean = sum === 0 ? 0 : leads / sum
  return { expected, off: Math.sqrt(off.levelVariance + 2 * mean * off.covariance + mean ** 2 * off.slopeVariance) }
}

/** A log-linear law of counts by Newton's method, with Pearson's χ² of it; without a prior of the slope where that is Infinity. */
export function fitted(counts: readonly number[], scatter: number, usual = usualSlope) {
  let [intercept, slope] = [Math.log(counts.reduce((sum, count) => sum + count, 0) / counts.length), 0]
  for (let round = 0; ; round++) {
    let [byLevel, bySlope, level, both, steep, chiSquare] = [0, -slope / usual ** 2, 0, 0, 1 / usual ** 2, 0]
    for (let place = 0; place < counts.length; place++) {
      const time = place + 1 - counts.length
      const expected = Math.exp(intercept + slope * time)
      const weight = expected / scatter
      const gap = (at(counts, place) - expected) / scatter
      byLevel += gap
      bySlope += gap * time
      level += weight
      both += weight * time
      steep += weight * time ** 2
      chiSquare += (gap * scatter) ** 2 / expected
    }
    const determinant = level * steep - both ** 2
    const steps = [(steep * byLevel - both * bySlope) / determinant, (level * bySlope - both * byLevel) / determinant]
    const [up = 0, steeper = 0] = steps
    if (round === mostRounds || Math.abs(up) + Math.abs(steeper) < tolerance)
      return {
        chiSquare,
        trend: {
          level: Math.exp(intercept),
          slope,
          levelVariance: steep / determinant,
          slopeVariance: level / determinant,
          covariance: -both / determinant,
        },
      }
    intercept += up
    slope += steeper
  }
}
