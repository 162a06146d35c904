import { type History, codeOf, factNumbers } from './history.ts'
import { type Life, eachLife, factsOf } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'

/** Where the stages of a process stand in each of its versions, by codes: `at(version, stage)`, counted from 1; 0 for care. */
export type Places = (version: number, stage: number) => number

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
  let places: Int32Array | undefined
  return (version, stage) => {
    if (version !== latest) places = byVersion.get(version)
    latest = version
    return places?.[stage] ?? 0
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
  /** Every visit went further than all before. */
  isForward: boolean
}

export function newWalk(length = 64): Walk {
  const [at, enteredOn] = [new Int32Array(length), new Int32Array(length)]
  return { length: 0, at, enteredOn, dated: new Uint8Array(length), mapped: new Uint8Array(length), isForward: true }
}

/** Writes down in `walk` how a deal went through the stages, in order, in the order of the version it is on. */
export function walkThrough(history: History, places: Places, life: Life, walk: Walk): void {
  const { facts, stages } = history
  const version = stages.get(life.stage)?.version ?? 0
  const standingFacts = factsOf(history, life)
  if (standingFacts > walk.at.length) Object.assign(walk, newWalk(standingFacts * 2))
  let count = 0
  let furthest = 0
  walk.isForward = true
  for (let number = 0; number < standingFacts; number++) {
    const fact = life.facts[number] ?? 0
    const type = facts.type[fact] ?? 0
    if (type > factNumbers['deal.version_changed']) continue
    const place = places(version, facts.value[fact] ?? 0)
    if (place === 0) continue
    walk.at[count] = place
    walk.enteredOn[count] = facts.day[fact] ?? 0
    walk.dated[count] = facts.dated[fact] ?? 0
    walk.mapped[count] = Number(type === factNumbers['deal.version_changed'])
    count++
    if (place <= furthest) walk.isForward = false
    else furthest = place
  }
  walk.length = count
}

/** Shows every measured deal with its way through a process, which is the same object each time; `also` sees the others too. */
export function eachWalked(
  history: History,
  scope: Scope,
  process: ProcessMap,
  show: (life: Life, walk: Walk) => void,
  also: (life: Life) => void = () => {},
): void {
  const places = placesIn(history, process)
  const walk = newWalk()
  eachLife(history, scope, (life) => {
    also(life)
    if (!life.measured) return
    walkThrough(history, places, life, walk)
    show(life, walk)
  })
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
