import { type History, codeOf, factNumbers } from './history.ts'
import type { Life } from './lives.ts'
import type { ProcessMap } from './stages.ts'

/** Where the stages of a process stand in each of its versions, by codes: `of(version)[stage]`, counted from 1; 0 for care. */
export interface Places {
  readonly of: (version: number) => Int32Array
}

const nowhere = new Int32Array(0)

export function placesIn({ codes }: History, { standing }: ProcessMap): Places {
  const byVersion = new Map<number, Int32Array>()
  for (const { versionId, stageId, at: place } of standing) {
    const version = codeOf(codes, versionId)
    const places = byVersion.get(version) ?? new Int32Array(codes.ids.length)
    places[codeOf(codes, stageId)] = place
    byVersion.set(version, places)
  }
  // One deal after the other asks about the same version.
  let latest = Number.NaN
  let places: Int32Array = nowhere
  return {
    of: (version) => {
      if (version !== latest) places = byVersion.get(version) ?? nowhere
      latest = version
      return places
    },
  }
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
  const { deals, facts, stages } = history
  const own = places.of(stages.get(life.stage)?.version ?? 0)
  const first = deals.firstFact[life.deal] ?? 0
  if (life.last - first >= walk.at.length) Object.assign(walk, newWalk((life.last - first + 1) * 2))
  walk.length = 0
  walk.furthest = 0
  walk.isForward = true
  if (life.standingFacts !== null) {
    for (let number = 0; number < life.standingFacts; number++) visit(facts, own, life.facts[number] ?? 0, walk)
    return
  }
  // By all that is known: what stands is what nobody undid, up to the last that counts.
  for (let fact = first; fact <= life.last; fact++) if ((facts.isUndone[fact] ?? 0) === 0) visit(facts, own, fact, walk)
}

function visit({ type, value, day, dated }: History['facts'], places: Int32Array, fact: number, walk: Walk): void {
  const its = type[fact] ?? 0
  if (its > factNumbers['deal.version_changed']) return
  const place = places[value[fact] ?? 0] ?? 0
  if (place === 0) return
  const number = walk.length++
  walk.at[number] = place
  walk.enteredOn[number] = day[fact] ?? 0
  walk.dated[number] = dated[fact] ?? 0
  walk.mapped[number] = Number(its === factNumbers['deal.version_changed'])
  if (place <= walk.furthest) walk.isForward = false
  else walk.furthest = place
}

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
