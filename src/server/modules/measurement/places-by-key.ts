/** The places of keys in the order of the keys, equal ones in their own; keys are whole, from 0 to less than `keys`. By counting, in one pass each way. */
export function placesByKey(keyOf: Int32Array, keys: number): Int32Array {
  const next = new Int32Array(keys + 1)
  for (const key of keyOf) next[key + 1] = (next[key + 1] ?? 0) + 1
  for (let key = 0; key < keys; key++) next[key + 1] = (next[key + 1] ?? 0) + (next[key] ?? 0)
  const places = new Int32Array(keyOf.length)
  for (let place = 0; place < keyOf.length; place++) {
    const key = keyOf[place] ?? 0
    const to = next[key] ?? 0
    next[key] = to + 1
    places[to] = place
  }
  return places
}

/** What a column holds at some places. */
export function valuesAt(column: Int32Array, places: Int32Array): Int32Array {
  const values = new Int32Array(places.length)
  for (let number = 0; number < places.length; number++) values[number] = column[places[number] ?? 0] ?? 0
  return values
}

/** The same of amounts: a function that reads both kinds of column makes an object of each number. */
export function amountsAt(column: Float64Array, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length)
  for (let number = 0; number < places.length; number++) values[number] = column[places[number] ?? 0] ?? 0
  return values
}
