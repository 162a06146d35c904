/**
 * Divides an amount by weights so that the parts sum to it to the last minor unit: each gets the whole part of its share, and
 * what is left goes one by one to the largest remainders, the first of equal ones first. A negative amount is divided as its
 * opposite; without any weight all parts are equal.
 * @param total an integer, in minor units
 * @param weights finite and not negative; whole ones count exactly, others to 15 digits
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  if (weights.length === 1) return [total]
  if (total < 0) return apportion(-total, weights).map((part) => (part === 0 ? 0 : -part))
  const shares = exactShares(weights)
  const sum = shares.reduce((whole, each) => whole + each, 0n)
  const amount = BigInt(total)
  return dealOut(
    shares.map((share) => amount * share),
    sum,
    amount,
  )
}

/**
 * Rounds quotients of one denominator so that they sum to their rounded sum: each is within one of what it is, whole ones stay.
 * @param numerators not negative
 */
export function roundTogether(numerators: readonly bigint[], denominator: bigint): number[] {
  const sum = numerators.reduce((whole, each) => whole + each, 0n)
  return dealOut(numerators, denominator, divideHalfEven(sum, denominator))
}

/** Whole parts of quotients; what is left of a total goes one by one to the largest remainders. */
function dealOut(numerators: readonly bigint[], denominator: bigint, total: bigint): number[] {
  const parts = numerators.map((each, place) => ({ place, minor: each / denominator, remainder: each % denominator }))
  const left = Number(total - parts.reduce((whole, { minor }) => whole + minor, 0n))
  const first = parts.toSorted((one, other) => compare(other.remainder, one.remainder) || one.place - other.place)
  for (const part of first.slice(0, left)) part.minor++
  return parts.map(({ minor }) => Number(minor))
}

/** A quotient of integers, rounded to the nearest one and to the even one from the middle. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  if (denominator < 0n) return divideHalfEven(-numerator, -denominator)
  const sign = numerator < 0n ? -1n : 1n
  const size = numerator * sign
  const whole = size / denominator
  const twice = 2n * (size % denominator)
  const isUp = twice > denominator || (twice === denominator && whole % 2n === 1n)
  return sign * (isUp ? whole + 1n : whole)
}

function exactShares(weights: readonly number[]): bigint[] {
  const largest = Math.max(...weights)
  if (largest === 0) return weights.map(() => 1n)
  if (weights.every(Number.isSafeInteger)) return weights.map(BigInt)
  return weights.map((weight) => BigInt(Math.round((weight / largest) * 1e15)))
}

function compare(one: bigint, other: bigint): number {
  return one < other ? -1 : one > other ? 1 : 0
}
