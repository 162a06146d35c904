import { at } from './impossible-input.ts'
import type { Standardised } from './standardised.ts'

/**
 * Standardised rows with a leading 1, as what is usual in each column and where each row departs from it: of a hundred
 * columns of yes and no a case departs in ten, and sums over pairs of columns take a hundredth of the work.
 */
export interface Departures {
  readonly width: number
  readonly usual: Float64Array
  /** Row i departs in `columns[k]` by `amounts[k]`, starts[i] ≤ k < starts[i + 1]. */
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly amounts: Float64Array
}

export function departures({ width, values, means, deviations }: Standardised): Departures {
  const count = width === 0 ? 0 : values.length / width
  const zeros = Float64Array.from(means, (mean, j) => -mean / at(deviations, j))
  const alike = new Float64Array(width)
  for (let i = 0; i < values.length; i++)
    if (values[i] === zeros[i % width]) alike[i % width] = at(alike, i % width) + 1
  const usual = Float64Array.from({ length: width + 1 }, (_, j) => {
    // A column that is seldom zero is kept as it is: around a far zero its digits would be lost.
    return j === 0 ? 1 : at(alike, j - 1) * 2 > count ? at(zeros, j - 1) : 0
  })
  const starts = new Int32Array(count + 1)
  const columns: number[] = []
  const amounts: number[] = []
  for (let i = 0; i < count; i++) {
    for (let j = 1; j <= width; j++) {
      const amount = (values[i * width + j - 1] ?? 0) - (usual[j] ?? 0)
      if (amount === 0) continue
      columns.push(j)
      amounts.push(amount)
    }
    starts[i + 1] = columns.length
  }
  return { width: width + 1, usual, starts, columns: Int32Array.from(columns), amounts: Float64Array.from(amounts) }
}
