import type { Copyable } from './copying.ts'

/**
 * Counts what is alike: of a kind, after so many days, seen so late. Tables, by days for what was seen from its start, which nearly
 * all deals are, and by lateness and the days since for the others: a place in them is found in some nanoseconds, one in a Map by
 * a number that large in a hundred.
 */
export interface Tally extends Copyable {
  /** `kind` is less than the number of kinds; with −1 for `times` it takes out what was counted before. */
  add(kind: number, days: number, late: number, times?: 1 | -1): void
  /** Shows each count once, in ascending order of kind, lateness and days, but for those that no table has a place for. */
  each(show: (kind: number, days: number, late: number, count: number) => void): void
}

/** A century; what is longer, or was over before it was seen, is counted too, more slowly. */
const mostDays = 36_525

export function tally(kinds: number): Tally {
  const byDays = Array.from({ length: kinds }, () => noCounts)
  // By lateness, then by the days since it came to be seen.
  const byLate = Array.from({ length: kinds }, () => noTables)
  const others: (Map<number, number> | undefined)[] = Array.from({ length: kinds })
  const add = (kind: number, days: number, late: number, times: 1 | -1 = 1): void => {
    const counts = late === 0 ? (byDays[kind] ?? noCounts) : ((byLate[kind] ?? noTables)[late] ?? noCounts)
    const place = days - late
    // Nearly always.
    if (place >= 0 && place < counts.length) counts[place] = (counts[place] ?? 0) + times
    else addElsewhere(kind, days, late, times)
  }
  const addElsewhere = (kind: number, days: number, late: number, times: 1 | -1): void => {
    const place = days - late
    if (late >= 0 && place >= 0 && late <= mostDays && place <= mostDays) {
      if (late === 0) byDays[kind] = wide(byDays[kind] ?? noCounts, place, 256)
      else {
        const tables = (byLate[kind] = long(byLate[kind] ?? noTables, late))
        tables[late] = wide(tables[late] ?? noCounts, place, 16)
      }
      return add(kind, days, late, times)
    }
    const counts = (others[kind] ??= new Map())
    const key = days * lateMost + late
    const count = (counts.get(key) ?? 0) + times
    if (count === 0) counts.delete(key)
    else counts.set(key, count)
  }
  const each: Tally['each'] = (show) => {
    const showAll = (kind: number, late: number, counts: Int32Array): void => {
      for (let place = 0; place < counts.length; place++) {
        const count = counts[place] ?? 0
        if (count > 0) show(kind, place + late, late, count)
      }
    }
    for (let kind = 0; kind < kinds; kind++) {
      showAll(kind, 0, byDays[kind] ?? noCounts)
      const tables = byLate[kind] ?? noTables
      for (let late = 1; late < tables.length; late++) showAll(kind, late, tables[late] ?? noCounts)
      for (const [key, count] of others[kind] ?? []) {
        const days = Math.floor(key / lateMost)
        show(kind, days, key - days * lateMost, count)
      }
    }
  }
  return { add, each, state: { byDays, byLate, others }, again: () => tally(kinds) }
}

/** No deal is seen later than this after its start: 359 years. */
const lateMost = 131_072

const noCounts: Int32Array = new Int32Array(0)
const noTables: Int32Array[] = []

function wide(counts: Int32Array, place: number, least: number): Int32Array {
  let length = Math.max(counts.length, least)
  while (length <= place) length *= 2
  const wider = new Int32Array(length)
  wider.set(counts)
  return wider
}

/** With a table for a lateness, and one for each before it. */
function long(tables: Int32Array[], late: number): Int32Array[] {
  const own = tables === noTables ? [] : tables
  while (own.length <= late) own.push(noCounts)
  return own
}
