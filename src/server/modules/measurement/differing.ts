import { choiceOf } from './choosing.ts'
import { type History, dayNumber, factNumbers, handingOver } from './history.ts'
import type { Scope } from './scope.ts'

/** By number, whether a fact leaves a deal open. */
const leavesOpen = (type: number): boolean => type < factNumbers['deal.won']

/**
 * The places of the deals that count for one of two questions alone, or may have stood otherwise on their days; the questions differ in nothing but from
 * when to when deals were opened, and as of which day, today's or that day's owners and sources with it. All the others are the same life in both. Null where they are more than `most`.
 */
export function differing(history: History, one: Scope, other: Scope, most: number): Int32Array | null {
  const { deals, facts } = history
  const { opened, openedDated, firstFact, facts: factsOfDeal, standing, last } = deals
  const { day, dated, type } = facts
  const [a, b] = [choiceOf(history, one), choiceOf(history, other)]
  const isSameDay = one.asOf === other.asOf
  const earlier = Math.min(dayNumber(one.asOf), dayNumber(other.asOf))
  const mayHaveChanged = (deal: number): boolean => {
    const its = last[deal] ?? -1
    if (its < 0 || dated[its] !== 1 || leavesOpen(type[its] ?? 0)) return true
    const first = firstFact[deal] ?? 0
    // Facts lie in the order they happened, those about a deal behind the others.
    return (
      (day[first + (standing[deal] ?? 0) - 1] ?? 0) > earlier ||
      (day[first + (factsOfDeal[deal] ?? 0) - 1] ?? 0) > earlier
    )
  }
  const { owner, source, firstOwner, firstSource, has } = deals
  const isSameSide = one.current === other.current
  const isSame = (deal: number): boolean => (isSameDay || !mayHaveChanged(deal)) && (isSameSide || !mayBeAnothers(deal))
  const mayBeAnothers = (deal: number): boolean =>
    ((has[deal] ?? 0) & handingOver) !== 0 || owner[deal] !== firstOwner[deal] || source[deal] !== firstSource[deal]
  const found = new Int32Array(Math.min(most, deals.length))
  let length = 0
  for (let deal = 0; deal < deals.length; deal++) {
    const on = opened[deal] ?? 0
    if (openedDated[deal] === 1) {
      const isIn = on >= a.from && on <= a.until
      if (isIn === (on >= b.from && on <= b.until) && (!isIn || isSame(deal))) continue
    }
    if (length === found.length) return null
    found[length++] = deal
  }
  return found.subarray(0, length)
}
