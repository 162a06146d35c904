import { poissonLimits } from './counts.ts'
import { ImpossibleInput, at } from './impossible-input.ts'
import { type Share, defaultConfidence, standardErrorsFor } from './intervals.ts'
import { normalTail, studentQuantile } from './special-functions.ts'

const nothing: Share = { estimate: null, low: null, high: null }

/** Amounts that came one by one, in a number that was chance too. */
export interface AmountSum {
  sum: number
  sumOfSquares: number
}

/**
 * The ratio of two sums of amounts, now ÷ before, where both how many came and how large they were is chance: a sum S of a
 * Poisson number of amounts has the relative variance v = Σx²/S², one over Kish's effective number of them. Limits by the
 * delta method on the logarithm, r · exp(± t·√(v₁ + v₀)), on (v₁ + v₀)²/(v₁³ + v₀³) degrees (Welch and Satterthwaite with
 * these numbers): one large amount makes them wide. Nothing before: all null; nothing now: no limits.
 * Throws ImpossibleInput for amounts under nothing. Source: Cochran 1977, Sampling Techniques, §6.4; Kish 1965, §8.2; Welch 1947.
 */
export function sumRatio(now: AmountSum, before: AmountSum, confidence = defaultConfidence): Share {
  for (const { sum, sumOfSquares } of [now, before]) {
    if (!(sum >= 0 && sumOfSquares >= 0 && sumOfSquares < Infinity))
      throw new ImpossibleInput('value_not_finite', { sum, sumOfSquares })
  }
  if (before.sum === 0) return nothing
  const estimate = now.sum / before.sum
  if (estimate === 0) return { estimate, low: null, high: null }
  const [v1, v0] = [now.sumOfSquares / now.sum ** 2, before.sumOfSquares / before.sum ** 2]
  const stretch = Math.exp(students((v1 + v0) ** 2 / (v1 ** 3 + v0 ** 3), confidence) * Math.sqrt(v1 + v0))
  return { estimate, low: estimate / stretch, high: estimate * stretch }
}

/**
 * The ratio of two sums over the same subjects, R = Σy ÷ Σx (x ≥ 0), with limits by leaving out one subject at a time: R ± t·√((n − 1)/n
 * · Σ(R₍ᵢ₎ − R)²), R₍ᵢ₎ − R = −(yᵢ − R·xᵢ) ÷ (Σx − xᵢ), on one degree less than Kish's effective number of subjects, (Σx)²/Σx²: where few
 * of them make up most of Σx, the limits are wide. Σx of nothing: all null; one subject that is all of Σx: no limits.
 * Throws ImpossibleInput for what is not a number, and an x under nothing.
 * Source: Cochran 1977, Sampling Techniques, §6.17 (jackknife of a ratio); Kish 1965, §8.2.
 */
export function ratioOfSums(
  tops: ArrayLike<number>,
  bottoms: ArrayLike<number>,
  confidence = defaultConfidence,
): Share {
  const n = bottoms.length
  let [top, bottom, squares] = [0, 0, 0]
  for (let subject = 0; subject < n; subject++) {
    const [y, x] = [at(tops, subject), at(bottoms, subject)]
    if (!(Number.isFinite(y) && x >= 0 && x < Infinity)) throw new ImpossibleInput('value_not_finite', { y, x })
    top += y
    bottom += x
    squares += x * x
  }
  if (bottom === 0) return nothing
  const estimate = top / bottom
  let moves = 0
  for (let subject = 0; subject < n; subject++) {
    const x = at(bottoms, subject)
    // All of Σx: without it there is no ratio.
    if (bottom - x <= 1e-12 * bottom) return { estimate, low: null, high: null }
    moves += ((at(tops, subject) - estimate * x) / (bottom - x)) ** 2
  }
  const degrees = Math.max(1, bottom ** 2 / squares - 1)
  const width = students(degrees, confidence) * Math.sqrt(((n - 1) / n) * moves)
  return { estimate, low: estimate - width, high: estimate + width }
}

/**
 * A known total for each of a number of events, total ÷ count: the count is Poisson, so the exact limits of its mean
 * (poissonLimits) give those of the quotient. No events: all null. Throws ImpossibleInput for a total under nothing.
 * Source: Garwood 1936, Biometrika 28; golden: R poisson.test.
 */
export function perEvent(total: number, count: number, confidence = defaultConfidence): Share {
  if (!(total >= 0 && total < Infinity)) throw new ImpossibleInput('value_not_finite', total)
  const { low, high } = poissonLimits(count, confidence)
  if (count === 0 || low === null || high === null) return nothing
  return { estimate: total / count, low: total / high, high: total / low }
}

/** Student's quantile for a two-sided interval. */
function students(degrees: number, confidence: number): number {
  return studentQuantile(normalTail(standardErrorsFor(confidence)), degrees)
}
