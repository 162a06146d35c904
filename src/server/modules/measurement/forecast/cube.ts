import { ages } from './chances.ts'
import { type Spells, type Stays, never, spellEnd } from './spells.ts'

/** Where bands of age begin, in days since the stage was entered. */
export const edges = [0, 1, 4, 8, 15, 22, 29, 43, 57, 71, 85, 99, 113, 127, 141, 169, 225, 365]
const bands = edges.length

/** The band of an age in days. */
export const bandOf = Int32Array.from({ length: ages }, (_, age) => edges.findLastIndex((edge) => edge <= age))

/** What happened, by day and cell (slot · bands + band): days one after the other. What is learned at a day is the sum up to it. */
export interface Cube {
  readonly first: number
  readonly days: number
  readonly slots: number
  readonly cells: number
  /** How many came to be at risk less how many ceased. */
  readonly changes: Int32Array
  /** Wins, other ends, moves. */
  readonly events: readonly Int32Array[]
  /** Each way that was moved, how often by day (day · ways + way), and which it is (from · slots + to); −1 where nobody went. */
  readonly ways: readonly { readonly from: number; readonly to: number }[]
  readonly moves: Int32Array
  readonly wayOf: Int32Array
  /** What happened from this day on may be another than when it was last learned from; `never` where all is as it was. */
  changedFrom: number
}

const mostDays = 10 * 365
const kept = new WeakMap<Spells, readonly Cube[]>()
/** Trials and advice of a year ago learn from so many days before those of a forecast. */
const daysBefore = 365
const mostKept = 3

/** The cube of some days and those around them, kept with the stays: each question asks for nearly the same ones. */
export function cubeOf(spells: Spells, slots: number, first: number, last: number): Cube {
  const cubes = kept.get(spells) ?? []
  const known = cubes.find((cube) => cube.first <= first && lastOf(cube) >= last && cube.slots === slots)
  if (known) return known
  const begin = first - daysBefore
  const cube = emptyCube(spells, slots, begin, Math.max(last, Math.min(spells.lastDay, begin + mostDays)))
  count(cube, spells, 1)
  kept.set(spells, [cube, ...cubes].slice(0, mostKept))
  return cube
}

/** Counts the stays of a deal that are gone no more, and others in their place. */
export function recount(spells: Spells, gone: Stays, come: Stays): void {
  const changedFrom = firstDifference(gone, come)
  const counted = (kept.get(spells) ?? []).filter((cube) => {
    cube.changedFrom = Math.min(cube.changedFrom, changedFrom)
    return count(cube, gone, -1) && count(cube, come, 1)
  })
  kept.set(spells, counted)
}

function lastOf({ first, days }: Cube): number {
  return first + days - 1
}

/** The first day on which one would tell stays from others; `never` for the same. */
function firstDifference(ones: Stays, others: Stays): number {
  const most = Math.max(ones.length, others.length)
  for (let place = 0; place < most; place++) {
    const [one, other] = [ones, others].map((stays) => ({
      came: [stays.slot, stays.entered, stays.from].map((column) => column[place] ?? 0).join(),
      went: [stays.to, stays.end, stays.next].map((column) => column[place] ?? 0).join(),
      from: place < stays.length ? (stays.from[place] ?? 0) : never,
      to: place < stays.length ? (stays.to[place] ?? 0) : never,
    }))
    if (one === undefined || other === undefined) return never
    if (one.came !== other.came) return Math.min(one.from, other.from)
    if (one.went !== other.went) return Math.min(one.to, other.to)
  }
  return never
}

function emptyCube(spells: Spells, slots: number, first: number, end: number): Cube {
  const days = end - first + 1
  const cells = slots * bands
  const { of, list } = waysOf(spells, slots)
  return {
    first,
    days,
    slots,
    cells,
    changes: new Int32Array((days + 1) * cells),
    events: [0, 1, 2].map(() => new Int32Array(days * cells)),
    ways: list,
    wayOf: of,
    moves: new Int32Array(days * list.length),
    changedFrom: never,
  }
}

/** Adds stays so many times; false where one went a way that nobody had gone. */
function count(cube: Cube, stays: Stays, times: number): boolean {
  const { first, slots, cells, changes, events, ways, wayOf, moves } = cube
  const end = lastOf(cube)
  for (let place = 0; place < stays.length; place++) {
    const to = stays.to[place] ?? 0
    const from = Math.max(stays.from[place] ?? 0, first)
    const until = Math.min(to, end)
    if (until < from) continue
    const entered = stays.entered[place] ?? 0
    const slot = stays.slot[place] ?? 0
    const offset = slot * bands
    let band = bandOf[Math.min(from - entered, ages - 1)] ?? 0
    for (let day = from; day <= until; band++) {
      const next = Math.min(until + 1, band + 1 < bands ? entered + (edges[band + 1] ?? 0) : until + 1)
      const begins = (day - first) * cells + offset + band
      const ceases = (next - first) * cells + offset + band
      changes[begins] = (changes[begins] ?? 0) + times
      changes[ceases] = (changes[ceases] ?? 0) - times
      day = next
    }
    const kind = stays.end[place] ?? 0
    const sums = events[kind - spellEnd.won]
    if (to > end || sums === undefined) continue
    const cell = (to - first) * cells + offset + (bandOf[Math.min(to - entered, ages - 1)] ?? 0)
    sums[cell] = (sums[cell] ?? 0) + times
    if (kind !== spellEnd.moved) continue
    const way = wayOf[slot * slots + (stays.next[place] ?? 0)] ?? -1
    if (way < 0) return false
    const move = (to - first) * ways.length + way
    moves[move] = (moves[move] ?? 0) + times
  }
  return true
}

/** The ways from stage to stage that deals went: few of all there could be. */
function waysOf(stays: Stays, slots: number) {
  const of = new Int32Array(slots * slots).fill(-1)
  const list: { from: number; to: number }[] = []
  for (let place = 0; place < stays.length; place++) {
    if (stays.end[place] !== spellEnd.moved) continue
    const [from, to] = [stays.slot[place] ?? 0, stays.next[place] ?? 0]
    if (of[from * slots + to] === -1) of[from * slots + to] = list.push({ from, to }) - 1
  }
  return { of, list }
}
