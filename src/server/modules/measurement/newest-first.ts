import { type PackedIds, compareIds } from './packed-ids.ts'

/** Some places of ids, later ones before earlier ones as far as that is known. */
interface Newer {
  readonly places: Int32Array
  /** The place of the greatest id among those that were not shown yet; −1 where none is left. */
  readonly next: number
}

/** The place of the greatest id in the first block, the first two, and so on; ids are only ever added. */
const greatest = new WeakMap<PackedIds, number[]>()

/**
 * Shows every place once, those at the end first, twice as many each time: ids of later rows are greater and nearly always lie behind. Who looks for
 * the newest few is done as soon as the least of those it has is greater than all that are left.
 * @param block places that are compared and first shown together; the same for the same ids
 */
export function* newestFirst(ids: PackedIds, block = 4_096): Generator<Newer> {
  const known = greatestIn(ids, block)
  let end = ids.length
  for (let blocks = 1; end > 0; blocks *= 2) {
    const left = Math.max(0, Math.ceil(end / block) - blocks)
    const places = Int32Array.from({ length: end - left * block }, (_, number) => left * block + number)
    end = left * block
    yield { places, next: known[left - 1] ?? -1 }
  }
}

function greatestIn(ids: PackedIds, block: number): readonly number[] {
  const known = greatest.get(ids) ?? []
  greatest.set(ids, known)
  for (let first = known.length * block; first + block <= ids.length; first += block) {
    let most = known.at(-1) ?? first
    for (let place = first; place < first + block; place++) if (compareIds(ids, place, most) > 0) most = place
    known.push(most)
  }
  return known
}
