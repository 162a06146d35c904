import { ages } from './chances.ts'
import type { History } from '../history.ts'
import { type Spells, type Stay, never, spellEnd } from './spells.ts'

/** Where bands of age begin, in days since the stage was entered. */
export const edges = [0, 1, 4, 8, 15, 22, 29, 43, 57, 71, 85, 99, 113, 127, 141, 169, 225, 365]
const bands = edges.length

/** The band of an age in days. */
export const bandOf = Int32Array.from({ length: ages }, (_, age) => edges.findLastIndex((edge) => edge <= age))

/** What happened, by day and cell (slot · bands + band): days one after the other. What is learned at a day is the sum up to it. */
export interface Cube {
  readonly first: number
  readonly days: number
  /** Whether nothing began before them. */
  isWhole: boolean
  readonly slots: number
  readonly cells: number
  /** How many came to be at risk less how many ceased. */
  readonly changes: Int32Array
  /** Wins, other ends, moves. */
  readonly events: readonly Int32Array[]
  /** The ways that were moved, and each one's number, counted from 1, by from · slots + to; 0 where nobody went. */
  readonly ways: Way[]
  readonly wayOf: Int32Array
  /** What happened from this day on may be another than when it was last learned from; `never` where all is as it was. */
  changedFrom: number
}

/** A way from stage to stage, few of all there could be, with how often it was moved by day. */
interface Way {
  readonly from: number
  readonly to: number
  readonly moves: Int32Array
}

/** Longer histories are counted from so many days before their end, until earlier days are asked for. */
const mostDays = 10 * 365
/** Days to come are asked for tomorrow. */
const daysAhead = 31
const kept = new WeakMap<Spells, readonly Cube[]>()
/** Trials and advice of a year ago learn from so many days before those of a forecast. */
const daysBefore = 365
const mostKept = 3

/** The cube of some days and those around them, kept with the stays: each question asks for nearly the same ones. */
export function cubeOf(spells: Spells, slots: number, first: number, last: number): Cube {
  const cubes = kept.get(spells) ?? []
  const isCovered = (cube: Cube) => (cube.isWhole || cube.first <= first) && lastOf(cube) >= last
  const known = cubes.find((cube) => isCovered(cube) && cube.slots === slots)
  if (known) return known
  const begin = first - daysBefore
  const { cube, count: show, done } = counting(slots, begin, Math.max(last + daysAhead, begin + mostDays), false)
  spells.eachOf({ since: begin }, show)
  done()
  kept.set(spells, [cube, ...cubes].slice(0, mostKept))
  return cube
}

/** Begins the cube of all days, or of the last ones where these are too many, for who is going to see all stays; done when they are told so. */
export function countCube(spells: Spells, slots: number, { day, length, lastDay }: History['facts']) {
  let first = Math.max(lastDay, 0)
  for (let fact = 0; fact < length; fact++) if ((day[fact] ?? 0) < first) first = day[fact] ?? 0
  const begin = Math.max(first, lastDay - mostDays, 0)
  const { cube, count: show, done } = counting(slots, begin, Math.max(lastDay, begin) + daysAhead, begin <= first)
  kept.set(spells, [cube])
  return { count: show, done }
}

/** Counts the stays of a deal that are gone no more, and others in their place. */
export function recount(spells: Spells, gone: readonly Stay[], come: readonly Stay[]): void {
  const changedFrom = firstDifference(gone, come)
  for (const cube of kept.get(spells) ?? []) {
    cube.changedFrom = Math.min(cube.changedFrom, changedFrom)
    cube.isWhole &&= come.every(({ from }) => from >= cube.first)
    for (const stay of gone) add(cube, stay, -1)
    for (const stay of come) add(cube, stay, 1)
  }
}

function lastOf({ first, days }: Cube): number {
  return first + days - 1
}

/** The first day on which one would tell stays from others; `never` for the same. */
function firstDifference(ones: readonly Stay[], others: readonly Stay[]): number {
  const came = (stay?: Stay) => [stay?.slot, stay?.entered, stay?.from].join()
  const went = (stay?: Stay) => [stay?.to, stay?.end, stay?.next].join()
  for (let place = 0; place < Math.max(ones.length, others.length); place++) {
    const [one, other] = [ones[place], others[place]]
    if (came(one) !== came(other)) return Math.min(one?.from ?? never, other?.from ?? never)
    if (went(one) !== went(other)) return Math.min(one?.to ?? never, other?.to ?? never)
  }
  return never
}

