/**
 * Ids by their place, and places by their id: 16 bytes an id and 8 more to find it, where a string and its entry in a Map
 * take a hundred and fifty. Ids are UUIDs, as text in lower case.
 */
export interface PackedIds {
  length: number
  /** Four numbers of 32 bits an id. */
  words: Uint32Array
  /** Places, counted from 1, where the id's hash puts them or the next free place behind; a power of two, half empty at least. */
  table: Int32Array
}

export function packedIds(): PackedIds {
  return { length: 0, words: new Uint32Array(64), table: new Int32Array(32) }
}

/** Ids that were packed before, by their words. */
export function unpackIds(words: Uint32Array): PackedIds {
  // Found by their place most of the time: the table is made when somebody looks for one by itself.
  return { length: words.length / 4, words, table: new Int32Array(0) }
}

/** Adds an id that is not there yet, and gives its place. */
export function addId(ids: PackedIds, id: string): number {
  if (ids.length * 4 >= ids.words.length) {
    const wider = new Uint32Array(Math.max(64, ids.words.length * 2))
    wider.set(ids.words)
    ids.words = wider
  }
  const place = ids.length++
  ids.words.set(wordsOf(id), place * 4)
  if (ids.length * 2 > ids.table.length) makeTable(ids)
  else putIn(ids, place)
  return place
}

/** The place of an id; −1 where it has none. */
export function placeOf(ids: PackedIds, id: string): number {
  return placeOfWords(ids, Uint32Array.from(wordsOf(id)))
}

/** So many places ahead an id is looked for where the last one was before it is looked for by its hash. */
const near = 32

/**
 * Shows the places of ids that came as bytes, 16 each, as a database keeps them; those that have none are left out. Fastest where they
 * come in their order, in which most of the places are, too.
 */
export function eachPlace(ids: PackedIds, bytes: Uint8Array, show: (place: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const wanted = new Uint32Array(4)
  let next = 0
  for (let from = 0; from + 16 <= bytes.length; from += 16) {
    for (let word = 0; word < 4; word++) wanted[word] = view.getUint32(from + word * 4)
    const until = Math.min(ids.length, next + near)
    while (next < until && compareWords(ids.words, next * 4, wanted, 0) !== 0) next++
    const place = next < until ? next : placeOfWords(ids, wanted)
    if (place < 0) continue
    show(place)
    next = place + 1
  }
}

function placeOfWords(ids: PackedIds, wanted: Uint32Array): number {
  if (ids.table.length === 0) makeTable(ids)
  const { words, table } = ids
  const mask = table.length - 1
  for (let slot = hashOf(wanted, 0) & mask; at(table, slot) !== 0; slot = (slot + 1) & mask) {
    const place = at(table, slot) - 1
    if (compareWords(words, place * 4, wanted, 0) === 0) return place
  }
  return -1
}

export function idAt({ words }: PackedIds, place: number): string {
  const hex = [0, 1, 2, 3]
    .map((word) =>
      at(words, place * 4 + word)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Which of two places has the greater id, as a sort asks: ids of later rows are greater. */
export function compareIds({ words }: PackedIds, one: number, other: number): number {
  return compareWords(words, one * 4, words, other * 4)
}

/** Whether the id at a place comes before another one. */
export function isBefore({ words }: PackedIds, place: number, other: readonly number[]): boolean {
  return compareWords(words, place * 4, other, 0) < 0
}

/** The places of the newest of these, newest first. Those that come late are looked at first: most often they are the newest. */
export function newestOf(ids: PackedIds, places: ArrayLike<number>, most: number): number[] {
  let newest: number[] = []
  const cut = () => {
    newest = newest.sort((one, other) => compareIds(ids, other, one)).slice(0, most)
  }
  for (let number = places.length - 1; number >= 0; number--) {
    const place = places[number] ?? 0
    const least = newest[most - 1]
    if (least !== undefined && compareIds(ids, place, least) < 0) continue
    newest.push(place)
    if (newest.length === most || newest.length > most * 4) cut()
  }
  cut()
  return newest
}

/** An id as four numbers of 32 bits. */
export function wordsOf(id: string): [number, number, number, number] {
  return [
    Number.parseInt(id.slice(0, 8), 16),
    Number.parseInt(id.slice(9, 13) + id.slice(14, 18), 16),
    Number.parseInt(id.slice(19, 23) + id.slice(24, 28), 16),
    Number.parseInt(id.slice(28), 16),
  ]
}

function compareWords(one: ArrayLike<number>, from: number, other: ArrayLike<number>, otherFrom: number): number {
  for (let word = 0; word < 4; word++) {
    const difference = at(one, from + word) - at(other, otherFrom + word)
    if (difference !== 0) return difference
  }
  return 0
}

function makeTable(ids: PackedIds): void {
  let slots = 32
  while (slots < ids.length * 4) slots *= 2
  ids.table = new Int32Array(slots)
  for (let place = 0; place < ids.length; place++) putIn(ids, place)
}

function putIn({ words, table }: PackedIds, place: number): void {
  const mask = table.length - 1
  let slot = hashOf(words, place * 4) & mask
  while (at(table, slot) !== 0) slot = (slot + 1) & mask
  table[slot] = place + 1
}

/** Ids made one after the other count on in their last bits: without a thorough stir they would lie in runs (MurmurHash3's). */
function hashOf(words: ArrayLike<number>, from: number): number {
  let hash = at(words, from + 1) ^ Math.imul(at(words, from + 2), 0x9e3779b1) ^ at(words, from + 3)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function at(numbers: ArrayLike<number>, place: number): number {
  return numbers[place] ?? 0
}
