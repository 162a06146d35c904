import { at } from './impossible-input.ts'

/** A symmetric matrix of size × size numbers, row after row. */
export interface Symmetric {
  size: number
  values: Float64Array
}

export function symmetric(size: number): Symmetric {
  return { size, values: new Float64Array(size * size) }
}

/**
 * Inverse of a positive semidefinite matrix over its independent rows, by sweeping. A row that depends on those before it
 * (its pivot emptied to rounding error) is passed over: zero in the inverse, false in `independent`.
 * Source: Goodnight 1979, The American Statistician 33.
 */
export function inverseOf(matrix: Symmetric): Symmetric & { independent: boolean[]; rank: number } {
  const { size } = matrix
  const values = matrix.values.slice()
  const independent = Array.from({ length: size }, (_, k) => {
    const pivot = at(values, k * size + k)
    if (!(pivot > 1e-9 * at(matrix.values, k * size + k))) return false
    sweep(values, size, k, pivot)
    return true
  })
  independent.forEach((kept, k) => {
    if (kept) return
    for (let i = 0; i < size; i++) values[k * size + i] = values[i * size + k] = 0
  })
  return { size, values, independent, rank: independent.filter(Boolean).length }
}

function sweep(values: Float64Array, size: number, k: number, pivot: number): void {
  for (let j = 0; j < size; j++) values[k * size + j] = at(values, k * size + j) / pivot
  for (let i = 0; i < size; i++) {
    if (i === k) continue
    const factor = at(values, i * size + k)
    if (factor === 0) continue
    // The heart of it: without a call, and without a look whether the place is there.
    for (let j = 0; j < size; j++) {
      const place = i * size + j
      values[place] = (values[place] ?? 0) - factor * (values[k * size + j] ?? 0)
    }
    values[i * size + k] = -factor / pivot
  }
  values[k * size + k] = 1 / pivot
}

export function times({ size, values }: Symmetric, vector: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => {
    let total = 0
    for (let j = 0; j < size; j++) total += at(values, i * size + j) * at(vector, j)
    return total
  })
}

/** vᵀ M v. */
export function quadraticForm(matrix: Symmetric, vector: ArrayLike<number>): number {
  return times(matrix, vector).reduce((total, value, i) => total + value * at(vector, i), 0)
}