function emptyCube(slots: number, first: number, end: number, isWhole: boolean): Cube {
  const days = end - first + 1
  const cells = slots * bands
  return {
    first,
    days,
    isWhole,
    slots,
    cells,
    changes: new Int32Array((days + 1) * cells),
    events: [0, 1, 2].map(() => new Int32Array(days * cells)),
    ways: [],
    wayOf: new Int32Array(slots * slots),
    changedFrom: never,
  }
}

/** Adds a stay so many times. */
function add(cube: Cube, stay: Stay, times: number): void {
  const { first, cells, changes } = cube
  const { entered, to, slot } = stay
  const from = Math.max(stay.from, first)
  const until = Math.min(to, lastOf(cube))
  if (until < from) return
  const offset = slot * bands
  let band = bandOf[Math.min(from - entered, ages - 1)] ?? 0
  for (let day = from; day <= until; band++) {
    const next = Math.min(until + 1, band + 1 < bands ? entered + (edges[band + 1] ?? 0) : until + 1)
    addTo(changes, (day - first) * cells + offset + band, times)
    addTo(changes, (next - first) * cells + offset + band, -times)
    day = next
  }
  if (to === until) addEnd(cube, stay, times)
}

/** Counts the end of a stay that ended within the days. */
function addEnd(cube: Cube, { slot, entered, to, end, next }: Stay, times: number): void {
  const { first, cells, events } = cube
  const sums = events[end - spellEnd.won]
  if (sums === undefined) return
  const band = bandOf[Math.min(to - entered, ages - 1)] ?? 0
  addTo(sums, (to - first) * cells + slot * bands + band, times)
  if (end === spellEnd.moved) addTo(movesOf(cube, slot, next), to - first, times)
}

function movesOf({ slots, ways, wayOf, days }: Cube, from: number, to: number): Int32Array {
  const known = ways[(wayOf[from * slots + to] ?? 0) - 1]
  if (known) return known.moves
  const moves = new Int32Array(days)
  wayOf[from * slots + to] = ways.push({ from, to, moves })
  return moves
}

/**
 * Counts millions of stays, once each. Of those that were followed from the day they came, as nearly all were, only this day and the band
 * they got to are counted: how many came to each band before follows from it once all are counted, and how many ceased from their ends.
 */
function counting(slots: number, first: number, end: number, isWhole: boolean) {
  const cube = emptyCube(slots, first, end, isWhole)
  const { cells, changes, events } = cube
  const reached = new Int32Array(cube.days * cells)
  const count = (stay: Stay): void => {
    const { slot, entered, from, to } = stay
    if (from !== entered || entered < first) {
      add(cube, stay, 1)
      // It has ceased to be at risk here already.
      if (to >= Math.max(from, first) && to <= end)
        addTo(changes, (to + 1 - first) * cells + slot * bands + (bandOf[Math.min(to - entered, ages - 1)] ?? 0), 1)
      return
    }
    if (entered > end) return
    const band = bandOf[Math.min(Math.min(to, end) - entered, ages - 1)] ?? 0
    addTo(reached, (entered - first) * cells + slot * bands + band, 1)
    if (to <= end) addEnd(cube, stay, 1)
  }
  const done = () => {
    for (const sums of events)
      for (let cell = 0; cell < sums.length; cell++) addTo(changes, cell + cells, -(sums[cell] ?? 0))
    for (let last = reached.length - 1, came = 0; last >= 0; last--) {
      const band = last % bands
      // From the oldest band to the youngest: who got to a band had been in those before it.
      came = (band === bands - 1 ? 0 : came) + (reached[last] ?? 0)
      if (came === 0) continue
      const cell = last + (edges[band] ?? 0) * cells
      addTo(changes, cell, came)
      if (band > 0) addTo(changes, cell - 1, -came)
    }
  }
  return { cube, count, done }
}

function addTo(sums: Int32Array, place: number, times: number): void {
  sums[place] = (sums[place] ?? 0) + times
}
