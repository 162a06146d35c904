import { tiedSums } from './efron-ties.ts'
import { add, at } from './impossible-input.ts'
import { type SurvivalRow, exitDays, riskTable } from './risk-table.ts'
import { type Symmetric, symmetric } from './symmetric.ts'

/** Rows that are at risk together, ready to be gone through again and again. */
export interface CoxStratum {
  days: number
  from: Int32Array
  to: Int32Array
  count: Float64Array
  ended: Uint8Array
  /** Covariates, row after row. */
  values: Float64Array
}

export interface CoxSlope {
  logLikelihood: number
  score: Float64Array
  information: Symmetric
  /** The largest logarithm of a row's hazard ratio to the mean, either way. */
  farthest: number
}

export function coxStratum(rows: readonly SurvivalRow[], values: Float64Array): CoxStratum {
  const { spells } = riskTable(rows, 1, exitDays(rows))
  const days = spells.to.reduce((most, to) => Math.max(most, to + 1), 0)
  return { ...spells, days, ended: Uint8Array.from(spells.cause), values }
}

/**
 * Adds a stratum's partial log likelihood at `coefficients`, its slope and its information. Ties by Efron: of d that end on one day, the
 * l-th meets the risk set less l/d of them. Sums over those at risk run from the last day to the first, so that
 * a small risk set at the end is not the difference of large numbers. O(rows + days), and of days on which few end, or most, their ends.
 */
export function addCoxSlope(to: CoxSlope, stratum: CoxStratum, coefficients: ArrayLike<number>): void {
  const width = coefficients.length
  // Per day: the sum of weights, of weights × each covariate, and × each product of two.
  const stride = 1 + width + (width * (width + 1)) / 2
  const atRisk = new Float64Array((stratum.days + 1) * stride)
  const ending = new Float64Array(stratum.days * stride)
  const ends = new Float64Array(stratum.days)
  for (let i = 0; i < stratum.count.length; i++) {
    const count = at(stratum.count, i)
    let risk = 0
    for (let j = 0; j < width; j++) risk += at(coefficients, j) * at(stratum.values, i * width + j)
    const weight = count * Math.exp(risk)
    to.farthest = Math.max(to.farthest, Math.abs(risk))
    const last = at(stratum.to, i)
    addMoments(atRisk, last * stride, weight, stratum.values, i * width, width)
    if (at(stratum.from, i) > 0) {
      addMoments(atRisk, (at(stratum.from, i) - 1) * stride, -weight, stratum.values, i * width, width)
    }
    if (at(stratum.ended, i) === 0) continue
    addMoments(ending, last * stride, weight, stratum.values, i * width, width)
    add(ends, last, count)
    to.logLikelihood += count * risk
    for (let j = 0; j < width; j++) add(to.score, j, count * at(stratum.values, i * width + j))
  }
  for (let day = stratum.days - 1; day >= 0; day--) {
    for (let k = 0; k < stride; k++) add(atRisk, day * stride + k, at(atRisk, (day + 1) * stride + k))
    if (at(ends, day) > 0) addDay(to, atRisk, ending, day * stride, at(ends, day))
  }
}

function addMoments(
  sums: Float64Array,
  offset: number,
  weight: number,
  values: Float64Array,
  row: number,
  width: number,
): void {
  add(sums, offset, weight)
  let pair = offset + 1 + width
  for (let j = 0; j < width; j++) {
    const weighted = weight * at(values, row + j)
    add(sums, offset + 1 + j, weighted)
    for (let h = 0; h <= j; h++) add(sums, pair++, weighted * at(values, row + h))
  }
}

/** The days' ends met one after the other; the sums over l of 1/rest, (l/d)/rest and their squares are all that differs. */
function addDay(to: CoxSlope, atRisk: Float64Array, ending: Float64Array, offset: number, ends: number): void {
  const width = to.score.length
  const [all, gone] = [at(atRisk, offset), at(ending, offset)]
  const { once, part, twice, mixed, parts, logarithm } = tiedSums(all, gone, ends)
  to.logLikelihood -= logarithm
  let pair = offset + 1 + width
  for (let j = 0; j < width; j++) {
    const [allJ, goneJ] = [at(atRisk, offset + 1 + j), at(ending, offset + 1 + j)]
    add(to.score, j, goneJ * part - allJ * once)
    for (let h = 0; h <= j; h++, pair++) {
      const [allH, goneH] = [at(atRisk, offset + 1 + h), at(ending, offset + 1 + h)]
      const squares = at(atRisk, pair) * once - at(ending, pair) * part
      const means = allJ * allH * twice - (allJ * goneH + goneJ * allH) * mixed + goneJ * goneH * parts
      add(to.information.values, j * width + h, squares - means)
      if (h < j) add(to.information.values, h * width + j, squares - means)
    }
  }
}

export function emptySlope(width: number): CoxSlope {
  return { logLikelihood: 0, score: new Float64Array(width), information: symmetric(width), farthest: 0 }
}
