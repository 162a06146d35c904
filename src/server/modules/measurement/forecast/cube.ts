import { ages } from './chances.ts'
import { type Spells, spellEnd } from './spells.ts'

/** Where bands of age begin, in days since the stage was entered. */
export const edges = [0, 1, 4, 8, 15, 22, 29, 43, 57, 71, 85, 99, 113, 127, 141, 169, 225, 365]
const bands = edges.length

/** The band of an age in days. */
export const bandOf = Int32Array.from({ length: ages }, (_, age) => edges.findLastIndex((edge) => edge <= age))

/** What happened, by day and cell (slot · bands + band): days one after the other. What is learned at a day is the sum up to it. */
export interface Cube {
  readonly first: number
  readonly days: number
  readonly cells: number
  /** How many came to be at risk less how many ceased. */
  readonly changes: Int32Array
  /** Wins, other ends, moves. */
  readonly events: readonly Int32Array[]
  /** Each way that was moved, and how often by day: day · ways + way. */
  readonly ways: readonly { readonly from: number; readonly to: number }[]
  readonly moves: Int32Array
}

const mostDays = 10 * 365
const kept = new WeakMap<Spells, Map<string, Cube>>()

/** The cube of some days and those around them, kept with the stays: each question asks for nearly the same ones. */
export function cubeOf(spells: Spells, slots: number, first: number, last: number): Cube {
  const begin = Math.floor(first / 365) * 365
  const end = Math.max(last, Math.min(spells.lastDay, begin + mostDays))
  const cubes = kept.get(spells) ?? new Map<string, Cube>()
  kept.set(spells, cubes)
  const key = `${begin} ${end} ${slots}`
  const known = cubes.get(key)
  if (known) return known
  const cube = count(spells, slots, begin, end)
  cubes.clear()
  cubes.set(key, cube)
  return cube
}

function count(spells: Spells, slots: number, first: number, end: number): Cube {
  const days = end - first + 1
  const cells = slots * bands
  const changes = new Int32Array((days + 1) * cells)
  const events = [0, 1, 2].map(() => new Int32Array(days * cells))
  const ways = waysOf(spells, slots)
  const moves = new Int32Array(days * ways.list.length)
  for (let place = 0; place < spells.length; place++) {
    const to = spells.to[place] ?? 0
    const from = Math.max(spells.from[place] ?? 0, first)
    const until = Math.min(to, end)
    if (until < from) continue
    const entered = spells.entered[place] ?? 0
    const slot = spells.slot[place] ?? 0
    const offset = slot * bands
    let band = bandOf[Math.min(from - entered, ages - 1)] ?? 0
    for (let day = from; day <= until; band++) {
      const next = Math.min(until + 1, band + 1 < bands ? entered + (edges[band + 1] ?? 0) : until + 1)
      const begins = (day - first) * cells + offset + band
      const ceases = (next - first) * cells + offset + band
      changes[begins] = (changes[begins] ?? 0) + 1
      changes[ceases] = (changes[ceases] ?? 0) - 1
      day = next
    }
    const kind = spells.end[place] ?? 0
    const sums = events[kind - spellEnd.won]
    if (to > end || sums === undefined) continue
    const cell = (to - first) * cells + offset + (bandOf[Math.min(to - entered, ages - 1)] ?? 0)
    sums[cell] = (sums[cell] ?? 0) + 1
    if (kind !== spellEnd.moved) continue
    const move = (to - first) * ways.list.length + (ways.of[slot * slots + (spells.next[place] ?? 0)] ?? 0)
    moves[move] = (moves[move] ?? 0) + 1
  }
  return { first, days, cells, changes, events, ways: ways.list, moves }
}

/** The ways from stage to stage that deals went: few of all there could be. */
function waysOf(spells: Spells, slots: number) {
  const of = new Int32Array(slots * slots).fill(-1)
  const list: { from: number; to: number }[] = []
  for (let place = 0; place < spells.length; place++) {
    if (spells.end[place] !== spellEnd.moved) continue
    const [from, to] = [spells.slot[place] ?? 0, spells.next[place] ?? 0]
    if (of[from * slots + to] === -1) of[from * slots + to] = list.push({ from, to }) - 1
  }
  return { of, list }
}
