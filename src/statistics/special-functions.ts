import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { ImpossibleInput, assertProbability } from './impossible-input.ts'

/**
 * ln Γ(x) for x > 0, to 1e-14 relative to max(1, |ln Γ|): Stirling's series from 12 on, below it by Γ(x + 1) = x·Γ(x).
 * Source: Abramowitz & Stegun 6.1.41; golden: R lgamma.
 */
export function logGamma(x: number): number {
  assertPositive(x)
  let shifted = x
  let product = 1
  for (; shifted < 12; shifted++) product *= shifted
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + stirling(shifted) - Math.log(product)
  )
}

/** What Stirling's formula for ln Γ(x) leaves out, x ≥ 12. */
function stirling(x: number): number {
  const inverse = 1 / (x * x)
  return (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse * (1 / 1188))))) / x
}

/** ψ(x), the derivative of ln Γ, for x > 0. Source: Abramowitz & Stegun 6.3.18; golden: R digamma. */
export function digamma(x: number): number {
  assertPositive(x)
  let shifted = x
  let below = 0
  for (; shifted < 12; shifted++) below += 1 / shifted
  const inverse = 1 / (shifted * shifted)
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))))
  return Math.log(shifted) - 0.5 / shifted - series - below
}

/** ln B(a, b). Of large arguments lnΓ(b) − lnΓ(a + b) is written out, else 10⁹ trials would cost six digits. Golden: R lbeta. */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a]
  if (large < 12) return logGamma(a) + logGamma(b) - logGamma(a + b)
  const whole = small + large
  const powers = small - (large - 0.5) * Math.log1p(small / large) - small * Math.log(whole)
  return logGamma(small) + powers + stirling(large) - stirling(whole)
}

/**
 * P(X > x) for X ~ Gamma(a, 1): the regularised upper incomplete gamma Q(a, x), by its continued fraction (modified Lentz) beyond the
 * middle, before it as 1 − gammaShare. Relative 1e-12 for a under 10⁶, then 1e-16·√a. Source: Abramowitz & Stegun 26.4; golden: R pgamma.
 */
export function gammaTail(x: number, a: number): number {
  assertPositive(a)
  if (x <= 0) return 1
  if (x < a + 1) return 1 - gammaShare(x, a)
  if (x === Infinity) return 0
  let denominator = 1 / (x + 1 - a)
  let numerator = Infinity
  let fraction = denominator
  for (let k = 1; k < 1_000_000; k++) {
    const step = k * (a - k)
    denominator = 1 / (x + 2 * k + 1 - a + step * denominator)
    numerator = x + 2 * k + 1 - a + step / numerator
    fraction *= denominator * numerator
    if (Math.abs(denominator * numerator - 1) < 1e-15) break
  }
  return gammaDensity(x, a) * x * fraction
}

/** P(X ≤ x) for X ~ Gamma(a, 1), by its series up to the middle, beyond it as 1 − gammaTail. Golden: R pgamma. */
export function gammaShare(x: number, a: number): number {
  assertPositive(a)
  if (x <= 0) return 0
  if (x >= a + 1) return 1 - gammaTail(x, a)
  let term = 1 / a
  let series = term
  for (let k = 1; k < 1_000_000 && term > 1e-17 * series; k++) {
    term *= x / (a + k)
    series += term
  }
  return gammaDensity(x, a) * x * series
}

/** x^(a−1)·e^(−x) ÷ Γ(a), for a large a around its middle, where x^a and Γ(a) are far greater than their quotient. */
function gammaDensity(x: number, a: number): number {
  if (a < 12) return Math.exp(a * Math.log(x) - x - logGamma(a)) / x
  const away = (x - a) / a
  const logarithm = away > -0.5 ? Math.log1p(away) : Math.log(x / a)
  return (Math.exp(a * (logarithm - away) - stirling(a)) * Math.sqrt(a / (2 * Math.PI))) / x
}

/**
 * P(X ≤ x) for X ~ Beta(a, b): the regularised incomplete beta I_x(a, b), by its continued fraction (modified Lentz) on
 * the side where that converges fast. Relative 1e-12 for moderate a and b. Source: Abramowitz & Stegun 26.5.8; golden: R pbeta.
 */
