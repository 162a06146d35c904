/**
 * Counts what is alike: of a kind, after so many days, seen so late. A table by days for what was seen from its start, which
 * nearly all deals are: a place in it is found in a nanosecond, one in a Map by a number that large in fifty.
 */
export interface Tally {
  /** `kind` is less than the number of kinds; with −1 for `times` it takes out what was counted before. */
  add(kind: number, days: number, late: number, times?: 1 | -1): void
  /** Shows each count once. */
  each(show: (kind: number, days: number, late: number, count: number) => void): void
}

/** A century; longer ones are counted too, more slowly. */
const mostDays = 36_525

export function tally(kinds: number): Tally {
  const byDays = Array.from({ length: kinds }, () => noCounts)
  const others: (Map<number, number> | undefined)[] = Array.from({ length: kinds })
  const add = (kind: number, days: number, late: number, times: 1 | -1 = 1): void => {
    const counts = byDays[kind] ?? noCounts
    // Nearly always.
    if (late === 0 && days >= 0 && days < counts.length) counts[days] = (counts[days] ?? 0) + times
    else addElsewhere(kind, days, late, times)
  }
  const addElsewhere = (kind: number, days: number, late: number, times: 1 | -1): void => {
    if (late === 0 && days >= 0 && days <= mostDays) {
      byDays[kind] = wide(byDays[kind] ?? noCounts, days)
      return add(kind, days, late, times)
    }
    const counts = (others[kind] ??= new Map())
    const key = days * lateMost + late
    const count = (counts.get(key) ?? 0) + times
    if (count === 0) counts.delete(key)
    else counts.set(key, count)
  }
  const each: Tally['each'] = (show) => {
    for (let kind = 0; kind < kinds; kind++) {
      const counts = byDays[kind] ?? noCounts
      for (let days = 0; days < counts.length; days++) {
        const count = counts[days] ?? 0
        if (count > 0) show(kind, days, 0, count)
      }
      for (const [key, count] of others[kind] ?? []) {
        const days = Math.floor(key / lateMost)
        show(kind, days, key - days * lateMost, count)
      }
    }
  }
  return { add, each }
}

/** No deal is seen later than this after its start: 359 years. */
const lateMost = 131_072

const noCounts: Int32Array = new Int32Array(0)

function wide(counts: Int32Array, days: number): Int32Array {
  let length = Math.max(counts.length, 256)
  while (length <= days) length *= 2
  const wider = new Int32Array(length)
  wider.set(counts)
  return wider
}
