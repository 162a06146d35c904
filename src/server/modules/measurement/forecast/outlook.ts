import { type HazardLayout, type Hazards, seasonalHazards } from '../../../../statistics/index.ts'
import { type Chances, type Learned, chancesOf } from './chances.ts'
import { type Cube, bandOf, cubeOf, edges } from './cube.ts'
import type { Slots, Spells } from './spells.ts'

/** Ages that share their seasons: the first fortnight, the first two months, older. */
const groupStarts = [0, 15, 57]

/** So far back is learned from, and after so many days a day counts half. */
const learnedDays = 3 * 365
const halfLifeDays = 365

const layoutOf = (slots: number): HazardLayout => ({
  stages: slots,
  bands: edges.length,
  groupOf: edges.map((edge) => groupStarts.findLastIndex((start) => start <= edge)),
  groups: groupStarts.length,
  positions: 3,
})

/** Which month of its quarter a day lies in: deals are closed towards the end of what is measured. */
function positionOf(day: number): number {
  return new Date(day * 86_400_000).getUTCMonth() % 3
}

/** What was learned up to a day, as chances of a win in the days after it. */
export interface Outlook extends Chances {
  readonly date: number
  readonly learned: Learned
}

/** The same by another number of days ahead. */
export function chancesAhead({ date, learned }: Outlook, horizon: number): Chances {
  return chancesOf(learned, positionsOf(date + 1, horizon))
}

function positionsOf(first: number, days: number): Int8Array {
  return Int8Array.from({ length: days }, (_, day) => positionOf(first + day))
}

const kept = new WeakMap<Cube, Map<string, Outlook[]>>()
const mostKept = 8

/**
 * The chances at each of some days, ascending, each learned from what happened up to its own day. Who asks about other deals on the same
 * days is given the same.
 */
export function outlooksAt(spells: Spells, slots: Slots, dates: readonly number[], horizon: number): Outlook[] {
  const first = (dates[0] ?? 0) - learnedDays
  const cube = cubeOf(spells, slots.count, first, dates.at(-1) ?? 0)
  const outlooks = kept.get(cube) ?? new Map<string, Outlook[]>()
  kept.set(cube, outlooks)
  const key = `${dates.join()} ${horizon}`
  const known = outlooks.get(key)
  if (known) return known
  const learned = learnAt(cube, slots.count, first, dates)
  const found = learned.map((each, number) => {
    const date = dates[number] ?? 0
    return { date, learned: each, ...chancesOf(each, positionsOf(date + 1, horizon)) }
  })
  outlooks.set(key, found)
  const [oldest] = outlooks.keys()
  if (outlooks.size > mostKept && oldest !== undefined) outlooks.delete(oldest)
  return found
}

/** One walk through the days, from the first that is learned from: sums grow, and are fitted at each date. */
function learnAt(cube: Cube, slots: number, first: number, dates: readonly number[]): Learned[] {
  const { cells, changes, events } = cube
  const layout = layoutOf(slots)
  const exposure = new Float64Array(layout.positions * cells)
  const sums = events.map(() => new Float64Array(layout.positions * cells))
  const where = new Float64Array(slots * slots)
  const atRisk = new Float64Array(cells)
  const found: Learned[] = []
  for (let day = 0; found.length < dates.length && day < cube.days; day++) {
    const date = cube.first + day
    const from = day * cells
    for (let cell = 0; cell < cells; cell++) atRisk[cell] = (atRisk[cell] ?? 0) + (changes[from + cell] ?? 0)
    if (date < first) continue
    const weight = 2 ** ((date - first) / halfLifeDays)
    const offset = positionOf(date) * cells
    for (let cell = 0; cell < cells; cell++) {
      const now = atRisk[cell] ?? 0
      if (now === 0) continue
      exposure[offset + cell] = (exposure[offset + cell] ?? 0) + now * weight
      for (let kind = 0; kind < sums.length; kind++) {
        const count = events[kind]?.[from + cell] ?? 0
        const sum = sums[kind]
        if (count > 0 && sum) sum[offset + cell] = (sum[offset + cell] ?? 0) + count * weight
      }
    }
    addMoves(cube, slots, day, weight, where)
    if (date === dates[found.length]) found.push(learnedFrom(layout, exposure, sums, where, weight))
  }
  return found
}

function addMoves({ ways, moves }: Cube, slots: number, day: number, weight: number, where: Float64Array): void {
  ways.forEach(({ from, to }, way) => {
    const count = moves[day * ways.length + way] ?? 0
    if (count > 0) where[from * slots + to] = (where[from * slots + to] ?? 0) + count * weight
  })
}

/** The sums of a day, as if the day itself counted one. */
function learnedFrom(
  layout: HazardLayout,
  exposure: Float64Array,
  sums: readonly Float64Array[],
  where: Float64Array,
  weight: number,
): Learned {
  const scaled = (values: Float64Array) => values.map((value) => value / weight)
  const risk = scaled(exposure)
  const hazards: Hazards[] = sums.map((events) => seasonalHazards(layout, risk, scaled(events)))
  return { layout, bandOf, hazards, where: where.slice() }
}
