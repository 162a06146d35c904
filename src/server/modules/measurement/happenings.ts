import { type History, type KeptFact, at, factNumbers } from './history.ts'
import { unknownBy } from './choosing.ts'
import type { Life } from './lives.ts'
import type { Scope } from './scope.ts'

/** Something that was told of a deal beside its moves. */
export interface Happening {
  /** Its place among the facts. */
  readonly fact: number
  readonly day: number
  /** What it is about, by its code. */
  readonly about: number
  /** The stage that the deal was in, by its code. */
  readonly stage: number
}

/**
 * Tells what happened in a deal, of one kind of fact, in its order: what counted by the day and was known by then. What has no
 * date is left out: nobody can say what came after it.
 */
export function happenings(history: History, scope: Scope, type: KeptFact): (life: Life) => Happening[] {
  const { deals, facts } = history
  const isOut = unknownBy(facts, scope)
  const wanted = factNumbers[type]
  return ({ deal }) => {
    const found: Happening[] = []
    const end = at(deals.firstFact, deal) + at(deals.facts, deal)
    let stage = 0
    for (let fact = at(deals.firstFact, deal); fact < end; fact++) {
      const its = at(facts.type, fact)
      if (its !== wanted && its > factNumbers['deal.version_changed']) continue
      if (isOut(fact)) continue
      if (its !== wanted) stage = at(facts.value, fact)
      else if (at(facts.dated, fact) === 1)
        found.push({ fact, day: at(facts.day, fact), about: at(facts.value, fact), stage })
    }
    return found
  }
}
