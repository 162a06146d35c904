import { type HazardLayout, type Hazards, seasonalHazards } from '../../../../statistics/index.ts'
import { type Slots, type Spells, spellEnd } from './spells.ts'
import { type Chances, type Learned, ages, chancesOf } from './chances.ts'

/** Where bands of age begin, in days since the stage was entered. */
const edges = [0, 1, 4, 8, 15, 22, 29, 43, 57, 71, 85, 99, 113, 127, 141, 169, 225, 365]
/** Ages that share their seasons: the first fortnight, the first two months, older. */
const groupStarts = [0, 15, 57]
const bands = edges.length

/** The band of an age in days. */
export const bandOf = Int32Array.from({ length: ages }, (_, age) => edges.findLastIndex((edge) => edge <= age))

/** So far back is learned from, and after so many days a day counts half. */
const learnedDays = 3 * 365
const halfLifeDays = 365

export const layoutOf = (slots: number): HazardLayout => ({
  stages: slots,
  bands,
  groupOf: edges.map((edge) => groupStarts.findLastIndex((start) => start <= edge)),
  groups: groupStarts.length,
  positions: 3,
})

/** Which month of its quarter a day lies in: deals are closed towards the end of what is measured. */
export function positionOf(day: number): number {
  return new Date(day * 86_400_000).getUTCMonth() % 3
}

/** What was learned up to a day, as chances of a win in the days after it. */
export interface Outlook extends Chances {
  readonly date: number
  readonly learned: Learned
}

/** The same by another number of days ahead. */
export function chancesAhead({ date, learned }: Outlook, horizon: number): Chances {
  return chancesOf(
    learned,
    Int8Array.from({ length: horizon }, (_, day) => positionOf(date + 1 + day)),
  )
}

/**
 * The chances at each of some days, ascending, each learned from what happened up to its own day: in one walk through the stays,
 * counted by day and cell, and one through the days.
 */
export function outlooksAt(spells: Spells, slots: Slots, dates: readonly number[], horizon: number): Outlook[] {
  const last = dates.at(-1) ?? 0
  const first = (dates[0] ?? 0) - learnedDays
  const days = last - first + 1
  const cells = slots.count * bands
  const counted = countCells(spells, slots.count, first, days)
  const positions = Int8Array.from({ length: days + horizon }, (_, day) => positionOf(first + day))
  const layout = layoutOf(slots.count)
  const exposure = new Float64Array(layout.positions * cells)
  const events = [0, 1, 2].map(() => new Float64Array(layout.positions * cells))
  const atRisk = new Float64Array(cells)
  const moves = moveWeights(spells, slots.count, dates, first)
  const found: Outlook[] = []
  for (let day = 0; day < days; day++) {
    const weight = 2 ** (day / halfLifeDays)
    const offset = (positions[day] ?? 0) * cells
    for (let cell = 0; cell < cells; cell++) {
      const now = (atRisk[cell] ?? 0) + (counted.changes[day * cells + cell] ?? 0)
      atRisk[cell] = now
      if (now > 0) exposure[offset + cell] = (exposure[offset + cell] ?? 0) + now * weight
      for (let kind = 0; kind < 3; kind++) {
        const count = counted.events[kind]?.[day * cells + cell] ?? 0
        const sums = events[kind]
        if (count > 0 && sums) sums[offset + cell] = (sums[offset + cell] ?? 0) + count * weight
      }
    }
    if (first + day !== dates[found.length]) continue
    // As if the day itself counted one.
    const scaled = (values: Float64Array) => values.map((value) => value / weight)
    const risk = scaled(exposure)
    const fit = (kind: number) => seasonalHazards(layout, risk, scaled(events[kind] ?? exposure))
    const hazards: Hazards[] = [fit(0), fit(1), fit(2)]
    const ahead = positions.subarray(day + 1, day + 1 + horizon)
    const where = moves[found.length] ?? new Float64Array(0)
    const learned = { layout, bandOf, hazards, where }
    found.push({ date: first + day, learned, ...chancesOf(learned, ahead) })
  }
  return found
}

/** By day and cell: how many came to be at risk less how many ceased, and wins, other ends and moves. */
function countCells(spells: Spells, slots: number, first: number, days: number) {
  const cells = slots * bands
  const changes = new Int32Array((days + 1) * cells)
  const events = [0, 1, 2].map(() => new Int32Array(days * cells))
  const end = first + days - 1
  for (let place = 0; place < spells.length; place++) {
    const to = spells.to[place] ?? 0
    const from = Math.max(spells.from[place] ?? 0, first)
    const until = Math.min(to, end)
    if (until < from) continue
    const entered = spells.entered[place] ?? 0
    const offset = (spells.slot[place] ?? 0) * bands
    let band = bandOf[Math.min(from - entered, ages - 1)] ?? 0
    for (let day = from; day <= until; band++) {
      const next = Math.min(until + 1, band + 1 < bands ? entered + (edges[band + 1] ?? 0) : until + 1)
      const begins = (day - first) * cells + offset + band
      const ceases = (next - first) * cells + offset + band
      changes[begins] = (changes[begins] ?? 0) + 1
      changes[ceases] = (changes[ceases] ?? 0) - 1
      day = next
    }
    const kind = (spells.end[place] ?? 0) - spellEnd.won
    const sums = events[kind]
    if (to > end || sums === undefined) continue
    const cell = (to - first) * cells + offset + (bandOf[Math.min(to - entered, ages - 1)] ?? 0)
    sums[cell] = (sums[cell] ?? 0) + 1
  }
  return { changes, events }
}

/** From each stage to each, how often it was moved up to each date, a day counting half after a year. */
function moveWeights(spells: Spells, slots: number, dates: readonly number[], first: number): Float64Array[] {
  const sums = dates.map(() => new Float64Array(slots * slots))
  const last = dates.at(-1) ?? 0
  for (let place = 0; place < spells.length; place++) {
    const day = spells.to[place] ?? 0
    if (spells.end[place] !== spellEnd.moved || day < first || day > last) continue
    const own = sums[dates.findIndex((date) => date >= day)]
    const cell = (spells.slot[place] ?? 0) * slots + (spells.next[place] ?? 0)
    if (own) own[cell] = (own[cell] ?? 0) + 2 ** ((day - first) / halfLifeDays)
  }
  sums.forEach((own, number) => {
    const before = sums[number - 1]
    if (before) for (let cell = 0; cell < own.length; cell++) own[cell] = (own[cell] ?? 0) + (before[cell] ?? 0)
  })
  return sums
}
