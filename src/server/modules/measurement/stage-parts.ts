import { assert } from '../../kernel/fail.ts'
import { cohortOf } from './cohort.ts'
import { entersIn } from './entries.ts'
import { type History, dayNumber } from './history.ts'
import type { Life } from './lives.ts'
import { type Scope, earliest } from './scope.ts'
import { passing } from './skipping.ts'
import type { ProcessMap } from './stages.ts'
import { type Count, isMoved } from './stage-flow.ts'
import { stageLimits } from './stage-times.ts'
import { type Limits, isLate, isStalled, isZombie, longestLife, stayOf } from './standing-deals.ts'
import { type Visit, newWalk, placesIn, visitsIn, walkThrough } from './visits.ts'

/** Deals by where they stand or what they left behind. Without a stage: in any. */
export type StagePart =
  | 'standing'
  | 'been_in'
  | 'late'
  | 'stalled'
  | 'zombie'
  | 'passed_over'
  | 'passed_through'
  | 'won_from'
  | 'first_in'
  | keyof typeof movedParts

/** What moved in a period, as the figure of the movement counts it. */
const movedParts = {
  at_start: 'atStart',
  came_in: 'entered',
  went_on: 'onward',
  went_back: 'back',
  won_there: 'won',
  ended_there: 'ended',
  remapped: 'remapped',
} as const satisfies Record<string, Count>

interface Way {
  readonly life: Life
  readonly visits: readonly Visit[]
  /** The stages it left behind: only where somebody asks. */
  readonly passed: () => readonly { readonly key: string; readonly skipped: boolean }[]
  readonly process: ProcessMap
  readonly stage: string | undefined
  readonly limitsOf: (key: string) => Limits
  readonly longest: number | null
  readonly entersSince: (visits: readonly Visit[]) => boolean
}

const stageParts = {
  standing: ({ life, visits, process, stage }) => isAt(stage, stayOf(process, life, visits)?.key),
  been_in: ({ visits, process, stage }) =>
    visits.some(({ at, whole }) => whole && isAt(stage, process.places[at - 1]?.key)),
  late: ({ life, visits, process, stage, limitsOf }) => {
    const stay = stayOf(process, life, visits)
    return stay !== null && isAt(stage, stay.key) && isLate(stay, limitsOf(stay.key))
  },
  stalled: ({ life, visits, process, stage, limitsOf }) => {
    const stay = stayOf(process, life, visits)
    return stay !== null && isAt(stage, stay.key) && isStalled(stay, limitsOf(stay.key))
  },
  zombie: ({ life, visits, process, stage, limitsOf, longest }) => {
    if (stage === undefined) return life.standing === 'open' && isZombie(life, { longest })
    const stay = stayOf(process, life, visits)
    return stay?.key === stage && isZombie(stay, limitsOf(stage))
  },
  passed_over: ({ passed, stage }) => passed().some(({ key, skipped }) => skipped && isAt(stage, key)),
  passed_through: ({ passed, stage }) => passed().some(({ key, skipped }) => !skipped && isAt(stage, key)),
  won_from: ({ life, visits, process, stage }) =>
    life.standing === 'won' && isAt(stage, process.places[(visits.at(-1)?.at ?? 0) - 1]?.key),
  first_in: ({ visits, entersSince }) => entersSince(visits),
} as const satisfies Record<Exclude<StagePart, keyof typeof movedParts>, (way: Way) => boolean>

/** What all deals of a part have in common, so that nobody follows the others through their stages. */
const standings: Partial<Record<StagePart, Life['standing']>> = {
  standing: 'open',
  late: 'open',
  stalled: 'open',
  zombie: 'open',
  won_from: 'won',
}

export function isStagePart(part: string): part is StagePart {
  return part in stageParts || part in movedParts
}

function isMovedPart(part: StagePart): part is keyof typeof movedParts {
  return part in movedParts
}

interface Asked {
  readonly process: ProcessMap
  readonly stage: string | undefined
  /** The first day of the period that something moved in. */
  readonly since?: string | undefined
}

/** Whether a deal belongs to a part, asked of one life after the other. */
export function stagePart(
  history: History,
  scope: Scope,
  part: StagePart,
  asked: Asked | undefined,
): (life: Life) => boolean {
  assert(asked, 'where a deal stands is told by its process')
  const { process, stage, since } = asked
  const order = placesIn(history, process)
  const needsLimits = part === 'late' || part === 'stalled' || (part === 'zombie' && stage !== undefined)
  const limits = needsLimits ? stageLimits(history, scope, process) : new Map<string, Limits>()
  const longest = part === 'zombie' && stage === undefined ? longestLife(cohortOf(history, scope)) : null
  const limitsOf = (key: string) => limits.get(key) ?? { lateAfter: null, stalledAfter: null, longest: null }
  const from = since === undefined ? -Infinity : dayNumber(since)
  const walk = newWalk()
  const eachPassed = passing(process)
  const standing = standings[part] ?? null
  const entersSince = entersIn({ process, stage: stage ?? '', since: since ?? earliest })
  return (life) => {
    if (!life.measured || (standing !== null && life.standing !== standing)) return false
    walkThrough(history, order, life, walk)
    if (isMovedPart(part)) return isMoved(process, { life, walk }, { count: movedParts[part], stage, from })
    const passed = () => {
      const found: { key: string; skipped: boolean }[] = []
      eachPassed(walk, (place, skipped) => found.push({ key: process.places[place - 1]?.key ?? '', skipped }))
      return found
    }
    return stageParts[part]({
      life,
      visits: visitsIn(walk, life),
      passed,
      process,
      stage,
      limitsOf,
      longest,
      entersSince,
    })
  }
}

function isAt(stage: string | undefined, key: string | null | undefined): boolean {
  return key !== undefined && key !== null && (stage === undefined || stage === key)
}
