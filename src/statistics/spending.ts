import { ImpossibleInput, assertCount, at } from './impossible-input.ts'
import { type Slope, minimise } from './minimum.ts'
import { digamma, logGamma } from './special-functions.ts'

/** Customers with as many purchases of the same average value, in any one unit of money. */
export interface SpenderRow {
  purchases: number
  average: number
  count: number
}

/** A customer's purchases vary around a mean of their own, Gamma(p, ν); ν varies among customers, Gamma(q, γ). */
export interface SpendingModel {
  p: number
  q: number
  gamma: number
  /** Mean value of a purchase over all customers, pγ/(q − 1); null when q ≤ 1: a few customers outweigh all others. */
  mean: number | null
  logLikelihood: number
  n: number
}

/**
 * Gamma-gamma model of the value of purchases by maximum likelihood. It takes for granted that how much one buys does not go with how
 * often. Null without customers, or when the likelihood has no top (all averages alike). Throws ImpossibleInput for a row that cannot be.
 * Source: Fader, Hardie & Lee 2005, Journal of Marketing Research 42; Fader & Hardie 2013; golden: R optim, to 1e-4.
 */
export function spending(rows: readonly SpenderRow[]): SpendingModel | null {
  for (const row of rows) assertSpender(row)
  const spenders = rows.filter(({ count }) => count > 0)
  const n = spenders.reduce((total, { count }) => total + count, 0)
  if (n === 0) return null
  const typical = spenders.reduce((total, { average, count }) => total + (average * count) / n, 0)
  const { point, value, converged } = minimise((logs) => unlikeliness(spenders, logs), [1, 1, Math.log(typical)])
  if (!converged) return null
  const [p = 0, q = 0, gamma = 0] = point.map(Math.exp)
  return { p, q, gamma, mean: q > 1 ? (p * gamma) / (q - 1) : null, logLikelihood: -value, n }
}

/** −log likelihood at the logarithms of p, q and γ. */
function unlikeliness(rows: readonly SpenderRow[], logs: readonly number[]): Slope {
  const [p, q, gamma] = [Math.exp(at(logs, 0)), Math.exp(at(logs, 1)), Math.exp(at(logs, 2))]
  let value = 0
  let [byP, byQ, byGamma] = [0, 0, 0]
  for (const [x, own] of Map.groupBy(rows, ({ purchases }) => purchases)) {
    const base = logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma)
    const [whole, each, tail] = [digamma(p * x + q), digamma(p * x), digamma(q)]
    for (const { average, count } of own) {
      const sum = Math.log(average * x)
      const reached = Math.log(gamma + average * x)
      value -= count * (base + p * x * sum - Math.log(average) - (p * x + q) * reached)
      byP -= count * x * (whole - each + sum - reached)
      byQ -= count * (whole - tail + Math.log(gamma) - reached)
      byGamma -= count * (q / gamma - (p * x + q) / (gamma + average * x))
    }
  }
  return { value, gradient: [byP * p, byQ * q, byGamma * gamma] }
}

/**
 * Value to be expected of each further purchase of a customer: p(γ + x·average) ÷ (p·x + q − 1), between the customer's own average and that
 * of all, nearer to the own the more purchases. Null where it has no mean (p·x + q ≤ 1). Throws ImpossibleInput for a row that cannot be.
 */
export function expectedPurchaseValue(
  { p, q, gamma }: Pick<SpendingModel, 'p' | 'q' | 'gamma'>,
  spender: Omit<SpenderRow, 'count'>,
): number | null {
  assertSpender({ ...spender, count: 1 })
  const { purchases, average } = spender
  return p * purchases + q > 1 ? (p * (gamma + purchases * average)) / (p * purchases + q - 1) : null
}

function assertSpender(row: SpenderRow): void {
  assertCount(row.count)
  assertCount(row.purchases)
  if (!(row.purchases > 0 && row.average > 0 && row.average < Infinity)) {
    throw new ImpossibleInput('history_impossible', row)
  }
}
