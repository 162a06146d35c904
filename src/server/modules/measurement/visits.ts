import { type History, at, codeOf, factNumbers } from './history.ts'
import type { Life } from './lives.ts'
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

// Used again for each deal: a million of them would be five million objects. A list for each number of visits.
const kept: Visit[] = []
const lists: (readonly Visit[])[] = []

/**
 * How a deal went through the stages, in order. It is read in the order of the version it is on. A deal that was reopened comes
 * back to where it was, and its clock has never stopped. The visits are the same objects each time: what is to be kept of
 * them has to be copied.
 */
export function visitsOf({ facts, stages }: History, places: Places, life: Life): readonly Visit[] {
  const version = stages.get(life.stage)?.version ?? 0
  let count = 0
  let furthest = 0
  for (let number = 0; number < life.standingFacts; number++) {
    const fact = life.facts[number] ?? 0
    const type = at(facts.type, fact)
    if (type > factNumbers['deal.version_changed']) continue
    const place = places(version, at(facts.value, fact))
    if (place === 0) continue
    const entryDated = at(facts.dated, fact) === 1
    const enteredOn = at(facts.day, fact)
    const mapped = type === factNumbers['deal.version_changed']
    const before = kept[count - 1]
    if (count > 0 && before) {
      before.leftOn = enteredOn
      before.whole = before.entryDated && entryDated
      before.mappedAway = mapped && place !== before.at
      before.last = false
    }
    const visit = (kept[count++] ??= newVisit())
    visit.at = place
    visit.enteredOn = enteredOn
    visit.leftOn = life.until
    visit.entryDated = entryDated
    visit.whole = entryDated
    visit.mapped = mapped
    visit.mappedAway = false
    visit.last = true
    visit.first = place > furthest
    furthest = Math.max(furthest, place)
  }
  return (lists[count] ??= kept.slice(0, count))
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
