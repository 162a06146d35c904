import { choiceOf } from './choosing.ts'
import { type History, dayNumber, factNumbers, handingOver } from './history.ts'
import type { Scope } from './scope.ts'

/** By number, whether a fact leaves a deal open. */
const leavesOpen = (type: number): boolean => type < factNumbers['deal.won']

/** Later than any day. */
const always = 2_147_483_647

/** Something of each deal, which holds while the history has these facts. */
interface Kept<Column> {
  readonly facts: number
  readonly stale: number
  readonly column: Column
}

type Keeping<Column> = WeakMap<History, Kept<Column>>

const keptChanges: Keeping<Int32Array> = new WeakMap()
const keptRecorded: Keeping<Float64Array> = new WeakMap()

/** What is kept of a history, or told now. */
function keptOf<Column extends ArrayLike<number>>(
  keeping: Keeping<Column>,
  history: History,
  tell: (history: History) => Column,
): Column {
  const { deals, facts } = history
  const last = keeping.get(history)
  if (last?.facts === facts.length && last.stale === facts.stale && last.column.length === deals.length)
    return last.column
  const column = tell(history)
  keeping.set(history, { facts: facts.length, stale: facts.stale, column })
  return column
}

/** By deal, the last day on which anything happened to it; `always` where it may stand otherwise on each day: it is open, or has no dates. */
function lastChanges({ deals }: History): Int32Array {
  const { last, lastType, lastDated, standingUntil, aboutUntil } = deals
  const changes = new Int32Array(deals.length)
  for (let deal = 0; deal < deals.length; deal++) {
    changes[deal] =
      (last[deal] ?? -1) < 0 || lastDated[deal] !== 1 || leavesOpen(lastType[deal] ?? 0)
        ? always
        : Math.max(standingUntil[deal] ?? 0, aboutUntil[deal] ?? 0)
  }
  return changes
}

/** By deal, when anything of it was recorded last, or undone. */
function lastRecorded({ deals, facts }: History): Float64Array {
  const { recorded, isUndone, undone } = facts
  const last = new Float64Array(deals.length)
  for (let deal = 0; deal < deals.length; deal++) {
    const first = deals.firstFact[deal] ?? 0
    const end = first + (deals.facts[deal] ?? 0)
    let latest = -Infinity
    for (let fact = first; fact < end; fact++) {
      const at = recorded[fact] ?? 0
      if (at > latest) latest = at
      if (isUndone[fact] === 1) latest = Math.max(latest, undone.get(fact) ?? Infinity)
    }
    last[deal] = latest
  }
  return last
}

/**
 * The places of the deals that count for one of two questions alone, or may have stood otherwise on their days; the questions differ in nothing but from
 * when to when deals were opened, as of which day, today's or that day's owners and sources with it, and by what was known when. All the others are the same life in both. Null where they are more than `most`.
 */
export function differing(history: History, one: Scope, other: Scope, most: number): Int32Array | null {
  const { deals } = history
  const { opened, openedDated } = deals
  const [a, b] = [choiceOf(history, one), choiceOf(history, other)]
  const changes = keptOf(keptChanges, history, lastChanges)
  const known = Math.min(one.knownAt.getTime(), other.knownAt.getTime())
  const isSameKnown = one.knownAt.getTime() === other.knownAt.getTime() || history.facts.lastRecorded <= known
  const recorded = isSameKnown ? null : keptOf(keptRecorded, history, lastRecorded)
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
        const isKnown = recorded === null || (recorded[deal] ?? 0) <= known
        if (isKnown && (isSameDay || (changes[deal] ?? 0) <= earlier) && (isSameSide || !mayBeAnothers(deal))) continue
      }
    }
    if (length === found.length) return null
    found[length++] = deal
  }
  return found.subarray(0, length)
}
