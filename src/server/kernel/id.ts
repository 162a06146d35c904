import { randomUUIDv7 } from 'node:crypto'

// The one made last: ids of one millisecond would else be in no order, and facts of one instant are read in the order of their ids.
let last = ''

/** A new id: UUIDv7, each greater than those this process made before, so that ids sort by the time they were made. */
export function newId(): string {
  const id = randomUUIDv7()
  last = id > last ? id : after(last)
  return last
}

/** The next id of the same millisecond: the last 48 random bits count on. */
function after(id: string): string {
  const count = (Number.parseInt(id.slice(24), 16) + 1) % 2 ** 48
  return id.slice(0, 24) + count.toString(16).padStart(12, '0')
}
