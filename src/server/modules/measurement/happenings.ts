import { type History, type KeptFact, bitsOf, factNumbers } from './history.ts'
import { unknownBy } from './choosing.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'

/** What was told of a deal beside its moves, in columns: one place each. */
export interface Happenings {
  length: number
  /** Their places among the facts. */
  readonly fact: number[]
  readonly day: number[]
  /** What they are about, by its code. */
  readonly about: number[]
}

/**
 * Tells what happened in a deal, of one kind of fact, in its order: what counted by the day and was known by then. What has no
 * date is left out: nobody can say what came after it. It is the same object each time.
 */
export function happenings(history: History, scope: Scope, type: KeptFact): (life: Life) => Happenings {
  const { deals, facts } = history
  const { firstFact, facts: factsOfDeal, standing, has } = deals
  const { type: types, dated, day, value } = facts
  const isOut = unknownBy(facts, scope)
  const [wanted, bit] = [factNumbers[type], bitsOf(type)]
  const found: Happenings = { length: 0, fact: [], day: [], about: [] }
  return ({ deal }) => {
    found.length = 0
    if (((has[deal] ?? 0) & bit) === 0) return found
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    for (let fact = first + (standing[deal] ?? 0); fact < end; fact++) {
      if (types[fact] !== wanted || dated[fact] !== 1 || isOut(fact)) continue
      found.fact[found.length] = fact
      found.day[found.length] = day[fact] ?? 0
      found.about[found.length++] = value[fact] ?? 0
    }
    return found
  }
}

/** The day of the first of them; null where there is none. */
export function firstDay({ length, day }: Happenings): number | null {
  return length === 0 ? null : (day[0] ?? 0)
}

/** Tells the stage that a deal was in when a fact about it happened, by its code; 0 where nobody can say. */
export function stageBefore({ deals, facts }: History, scope: Scope): (life: Life, fact: number) => number {
  const isOut = unknownBy(facts, scope)
  return ({ deal }, about) => {
    const first = deals.firstFact[deal] ?? 0
    for (let fact = first + (facts.after[about] ?? 0) - 1; fact >= first; fact--)
      if ((facts.type[fact] ?? 0) <= factNumbers['deal.version_changed'] && !isOut(fact)) return facts.value[fact] ?? 0
    return 0
  }
}
