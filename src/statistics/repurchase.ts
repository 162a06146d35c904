import { ImpossibleInput, assertCount, at } from './impossible-input.ts'
import { type Slope, minimise } from './minimum.ts'
import { digamma, logBeta, logGamma } from './special-functions.ts'

/** Customers with the same history, in any one unit of time since the first purchase. */
export interface BuyerRow {
  /** Purchases after the first. */
  repeats: number
  /** Time of the last purchase; 0 without repeats. */
  last: number
  /** Time watched. */
  watched: number
  count: number
}

/**
 * While a customer is one, purchases come at a rate of their own, Gamma(r, α); after each purchase the customer leaves with a
 * probability of their own, Beta(a, b).
 */
export interface RepurchaseModel {
  r: number
  alpha: number
  a: number
  b: number
  logLikelihood: number
  n: number
}

/**
 * BG/NBD model of repeat purchases by maximum likelihood; null when nobody bought again or the likelihood has no top (for
 * instance when nobody seems ever to leave). Throws ImpossibleInput for a history that cannot be.
 * Source: Fader, Hardie & Lee 2005, Marketing Science 24; golden: R optim, to 1e-4.
 */
export function repurchase(rows: readonly BuyerRow[]): RepurchaseModel | null {
  for (const row of rows) assertBuyer(row)
  const buyers = rows.filter(({ count }) => count > 0)
  const n = buyers.reduce((total, { count }) => total + count, 0)
  if (!buyers.some(({ repeats }) => repeats > 0)) return null
  const byRepeats = [...Map.groupBy(buyers, ({ repeats }) => repeats)]
  const age = buyers.reduce((total, { watched, count }) => total + (watched * count) / n, 0)
  const { point, value, converged } = minimise((logs) => unlikeliness(byRepeats, logs), [0, Math.log(age), 0, 0])
  if (!converged) return null
  const [r, alpha, a, b] = point.map(Math.exp)
  return { r: r ?? 0, alpha: alpha ?? 0, a: a ?? 0, b: b ?? 0, logLikelihood: -value, n }
}

/** −log likelihood at the logarithms of r, α, a, b; what depends on the repeats only is computed once for each number of them. */
function unlikeliness(byRepeats: readonly (readonly [number, readonly BuyerRow[]])[], logs: readonly number[]): Slope {
  const [r, alpha, a, b] = [Math.exp(at(logs, 0)), Math.exp(at(logs, 1)), Math.exp(at(logs, 2)), Math.exp(at(logs, 3))]
  let value = 0
  let [byR, byAlpha, byA, byB] = [0, 0, 0, 0]
  for (const [x, rows] of byRepeats) {
    const base = logGamma(r + x) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + x) - logBeta(a, b)
    const both = digamma(a + b) - digamma(a + b + x)
    const rate = digamma(r + x) - digamma(r) + Math.log(alpha)
    const staying = both + digamma(b + x) - digamma(b)
    for (const { last, watched, count } of rows) {
      const [untilNow, untilLast] = [Math.log(alpha + watched), Math.log(alpha + last)]
      // Still a customer, or gone after the last purchase.
      const stayed = -(r + x) * untilNow
      const left = x === 0 ? -Infinity : Math.log(a / (b + x - 1)) - (r + x) * untilLast
      const top = Math.max(stayed, left)
      const either = top + Math.log(Math.exp(stayed - top) + Math.exp(left - top))
      const alive = Math.exp(stayed - either)
      const gone = 1 - alive
      value -= count * (base + either)
      byR -= count * (rate - alive * untilNow - gone * untilLast)
      byAlpha -= count * (r / alpha - (r + x) * (alive / (alpha + watched) + gone / (alpha + last)))
      byA -= count * (both + gone / a)
      byB -= count * (staying - (x === 0 ? 0 : gone / (b + x - 1)))
    }
  }
  return { value, gradient: [byR * r, byAlpha * alpha, byA * a, byB * b] }
}

type Buyer = Omit<BuyerRow, 'count'>
type Law = Pick<RepurchaseModel, 'r' | 'alpha' | 'a' | 'b'>

/** The chance that a customer with this history is still one (1 without repeats: in this model nobody leaves before). */
export function stillBuying({ r, alpha, a, b }: Law, buyer: Buyer): number {
  assertBuyer({ ...buyer, count: 1 })
  const { repeats, last, watched } = buyer
  if (repeats === 0) return 1
  return 1 / (1 + (a / (b + repeats - 1)) * Math.exp((r + repeats) * Math.log((alpha + watched) / (alpha + last))))
}

/**
 * Purchases to be expected of a customer with this history in the next `ahead`: (a + b + x − 1)/(a − 1) ·
 * (1 − (1 − z)^(a − 1) · ₂F₁(a + b − 1 − r, a − 1; a + b + x − 1; z)) · P(still buying), z = ahead ÷ (α + watched + ahead): the paper's formula
 * after Euler's transformation, whose series converges fast. A new customer: repeats, last and watched 0.
 * Throws ImpossibleInput for a history or time that cannot be. Golden: the integral in R; 1.226 in the paper's example.
 */
export function expectedPurchases(law: Law, buyer: Buyer, ahead: number): number {
  if (!(ahead >= 0 && ahead < Infinity)) throw new ImpossibleInput('day_before_start', ahead)
  const alive = stillBuying(law, buyer)
  // At a = 1 and at a + b + x = 1 the formula is 0/0; the mean of both sides is off by less than 1e-8.
  const singular = Math.abs(law.a - 1) < 1e-5 || Math.abs(law.a + law.b + buyer.repeats - 1) < 1e-5
  if (!singular) return alive * whileAlive(law, buyer, ahead)
  const [below, above] = [-1e-4, 1e-4].map((nudge) => whileAlive({ ...law, a: law.a + nudge }, buyer, ahead))
  return (alive * ((below ?? 0) + (above ?? 0))) / 2
}

function whileAlive({ r, alpha, a, b }: Law, { repeats, watched }: Buyer, ahead: number): number {
  const z = ahead / (alpha + watched + ahead)
  const whole = a + b + repeats - 1
  let term = 1
  let series = 1
  for (let k = 0; k < 1_000_000 && Math.abs(term) > 1e-17 * Math.abs(series); k++) {
    term *= ((a + b - 1 - r + k) * (a - 1 + k) * z) / ((whole + k) * (k + 1))
    series += term
  }
  return (whole / (a - 1)) * (1 - Math.exp((a - 1) * Math.log1p(-z)) * series)
}

function assertBuyer(row: BuyerRow): void {
  assertCount(row.count)
  assertCount(row.repeats)
  const { repeats, last, watched } = row
  const possible = last >= 0 && last <= watched && watched < Infinity && repeats > 0 === last > 0
  if (!possible) throw new ImpossibleInput('history_impossible', row)
}
