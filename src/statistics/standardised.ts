import { ImpossibleInput, add, at } from './impossible-input.ts'

/** Covariates row after row, each moved to mean 0 and scaled to standard deviation 1; one that never varies is 0 throughout. */
export interface Standardised {
  width: number
  values: Float64Array
  means: Float64Array
  /** 1 for a covariate that never varies. */
  deviations: Float64Array
}

/**
 * Standardises `covariates` of rows that count `count` times, with the standard deviation of the n rows (÷ n). Throws ImpossibleInput when rows
 * differ in their number of covariates, or one is not finite.
 */
export function standardised(rows: readonly { covariates: readonly number[]; count: number }[]): Standardised {
  const width = rows[0]?.covariates.length ?? 0
  const n = rows.reduce((total, { count }) => total + count, 0)
  const means = new Float64Array(width)
  const deviations = new Float64Array(width)
  const values = new Float64Array(rows.length * width)
  rows.forEach(({ covariates, count }, i) => {
    if (covariates.length !== width) throw new ImpossibleInput('covariates_differ_in_number', covariates)
    for (let j = 0; j < width; j++) {
      const value = at(covariates, j)
      if (!Number.isFinite(value)) throw new ImpossibleInput('value_not_finite', covariates)
      values[i * width + j] = value
      add(means, j, (count * value) / n)
    }
  })
  rows.forEach(({ count }, i) => {
    for (let j = 0; j < width; j++) add(deviations, j, (count * (at(values, i * width + j) - at(means, j)) ** 2) / n)
  })
  for (let j = 0; j < width; j++) {
    const deviation = Math.sqrt(at(deviations, j))
    const constant = deviation <= 1e-12 * Math.abs(at(means, j))
    deviations[j] = constant ? 1 : deviation
    for (let i = j; i < values.length; i += width) {
      values[i] = constant ? 0 : (at(values, i) - at(means, j)) / deviation
    }
  }
  return { width, values, means, deviations }
}
