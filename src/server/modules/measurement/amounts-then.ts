import { type History, bitsOf, dayNumber, factNumbers } from './history.ts'
import type { Scope } from './scope.ts'

/** What a deal was worth at the end of a day, in minor units of its currency; NaN where nobody had said. */
export type AmountAt = (deal: number, day: number) => number

/** The present amount, or what the earliest change after the day, or after what was known, changed it from. */
export function amountsBefore({ deals, facts }: History, knownAt: Date): AmountAt {
  const known = knownAt.getTime()
  const { has, firstFact, standing, facts: factsOfDeal, amountMinor } = deals
  const { type, day: dayOf, recorded, amountBefore } = facts
  return (deal, day) => {
    if (((has[deal] ?? 0) & amountChanged) === 0) return amountMinor[deal] ?? Number.NaN
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    for (let fact = first + (standing[deal] ?? 0); fact < end; fact++) {
      if (type[fact] !== factNumbers['deal.amount_changed']) continue
      if ((dayOf[fact] ?? 0) > day || (recorded[fact] ?? 0) > known) return amountBefore.get(fact) ?? Number.NaN
    }
    return amountMinor[deal] ?? Number.NaN
  }
}

const amountChanged = bitsOf('deal.amount_changed')

/** By deal, what it was worth on the day that is asked about, by what was known; NaN where nobody had said. */
export function amountsThen(history: History, { asOf, knownAt }: Scope): (deal: number) => number {
  const amountAt = amountsBefore(history, knownAt)
  const day = dayNumber(asOf)
  return (deal) => amountAt(deal, day)
}
