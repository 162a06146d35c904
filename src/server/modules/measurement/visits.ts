import { type History, codeOf, factNumbers } from './history.ts'
import type { Life } from './lives.ts'
import type { ProcessMap } from './stages.ts'

/**
 * Where the stages of a process stand, by codes: `of(stage)` tells of the version that this stage belongs to where each of its stages
 * stands, counted from 1; 0 for care, and for stages of others.
 */
export interface Places {
  readonly of: (stage: number) => Int32Array
}

export function placesIn({ codes, stages }: History, { standing }: ProcessMap): Places {
  const byVersion = new Map<number, Int32Array>()
  for (const { versionId, stageId, at: place } of standing) {
    const version = codeOf(codes, versionId)
    const places = byVersion.get(version) ?? new Int32Array(codes.ids.length)
    places[codeOf(codes, stageId)] = place
    byVersion.set(version, places)
  }
  const nowhere = new Int32Array(codes.ids.length)
  const byStage = Array<Int32Array>(codes.ids.length).fill(nowhere)
  for (const [stage, { version }] of stages) byStage[stage] = byVersion.get(version) ?? nowhere
  return { of: (stage) => byStage[stage] ?? nowhere }
}

/** One stay in a stage before care: from an entry to the next one, to the end that stands, or to the day. */
export interface Visit {
  /** The number of the place in the process, in the order of the version that the deal is on. */
  at: number
  enteredOn: number
  leftOn: number
  entryDated: boolean
  /** Whether both its days are known. */
  whole: boolean
  /** It began by a change of version. */
  mapped: boolean
  /** It ended by one, in another place. */
  mappedAway: boolean
  last: boolean
  /** The deal had never been so far. A stage that is entered by going back was passed before. */
  first: boolean
}

/** The visits of a deal in columns, one place a visit: what most deals are counted by, without an object a visit. */
export interface Walk {
  length: number
  at: Int32Array
  enteredOn: Int32Array
  /** Whether the entry has a date, and whether it was a change of version. */
  dated: Uint8Array
  mapped: Uint8Array
  /** The furthest place; and whether every visit went further than all before. */
  furthest: number
  isForward: boolean
}

export function newWalk(length = 64): Walk {
  const [at, enteredOn] = [new Int32Array(length), new Int32Array(length)]
  const [dated, mapped] = [new Uint8Array(length), new Uint8Array(length)]
  return { length: 0, at, enteredOn, dated, mapped, furthest: 0, isForward: true }
}

/** Writes down in `walk` how a deal went through the stages, in order, in the order of the version it is on. */
export function walkThrough(history: History, places: Places, life: Life, walk: Walk): void {
  const { type, value, day, dated, isUndone } = history.facts
  const { standingFacts, facts } = life
  const own = places.of(life.stage)
  const first = history.deals.firstFact[life.deal] ?? 0
  const facing = standingFacts ?? life.last - first + 1
  if (facing > walk.at.length) Object.assign(walk, newWalk(facing * 2))
  const { at, enteredOn, dated: isDated, mapped } = walk
  let length = 0
  let furthest = 0
  let isForward = true
  for (let number = 0; number < facing; number++) {
    // By all that is known: what stands is what nobody undid, up to the last that counts.
    const fact = standingFacts === null ? first + number : (facts[number] ?? 0)
    const its = type[fact] ?? 0
    if (its > versionChanged || (standingFacts === null && isUndone[fact] === 1)) continue
    const place = own[value[fact] ?? 0] ?? 0
    if (place === 0) continue
    at[length] = place
    enteredOn[length] = day[fact] ?? 0
    isDated[length] = dated[fact] ?? 0
    mapped[length] = its === versionChanged ? 1 : 0
    length++
    if (place <= furthest) isForward = false
    else furthest = place
  }
  walk.length = length
  walk.furthest = furthest
  walk.isForward = isForward
}

const versionChanged = factNumbers['deal.version_changed']

// Used again for each deal: a million of them would be five million objects. A list for each number of visits.
const walked = newWalk()
const kept: Visit[] = []
const lists: (readonly Visit[])[] = []

/**
 * How a deal went through the stages, in order. It is read in the order of the version it is on. A deal that was reopened comes
 * back to where it was, and its clock has never stopped. The visits are the same objects each time: what is to be kept of
 * them has to be copied.
 */
export function visitsOf(history: History, places: Places, life: Life): readonly Visit[] {
  walkThrough(history, places, life, walked)
  return visitsIn(walked, life)
}

/** What `visitsOf` gives, of a deal that was walked through already. */
export function visitsIn(walk: Walk, life: Life): readonly Visit[] {
  let furthest = 0
  for (let number = 0; number < walk.length; number++) {
    const visit = (kept[number] ??= newVisit())
    const place = walk.at[number] ?? 0
    const last = number === walk.length - 1
    visit.at = place
    visit.enteredOn = walk.enteredOn[number] ?? 0
    visit.leftOn = last ? life.until : (walk.enteredOn[number + 1] ?? 0)
    visit.entryDated = (walk.dated[number] ?? 0) === 1
    visit.whole = visit.entryDated && (last || (walk.dated[number + 1] ?? 0) === 1)
    visit.mapped = (walk.mapped[number] ?? 0) === 1
    visit.mappedAway = !last && (walk.mapped[number + 1] ?? 0) === 1 && (walk.at[number + 1] ?? 0) !== place
    visit.last = last
    visit.first = place > furthest
    furthest = Math.max(furthest, place)
  }
  return (lists[walk.length] ??= kept.slice(0, walk.length))
}

function newVisit(): Visit {
  return {
    at: 0,
    enteredOn: 0,
    leftOn: 0,
    entryDated: false,
    whole: false,
    mapped: false,
    mappedAway: false,
    last: false,
    first: false,
  }
}
