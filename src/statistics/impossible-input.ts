/**
 * Thrown when a number handed in cannot be an observation: a bug of the caller (or of a SQL query), never of a person.
 * The code says which rule was broken, `detail` what broke it.
 */
export class ImpossibleInput extends RangeError {
  override readonly name = 'ImpossibleInput'
  readonly code: string
  readonly detail: unknown

  constructor(code: string, detail: unknown) {
    super(`${code} ${JSON.stringify(detail)}`)
    this.code = code
    this.detail = detail
  }
}

/** Throws `confidence_outside_0_1` unless 0 < confidence < 1. */
export function assertConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new ImpossibleInput('confidence_outside_0_1', confidence)
}

/** Throws `probability_outside_0_1` unless 0 ≤ p ≤ 1. */
export function assertProbability(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new ImpossibleInput('probability_outside_0_1', p)
}

/** Throws `count_not_whole` unless the value is a whole number ≥ 0 that a double holds exactly. */
export function assertCount(count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 0)) throw new ImpossibleInput('count_not_whole', count)
}

/** `values[index]` for an index that exists by construction; a wrong index is a bug here and throws. */
export function at(values: ArrayLike<number>, index: number): number {
  const value = values[index]
  if (value === undefined) throw new ImpossibleInput('index_outside', index)
  return value
}

/** values[index] += amount, for an index that exists by construction. */
export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = at(values, index) + amount
}
