import { type AmountSum, type Share, meanLimits } from '../../../../statistics/index.ts'
import { valuesAt } from '../places-by-key.ts'
import type { Places, Purchases } from './purchases.ts'

/** The places at which an amount is known. Written out: there are as many as wins. */
export function placesKnown(column: Float64Array, places: Places): Places {
  const known = new Int32Array(places.length)
  let length = 0
  for (let number = 0; number < places.length; number++) {
    const place = places[number] ?? 0
    if (!Number.isNaN(column[place] ?? Number.NaN)) known[length++] = place
  }
  return known.subarray(0, length)
}

/** Wins after the first of a customer. */
export function repeatsOf({ customer }: Purchases, places: Places): number {
  const named = places.filter((place) => customer[place] !== 0)
  return named.length - new Set(valuesAt(customer, named)).size
}

export function sumsAt(column: Float64Array, places: Places): AmountSum {
  let [sum, sumOfSquares] = [0, 0]
  for (const place of places) {
    const value = column[place] ?? 0
    sum += value
    sumOfSquares += value * value
  }
  return { sum, sumOfSquares }
}

export function columnAt(column: Float64Array, places: Places): Float64Array {
  const values = new Float64Array(places.length)
  places.forEach((place, number) => {
    values[number] = column[place] ?? 0
  })
  return values
}

export function meanAt(column: Float64Array, places: Places): Share {
  const { sum, sumOfSquares } = sumsAt(column, places)
  return meanLimits(places.length, sum, sumOfSquares)
}

export function dealsOf({ deal }: Purchases, places: Iterable<number>): readonly number[] {
  return Array.from(places, (place) => deal[place] ?? 0)
}
