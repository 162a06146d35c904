import type { History } from './history.ts'
import { type Life, type Standing, eachLife } from './lives.ts'
import type { Scope } from './scope.ts'
import type { Place, ProcessMap } from './stages.ts'
import { type Visit, placesIn, visitsOf } from './visits.ts'

/** Deals that came through a stage, or stopped there, after the same time: first visits, and how each went on. */
export interface Passage {
  readonly place: Place
  /** Whether they came further than this stage before any end. */
  readonly further: boolean
  /** A change of version took them further: nobody has seen how they would have gone on from here. */
  readonly mapped: boolean
  readonly standing: Standing
  readonly dated: boolean
  readonly days: number
  readonly late: number
  count: number
}

/** Deals that have stayed in a stage for the same time, all stays together. */
export interface Stay {
  readonly place: Place
  /** Still there, or taken away by a change of version: nobody has seen them leave. */
  readonly here: boolean
  readonly days: number
  readonly late: number
  count: number
}

export interface Flow {
  readonly passages: readonly Passage[]
  readonly stays: readonly Stay[]
}

/** How the deals went through the stages: how each first visit went on, and how long each deal has been where. */
export function flowOf(history: History, scope: Scope, process: ProcessMap): Flow {
  const places = placesIn(history, process)
  const passages = new Map<number, Passage>()
  const stays = new Map<number, Stay>()
  eachLife(history, scope, (life) => {
    if (!life.measured) return
    const visits = visitsOf(history, places, life)
    addPassages(process, passages, life, visits)
    addStays(process, stays, life, visits)
  })
  return { passages: [...passages.values()], stays: [...stays.values()] }
}

const standingNumbers = { open: 0, won: 1, lost: 2, disqualified: 3, not_now: 4 } as const satisfies Record<
  Standing,
  number
>

function addPassages(process: ProcessMap, passages: Map<number, Passage>, life: Life, visits: readonly Visit[]): void {
  const firsts = visits.filter(({ first }) => first)
  for (const [number, visit] of firsts.entries()) {
    const next = firsts[number + 1]
    const place = process.places[visit.at - 1]
    if (place === undefined) continue
    const further = next !== undefined
    const mapped = next?.mapped ?? false
    const dated = visit.entryDated && (next?.entryDated ?? true)
    const days = (next?.enteredOn ?? life.until) - visit.enteredOn
    const late = Math.max(0, life.observedFrom - visit.enteredOn)
    const flags = ((standingNumbers[life.standing] * 2 + Number(further)) * 2 + Number(mapped)) * 2 + Number(dated)
    const key = keyOf(visit.at, flags, days, late)
    const same = passages.get(key)
    if (same) same.count++
    else passages.set(key, { place, further, mapped, standing: life.standing, dated, days, late, count: 1 })
  }
}

function addStays(process: ProcessMap, stays: Map<number, Stay>, life: Life, visits: readonly Visit[]): void {
  for (const [number, visit] of visits.entries()) {
    // All visits to a place are one stay, told where the first of them stands.
    if (visits.findIndex((other) => other.at === visit.at) < number) continue
    const place = process.places[visit.at - 1]
    const same = visits.filter((other) => other.at === visit.at)
    const latest = same.at(-1)
    if (place === undefined || latest === undefined || !same.every(({ whole }) => whole)) continue
    const days = same.reduce((sum, { enteredOn, leftOn }) => sum + leftOn - enteredOn, 0)
    const here = (latest.last && life.standing === 'open') || latest.mappedAway
    const late = Math.max(0, life.observedFrom - visit.enteredOn)
    const key = keyOf(visit.at, Number(here), days, late)
    const known = stays.get(key)
    if (known) known.count++
    else stays.set(key, { place, here, days, late, count: 1 })
  }
}

/** One number for all that is the same: up to 1,000 places, 64 flags, and 300 years before and after. */
function keyOf(place: number, flags: number, days: number, late: number): number {
  const years = 110_000
  return ((place * 64 + flags) * (2 * years) + days + years) * years + late
}
