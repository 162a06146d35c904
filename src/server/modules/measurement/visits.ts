import { type History, at, codeOf, factNumbers } from './history.ts'
import type { Life } from './lives.ts'
import type { ProcessMap } from './stages.ts'

/** Where the stages of a process stand in each of its versions, by codes: `at(version, stage)`, counted from 1; 0 for care. */
export type Places = (version: number, stage: number) => number

export function placesIn({ codes }: History, { standing }: ProcessMap): Places {
  const byVersion = new Map<number, Map<number, number>>()
  for (const { versionId, stageId, at: place } of standing) {
    const version = codeOf(codes, versionId)
    const places = byVersion.get(version) ?? new Map<number, number>()
    byVersion.set(version, places.set(codeOf(codes, stageId), place))
  }
  return (version, stage) => byVersion.get(version)?.get(stage) ?? 0
}

/** One stay in a stage before care: from an entry to the next one, to the end that stands, or to the day. */
export interface Visit {
  /** The number of the place in the process, in the order of the version that the deal is on. */
  readonly at: number
  readonly enteredOn: number
  leftOn: number
  readonly entryDated: boolean
  /** Whether both its days are known. */
  whole: boolean
  /** It began by a change of version. */
  readonly mapped: boolean
  /** It ended by one, in another place. */
  mappedAway: boolean
  last: boolean
  /** The deal had never been so far. A stage that is entered by going back was passed before. */
  readonly first: boolean
}

/**
 * How a deal went through the stages, in order. It is read in the order of the version it is on. A deal that was reopened comes
 * back to where it was, and its clock has never stopped.
 */
export function visitsOf({ facts, stages }: History, places: Places, life: Life): Visit[] {
  const version = stages.get(life.stage)?.version ?? 0
  const visits: Visit[] = []
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
    const before = visits.at(-1)
    if (before) {
      before.leftOn = enteredOn
      before.whole = before.entryDated && entryDated
      before.mappedAway = mapped && place !== before.at
      before.last = false
    }
    const first = place > furthest
    furthest = Math.max(furthest, place)
    visits.push({
      at: place,
      enteredOn,
      leftOn: life.until,
      entryDated,
      whole: entryDated,
      mapped,
      mappedAway: false,
      last: true,
      first,
    })
  }
  return visits
}
