/** Counts of owners in windows of days: kept between the ends of all windows that are asked for, however many days and owners there are. */
export interface Windows {
  /** Ascending days; the last one ends the last part. */
  readonly edges: readonly number[]
  /** The part that a day from the first edge on lies in. */
  readonly partOf: Int32Array
}

/** @param edges the days on which windows begin, and those after their last ones */
export function windowsBetween(edges: readonly number[]): Windows {
  const ascending = [...new Set(edges)].toSorted((one, other) => one - other)
  const first = ascending[0] ?? 0
  const partOf = new Int32Array((ascending.at(-1) ?? first) - first)
  for (let part = 0; part < ascending.length - 1; part++)
    partOf.fill(part, (ascending[part] ?? 0) - first, (ascending[part + 1] ?? 0) - first)
  return { edges: ascending, partOf }
}

/** By owner and part. */
export function noCounts({ edges }: Windows, owners: number): Float64Array {
  return new Float64Array(owners * edges.length)
}

/** Counts something of a day so many times; days outside all windows are left out. */
export function countOn(
  { edges, partOf }: Windows,
  counts: Float64Array,
  owner: number,
  day: number,
  times: 1 | -1 = 1,
): void {
  const part = partOf[day - (edges[0] ?? 0)]
  if (part === undefined) return
  const place = owner * edges.length + part
  counts[place] = (counts[place] ?? 0) + times
}

/** Counts each day from one on, up to the day before another, so many times. */
export function countDays(
  windows: Windows,
  counts: Float64Array,
  owner: number,
  from: number,
  until: number,
  times: 1 | -1 = 1,
): void {
  const { edges, partOf } = windows
  const [first = 0, last = 0] = [edges[0], edges.at(-1)]
  const end = Math.min(until, last)
  for (let day = Math.max(from, first); day < end; ) {
    const part = partOf[day - first] ?? 0
    const next = Math.min(end, edges[part + 1] ?? end)
    const place = owner * edges.length + part
    counts[place] = (counts[place] ?? 0) + times * (next - day)
    day = next
  }
}

/** What was counted before each edge, by owner. */
export function countsBefore({ edges }: Windows, counts: Float64Array): Float64Array {
  const sums = new Float64Array(counts.length)
  for (let place = 0; place < counts.length; place++)
    if (place % edges.length > 0) sums[place] = (sums[place - 1] ?? 0) + (counts[place - 1] ?? 0)
  return sums
}

/** What was counted from one edge on, up to the day before another, of what was counted before each. */
export function countedIn(
  { edges, partOf }: Windows,
  before: Float64Array,
  owner: number,
  from: number,
  until: number,
): number {
  const first = edges[0] ?? 0
  const place = (edge: number) => owner * edges.length + (partOf[edge - first] ?? edges.length - 1)
  return (before[place(until)] ?? 0) - (before[place(from)] ?? 0)
}