export function betaShare(x: number, a: number, b: number): number {
  assertProbability(x)
  assertPositive(a)
  assertPositive(b)
  if (x === 0 || x === 1) return x
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b))
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a
  return 1 - (front * betaFraction(1 - x, b, a)) / b
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  const away = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let numerator = 1
  let denominator = 1 / away(1 - ((a + b) * x) / (a + 1))
  let fraction = denominator
  for (let m = 1; m < 100_000; m++) {
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      denominator = 1 / away(1 + step * denominator)
      numerator = away(1 + step / numerator)
      fraction *= denominator * numerator
    }
    if (Math.abs(denominator * numerator - 1) < 1e-15) break
  }
  return fraction
}

/** The x with P(X ≤ x) = p for X ~ Beta(a, b). Golden: R qbeta. */
export function betaQuantile(p: number, a: number, b: number): number {
  assertProbability(p)
  if (p === 0 || p === 1) return p
  return crossing((x) => betaShare(x, a, b) - p, 0, 1)
}

/** P(Z ≥ z) for a standard normal Z, without losing the tail. Golden: R pnorm(lower.tail = FALSE). */
export function normalTail(z: number): number {
  const beyond = gammaTail((z * z) / 2, 0.5) / 2
  return z >= 0 ? beyond : 1 - beyond
}

/** P(T ≥ t) for Student's T, without losing the tail. Golden: R pt(lower.tail = FALSE). */
export function studentTail(t: number, degrees: number): number {
  assertPositive(degrees)
  // Near 0 by the share within ±t: degrees ÷ (degrees + t²) would lose t.
  const within = t * t < 1 ? betaShare((t * t) / (degrees + t * t), 0.5, degrees / 2) : null
  const beyond = (within === null ? betaShare(degrees / (degrees + t * t), degrees / 2, 0.5) : 1 - within) / 2
  return t >= 0 ? beyond : 1 - beyond
}

/**
 * The t with P(T ≥ t) = p for Student's T, 0 < p ≤ ½. Newton on ln P against ln t, where the curve is concave: from beyond the t it only
 * comes nearer. Golden: R qt(lower.tail = FALSE).
 */
export function studentQuantile(p: number, degrees: number): number {
  if (!(p > 0 && p <= 0.5)) throw new ImpossibleInput('probability_outside_0_1', p)
  if (p === 0.5) return 0
  if (degrees >= manyDegrees && p >= 1e-6) return nearNormalQuantile(p, degrees)
  const scale = -0.5 * Math.log(degrees) - logBeta(degrees / 2, 0.5)
  let logT = 0
  for (let round = 0; round < 2000; round++) {
    const t = Math.exp(logT)
    const tail = studentTail(t, degrees)
    const slope = Math.exp(logT + scale - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees)) / tail
    const step = tail > 0 ? Math.min(0.5, Math.log(tail / p) / slope) : -0.1
    logT += step
    if (Math.abs(step) < 1e-13) break
  }
  return Math.exp(logT)
}

const manyDegrees = 1000

/**
 * The same of many degrees, by how the curve nears the normal one: terms in 1 ÷ degrees, those left out below 1e-12 of it.
 * Source: Abramowitz & Stegun 26.7.5.
 */
function nearNormalQuantile(p: number, degrees: number): number {
  const z = -normalQuantile(p, 0, 1)
  const s = z * z
  const terms = [
    (s + 1) / 4,
    ((5 * s + 16) * s + 3) / 96,
    (((3 * s + 19) * s + 17) * s - 15) / 384,
    ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92_160,
  ]
  return z * (1 + terms.reduceRight((sum, term) => (sum + term) / degrees, 0))
}

/** Where an increasing function passes 0 between `low` and `high`, to the last digit, by halving. */
export function crossing(increasing: (x: number) => number, low: number, high: number): number {
  let below = low
  let above = high
  for (let round = 0; round < 1100; round++) {
    const middle = (below + above) / 2
    if (middle <= below || middle >= above) break
    if (increasing(middle) < 0) below = middle
    else above = middle
  }
  return above
}

function assertPositive(x: number): void {
  if (!(x > 0 && x < Infinity)) throw new ImpossibleInput('number_not_positive', x)
}
