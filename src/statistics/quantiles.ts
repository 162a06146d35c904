import { distinct } from './distinct.ts'
import { ImpossibleInput, add, assertCount, assertProbability, at } from './impossible-input.ts'

/** `count` observations of the same value. */
export interface CountedValue {
  value: number
  count: number
}

/** Σ count · value ÷ Σ count; null without observations. Throws ImpossibleInput for a value or count that cannot be. */
export function mean(values: readonly CountedValue[]): number | null {
  let n = 0
  let sum = 0
  for (const { value, count } of values) {
    assertObservation(value, count)
    n += count
    sum += value * count
  }
  return n === 0 ? null : sum / n
}

/**
 * Type 7 quantile: linear between the order statistics x₍⌊h⌋₎ and x₍⌊h⌋₊₁₎ at h = (n − 1)p + 1; null without
 * observations. Exact on counted values: equal to the quantile of the values written out. p = ½ is the usual median.
 * Throws ImpossibleInput for a value, count or p that cannot be.
 * Source: Hyndman & Fan 1996, The American Statistician 50, definition 7 (the default of R, NumPy, spreadsheets).
 */
export function quantile(values: readonly CountedValue[], p: number): number | null {
  assertProbability(p)
  for (const { value, count } of values) assertObservation(value, count)
  const seen = values.filter(({ count }) => count > 0)
  const { sorted, placeOf } = distinct(Float64Array.from(seen, ({ value }) => value))
  const counts = new Float64Array(sorted.length)
  for (const { value, count } of seen) add(counts, placeOf(value), count)
  const n = counts.reduce((total, count) => total + count, 0)
  if (n === 0) return null
  const position = (n - 1) * p
  const below = orderStatistic(sorted, counts, Math.floor(position))
  const above = orderStatistic(sorted, counts, Math.ceil(position))
  return below + (position - Math.floor(position)) * (above - below)
}

/** The same of values that are written out in ascending order: to be asked again and again as they grow. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number | null {
  assertProbability(p)
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * p
  const below = sorted[Math.floor(position)] ?? Number.NaN
  const above = sorted[Math.ceil(position)] ?? Number.NaN
  return below + (position - Math.floor(position)) * (above - below)
}

/** The value with exactly `rank` observations before it (0 = the smallest). */
function orderStatistic(sorted: Float64Array, counts: Float64Array, rank: number): number {
  let before = 0
  for (let i = 0; i < sorted.length; i++) {
    before += at(counts, i)
    if (before > rank) return at(sorted, i)
  }
  throw new ImpossibleInput('index_outside', rank)
}

function assertObservation(value: number, count: number): void {
  assertCount(count)
  if (!Number.isFinite(value)) throw new ImpossibleInput('value_not_finite', value)
}
