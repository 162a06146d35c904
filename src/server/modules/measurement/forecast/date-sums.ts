import type { Sums } from './replays.ts'

/** Sums by date and group, at `number * groups + group`. */
export function noSumsBy(dates: readonly number[], groups: number): Float64Array {
  return new Float64Array(dates.length * groups)
}

/**
 * The same of what is so on dates that follow each other: told of the first of them, and taken back after the last. Of whole numbers nothing is
 * left over then.
 */
export function rangesBy(dates: readonly number[], groups: number) {
  const changes = new Float64Array((dates.length + 1) * groups)
  return {
    /** On the dates of these numbers, the last one excluded. */
    add: (begin: number, end: number, group: number, value: number): void => {
      addTo(changes, begin * groups + group, value)
      addTo(changes, end * groups + group, -value)
    },
    /** On each date, once all is told. */
    sums: (): Float64Array => {
      const sums = changes.slice()
      for (let place = groups; place < sums.length; place++) addTo(sums, place, sums[place - groups] ?? 0)
      return sums
    },
  }
}

export function addTo(sums: Float64Array, place: number, value: number): void {
  sums[place] = (sums[place] ?? 0) + value
}

/** Adds what was counted, by date and group, to the parts of the sums of the same names. */
export function addColumns(
  columns: Partial<Record<keyof Sums, Float64Array>>,
  sums: readonly (readonly Sums[])[],
): void {
  // Its own names and no others: the compiler takes names of an object for any text.
  const parts = Object.entries(columns) as [keyof Sums, Float64Array][]
  sums.forEach((groups, number) => {
    groups.forEach((own, group) => {
      for (const [part, column] of parts) own[part] += column[number * groups.length + group] ?? 0
    })
  })
}
