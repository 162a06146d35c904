import { type HazardLayout, hazardsOfLate, seasonalHazards } from '../../../../statistics/index.ts'
import { type Chances, type Learned, chancesOf } from './chances.ts'
import { type Cube, bandOf, cubeOf, edges } from './cube.ts'
import { firstEndOf } from './day-counts.ts'
import { type Slots, type Spells, never } from './spells.ts'

/** Ages that share their seasons: the first fortnight, the first two months, older. */
const groupStarts = [0, 15, 57]

/** So far back is learned from. */
const learnedDays = 3 * 365
/** After so many days a day counts half: for the law by stage, age and season, and for how it has moved of late. */
const halfLives = { long: 365, late: 30 }

const layoutOf = (slots: number): HazardLayout => ({
  stages: slots,
  bands: edges.length,
  // Half way between its ends, as ratios go; the last band, of a year and older, is as wide as it is old.
  ages: edges.map((edge, band) => Math.sqrt((edge + 1) * ((edges[band + 1] ?? 2 * edge) + 1))),
  groupOf: edges.map((edge) => groupStarts.findLastIndex((start) => start <= edge)),
  groups: groupStarts.length,
  positions: 3,
})

const daysOfSeason = 91

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
const mostKept = 12

/**
 * The chances at each of some days, ascending, each learned from what happened up to its own day. Who asks about other deals on the same
 * days is given the same; what has changed since is learned anew, from its day on.
 */
export function outlooksAt(spells: Spells, slots: Slots, dates: readonly number[], horizon: number): Outlook[] {
  const first = (dates[0] ?? 0) - learnedDays
  const cube = cubeOf(spells, slots.count, first, dates.at(-1) ?? 0)
  const outlooks = kept.get(cube) ?? new Map<string, Outlook[]>()
  kept.set(cube, outlooks)
  for (const [key, before] of outlooks) {
    const holding = before.filter(({ date }) => date < cube.changedFrom)
    if (holding.length < before.length) outlooks.set(key, holding)
  }
  cube.changedFrom = never
  const key = `${dates.join()} ${horizon}`
  const known = outlooks.get(key) ?? []
  if (known.length === dates.length) return known
  const learned = learnAt(cube, slots.count, { first, firstEnd: firstEndOf(spells) }, dates.slice(known.length))
  const found = learned.map((each, number) => {
    const date = dates[known.length + number] ?? 0
    return { date, learned: each, ...chancesOf(each, positionsOf(date + 1, horizon)) }
  })
  const all = [...known, ...found]
  outlooks.set(key, all)
  const [oldest] = outlooks.keys()
  if (outlooks.size > mostKept && oldest !== undefined) outlooks.delete(oldest)
  return all
}

/** Days at risk and events by position in the season and cell, each as much as its day still counts. */
interface Memory {
  readonly halfLife: number
  readonly exposure: Float64Array
  readonly events: readonly Float64Array[]
}

function emptyMemory(halfLife: number, cells: number): Memory {
  return { halfLife, exposure: new Float64Array(cells), events: [0, 1, 2].map(() => new Float64Array(cells)) }
}

/**
 * One walk through the days, from the first that is learned from: sums grow, and are fitted at each date. Nothing is learned up to the
 * first end that is known: a list often begins with what was open then, and what had ended before is not in it.
 */
function learnAt(
  cube: Cube,
  slots: number,
  { first, firstEnd }: { readonly first: number; readonly firstEnd: number },
  dates: readonly number[],
): Learned[] {
  const { cells, changes, events } = cube
  const layout = layoutOf(slots)
  const size = layout.positions * cells
  const memories = { long: emptyMemory(halfLives.long, size), late: emptyMemory(halfLives.late, size) }
  const where = new Float64Array(slots * slots)
  const atRisk = new Float64Array(cells)
  let [day, seen] = [0, 0]
  return dates.map((until) => {
    for (; day < cube.days && cube.first + day <= until; day++) {
      const date = cube.first + day
      const from = day * cells
      for (let cell = 0; cell < cells; cell++) atRisk[cell] = (atRisk[cell] ?? 0) + (changes[from + cell] ?? 0)
      if (date < first) continue
      if (date > firstEnd) {
        seen++
        const offset = positionOf(date) * cells
        for (const memory of [memories.long, memories.late])
          remember(memory, offset, atRisk, events, from, 2 ** ((date - first) / memory.halfLife))
      }
      addMoves(cube, slots, day, 2 ** ((date - first) / halfLives.long), where)
    }
    return learnedFrom(layout, memories, where, { days: until - first, seasons: seen / daysOfSeason })
  })
}

function remember(
  { exposure, events: sums }: Memory,
  offset: number,
  atRisk: Float64Array,
  events: Cube['events'],
  from: number,
  weight: number,
): void {
  for (let cell = 0; cell < atRisk.length; cell++) {
    const now = atRisk[cell] ?? 0
    if (now === 0) continue
    exposure[offset + cell] = (exposure[offset + cell] ?? 0) + now * weight
    for (let kind = 0; kind < sums.length; kind++) {
      const count = events[kind]?.[from + cell] ?? 0
      const sum = sums[kind]
      if (count > 0 && sum) sum[offset + cell] = (sum[offset + cell] ?? 0) + count * weight
    }
  }
}

function addMoves({ ways }: Cube, slots: number, day: number, weight: number, where: Float64Array): void {
  for (const { from, to, moves } of ways) {
    const count = moves[day] ?? 0
    if (count > 0) where[from * slots + to] = (where[from * slots + to] ?? 0) + count * weight
  }
}

/** The law of the long memory as it is of late; in both, the last of so many days counts one. */
function learnedFrom(
  layout: HazardLayout,
  { long, late }: { readonly long: Memory; readonly late: Memory },
  where: Float64Array,
  { days, seasons }: { readonly days: number; readonly seasons: number },
): Learned {
  const scaled = (memory: Memory, sums: Float64Array) => sums.map((sum) => sum / 2 ** (days / memory.halfLife))
  const risk = scaled(long, long.exposure)
  const riskOfLate = scaled(late, late.exposure)
  const hazards = long.events.map((events, kind) => {
    const law = seasonalHazards(layout, risk, scaled(long, events), seasons)
    return hazardsOfLate(layout, law, riskOfLate, scaled(late, late.events[kind] ?? new Float64Array(events.length)))
  })
  return { layout, bandOf, hazards, where: where.slice() }
}
