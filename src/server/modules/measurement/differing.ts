import { choiceOf } from './choosing.ts'
import { type History, dayNumber, factNumbers, handingOver } from './history.ts'
import type { Scope } from './scope.ts'

/** By number, whether a fact leaves a deal open. */
const leavesOpen = (type: number): boolean => type < factNumbers['deal.won']

/** Later than any day. */
const always = 2_147_483_647

interface Kept {
  readonly facts: number
  readonly stale: number
  readonly changes: Int32Array
}

const kept = new WeakMap<History, Kept>()

/** By deal, the last day on which anything happened to it; `always` where it may stand otherwise on each day: it is open, or has no dates. */
function lastChanges(history: History): Int32Array {
  const { deals, facts } = history
  const last = kept.get(history)
  if (last?.facts === facts.length && last.stale === facts.stale && last.changes.length === deals.length)
    return last.changes
  const changes = new Int32Array(deals.length)
  for (let deal = 0; deal < deals.length; deal++) {
    const its = deals.last[deal] ?? -1
    const first = deals.firstFact[deal] ?? 0
    // Facts lie in the order they happened, those about a deal behind the others.
    changes[deal] =
      its < 0 || facts.dated[its] !== 1 || leavesOpen(facts.type[its] ?? 0)
        ? always
        : Math.max(
            facts.day[first + (deals.standing[deal] ?? 0) - 1] ?? 0,
            facts.day[first + (deals.facts[deal] ?? 0) - 1] ?? 0,
          )
  }
  kept.set(history, { facts: facts.length, stale: facts.stale, changes })
  return changes
}

/**
 * The places of the deals that count for one of two questions alone, or may have stood otherwise on their days; the questions differ in nothing but from
 * when to when deals were opened, and as of which day, today's or that day's owners and sources with it. All the others are the same life in both. Null where they are more than `most`.
 */
export function differing(history: History, one: Scope, other: Scope, most: number): Int32Array | null {
  const { deals } = history
  const { opened, openedDated } = deals
  const [a, b] = [choiceOf(history, one), choiceOf(history, other)]
  const changes = lastChanges(history)
  const isSameDay = one.asOf === other.asOf
  const earlier = Math.min(dayNumber(one.asOf), dayNumber(other.asOf))
  const { owner, source, firstOwner, firstSource, has } = deals
  const isSameSide = one.current === other.current
  const mayBeAnothers = (deal: number): boolean =>
    ((has[deal] ?? 0) & handingOver) !== 0 || owner[deal] !== firstOwner[deal] || source[deal] !== firstSource[deal]
  // Whole numbers: to compare each day with infinity takes three times as long.
  const [fromA, untilA] = [Math.max(a.from, -always), Math.min(a.until, always)]
  const [fromB, untilB] = [Math.max(b.from, -always), Math.min(b.until, always)]
  const found = new Int32Array(Math.min(most, deals.length))
  let length = 0
  for (let deal = 0; deal < deals.length; deal++) {
    if (openedDated[deal] === 1) {
      const on = opened[deal] ?? 0
      const isIn = on >= fromA && on <= untilA
      if (isIn === (on >= fromB && on <= untilB)) {
        if (!isIn) continue
        if ((isSameDay || (changes[deal] ?? 0) <= earlier) && (isSameSide || !mayBeAnothers(deal))) continue
      }
    }
    if (length === found.length) return null
    found[length++] = deal
  }
  return found.subarray(0, length)
}
