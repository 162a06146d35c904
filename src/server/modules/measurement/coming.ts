import type { History } from './history.ts'
import { codeOf, factNumbers, noDay } from './history.ts'
import { unknownBy } from './choosing.ts'
import { type Life, factsOf, winOrOther } from './lives.ts'
import type { Scope } from './scope.ts'
import type { ProcessMap } from './stages.ts'
import { hasTouches, kindOf, ours, reply, touched } from './touch-series.ts'

/** What deals are followed to: that they are won, that the buyer answers, or a stage of their process, by its key. */
export type Goal =
  | { readonly kind: 'won' }
  | { readonly kind: 'replied' }
  | { readonly kind: 'reached'; readonly process: ProcessMap; readonly key: string }

/** Whether a deal came to its goal: still open without it, came, or ended without; when; and whether that was seen. */
export interface Coming {
  readonly cause: 0 | 1 | 2
  /** Of one that is open without it, the day as of which it is asked. */
  readonly until: number
  readonly measured: boolean
}

/** The place of the fact by which a deal came to its goal; −1 where it has not, null where nobody can say. */
type Finder = (life: Life) => number | null

/** Tells of each deal whether it came to a goal, by the day. What came after its end does not count. */
export function comings(history: History, scope: Scope, goal: Goal): (life: Life) => Coming {
  if (goal.kind === 'won') return asEnded
  const { deals, facts } = history
  const find = goal.kind === 'replied' ? answers(history, scope) : arrivals(history, goal)
  return (life) => {
    const fact = find(life)
    if (fact === null) return { ...asEnded(life), cause: 0, measured: false }
    if (fact < 0) return { ...asEnded(life), cause: life.standing === 'open' ? 0 : 2 }
    const until = Math.max(life.started, facts.day[fact] ?? 0)
    const isDated = deals.openedDated[life.deal] === 1 && facts.dated[fact] === 1
    return { cause: 1, until, measured: isDated && until >= life.observedFrom }
  }
}

const causesOfWins = [0, 1, 2] as const

function asEnded({ cause, until, measured }: Life): Coming {
  return { cause: causesOfWins[winOrOther[cause] ?? 0] ?? 0, until, measured }
}

/** The first reply, as in a series of touches, to a touch of ours: what the buyer said before the first one answers nothing. */
function answers({ deals, facts }: History, scope: Scope): Finder {
  const { firstFact, facts: factsOfDeal, standing: standingOf, has } = deals
  const { type, day, dayOnly, reason, after } = facts
  const isOut = unknownBy(facts, scope)
  return ({ deal, standing, last }) => {
    if (((has[deal] ?? 0) & hasTouches) === 0) return -1
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    const until = standing === 'open' ? Infinity : last - first
    const onDay = dayOnly[last] === 1 ? (day[last] ?? 0) : noDay
    let isTouched = false
    for (let fact = first + (standingOf[deal] ?? 0); fact < end; fact++) {
      if ((after[fact] ?? 0) > until && day[fact] !== onDay) break
      if (type[fact] !== touched || isOut(fact)) continue
      const kind = kindOf[reason[fact] ?? 0] ?? 0
      isTouched ||= (kind & ours) > 0
      if (isTouched && (kind & reply) > 0) return fact
    }
    return -1
  }
}

/**
 * The first time that a deal stood in a stage or further on, in the order of the version it was opened in; a win has passed them all.
 * A change of version moves no deal. Of a version without the stage nobody can say.
 */
function arrivals(history: History, { process, key }: Extract<Goal, { kind: 'reached' }>): Finder {
  const { deals, facts, stages } = history
  const beyond = stagesFrom(history, process, key)
  return (life) => {
    const opened = stages.get(facts.value[deals.firstFact[life.deal] ?? 0] ?? 0)
    const wanted = beyond.get(opened?.version ?? -1)
    if (wanted === undefined) return null
    const count = factsOf(history, life)
    for (let number = 0; number < count; number++) {
      const fact = life.facts[number] ?? 0
      const type = facts.type[fact] ?? 0
      if (type === factNumbers['deal.won']) return fact
      if (type !== factNumbers['deal.version_changed'] && wanted.has(facts.value[fact] ?? 0)) return fact
    }
    return -1
  }
}

/** By the code of each version that has the stage: the codes of all stages that are it, or further on, care included. */
function stagesFrom({ codes }: History, { places, standing, stages }: ProcessMap, key: string) {
  const care = stages.filter(({ isCare }) => isCare).map(({ id }) => codeOf(codes, id))
  return new Map(
    places.flatMap(({ versionId, key: own }, place) => {
      if (own !== key) return []
      const from = standing.filter((each) => each.versionId === versionId && each.at > place)
      const beyond = new Set([...care, ...from.map(({ stageId }) => codeOf(codes, stageId))])
      return [[codeOf(codes, versionId), beyond] as const]
    }),
  )
}
