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
 * Tells what happened in a deal, of each of some kinds of facts, in its order: what counted by the day and was known by then. What has no
 * date is left out: nobody can say what came after it. They are the same objects each time.
 */
export function happenings<const Types extends readonly KeptFact[]>(
  history: History,
  scope: Scope,
  wanted: Types,
): (life: Life) => { readonly [Place in keyof Types]: Happenings } {
  const { deals, facts } = history
  const { firstFact, facts: factsOfDeal, standing, has } = deals
  const { type, dated, day, value } = facts
  const isOut = unknownBy(facts, scope)
  const bits = bitsOf(...wanted)
  const all = wanted.map((): Happenings => ({ length: 0, fact: [], day: [], about: [] }))
  const byType = Object.values(factNumbers).map((): Happenings | undefined => undefined)
  wanted.forEach((each, place) => {
    byType[factNumbers[each]] = all[place]
  })
  // One of each kind, in their order.
  const found = all as { readonly [Place in keyof Types]: Happenings }
  return ({ deal }) => {
    for (const each of all) each.length = 0
    if (((has[deal] ?? 0) & bits) === 0) return found
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    for (let fact = first + (standing[deal] ?? 0); fact < end; fact++) {
      const own = byType[type[fact] ?? 0]
      if (own === undefined || dated[fact] !== 1 || isOut(fact)) continue
      own.fact[own.length] = fact
      own.day[own.length] = day[fact] ?? 0
      own.about[own.length++] = value[fact] ?? 0
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
