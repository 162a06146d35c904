import { dealOutcome } from '../../../statistics/index.ts'
import { choiceOf, unknownBy } from './choosing.ts'
import { type History, dayNumber, factNumbers, handingOver, noDay, noLength } from './history.ts'
import type { Scope } from './scope.ts'

/** How a deal stands: still open, or by the last of its ends. A win that was reversed is lost at the reversal. */
export type Standing = 'open' | 'won' | 'lost' | 'disqualified' | 'not_now'

/** How the estimators call the ways a deal can stand; each end competes with the others. */
export const causes = {
  open: dealOutcome.open,
  won: dealOutcome.won,
  lost: dealOutcome.lost,
  disqualified: dealOutcome.disqualified,
  not_now: dealOutcome.notNow,
} as const satisfies Record<Standing, number>

/** What causes are to who asks only whether deals are won: still open, won, or ended by any other. */
export const winOrOther = Uint8Array.of(0, 1, 2, 2, 2)

/** By their causes. */
export const standings = ['open', 'won', 'lost', 'disqualified', 'not_now'] as const satisfies readonly Standing[]

// By the number of the latest fact: four leave a deal open, and both a loss and a reversed win lose it.
const causeOf = Uint8Array.of(0, 0, 0, 0, causes.won, causes.lost, causes.lost, causes.disqualified, causes.not_now)

/** A deal as it stood at the end of a day, from what was known then. Days are whole days in the workspace's zone. */
export interface Life {
  /** Its place in the history. */
  deal: number
  standing: Standing
  /** The same as a number of `causes`. */
  cause: number
  /** False when the opening or the end that stands has no date: such a deal has no duration. */
  dated: boolean
  started: number
  /** The day of the end, or the day as of which the figure is. */
  until: number
  /** Since when the deal's history is complete: its own day, or its source's, whichever is later. */
  observedFrom: number
  /** Days from its start to its end or to the day; without dates its length, where that was told. */
  days: number
  /** Days from its start until it came under observation; 0 when seen from the start. */
  late: number
  /** Whether it is in the estimates: dated, and under observation when it ended; else nobody would have seen its end. */
  measured: boolean
  /** Whether it is in those of how long deals take, which need no calendar: measured, or ended without dates after a length that was told. */
  timed: boolean
  /** Whether it counts among those that ended, dated or not: as of the day, that it had ended was known. */
  closed: boolean
  /** Codes, as of the day. */
  owner: number
  source: number
  /** The stage it was in. */
  stage: number
  /** The place of the last fact that tells where it stood. */
  last: number
  /** Where `factsOf` puts those that tell where it stood when, if they were not needed to tell how it stands. */
  readonly facts: number[]
  standingFacts: number | null
}

/**
 * Shows every chosen deal that existed on the day, in the order of the history. It is one and the same object each time: what
 * is to be kept of it has to be copied. With `only`, no other places than these; with `mayCount`, none that it says no of.
 */
export function eachLife(
  history: History,
  scope: Scope,
  show: (life: Life) => void,
  only: ArrayLike<number> | null = null,
  mayCount: ((deal: number) => boolean) | null = null,
): void {
  const { deals } = history
  const { opened, openedDated, has } = deals
  const { current } = scope
  const [owners, sources] = current ? [deals.owner, deals.source] : [deals.firstOwner, deals.firstSource]
  const { isChosen, owner, source, stages, from, until } = choiceOf(history, scope)
  const isNarrow = owner !== null || source !== null
  const tell = teller(history, scope)
  const life = newLife()
  const count = only === null ? deals.length : only.length
  for (let number = 0; number < count; number++) {
    const deal = only === null ? number : (only[number] ?? 0)
    const started = opened[deal] ?? 0
    // Undated deals are kept, to be counted: nobody can say that they were not opened in the period.
    if ((started < from || started > until) && openedDated[deal] === 1) continue
    // Whose most deals are, or were, is known before how they stand.
    if (isNarrow && (current || ((has[deal] ?? 0) & handingOver) === 0)) {
      if (owner !== null && owners[deal] !== owner) continue
      if (source !== null && sources[deal] !== source) continue
    }
    if ((isChosen !== null && !isChosen(deal)) || (mayCount !== null && !mayCount(deal))) continue
    if (!tell(deal, life)) continue
    if (owner !== null && life.owner !== owner) continue
    if (source !== null && life.source !== source) continue
    if (stages === null || stages[life.stage] === 1) show(life)
  }
}

function newLife(): Life {
  return {
    deal: 0,
    standing: 'open',
    cause: 0,
    dated: false,
    started: 0,
    until: 0,
    observedFrom: noDay,
    days: 0,
    late: 0,
    measured: false,
    timed: false,
    closed: false,
    owner: 0,
    source: 0,
    stage: 0,
    last: 0,
    facts: [],
    standingFacts: null,
  }
}

/**
 * Tells how a deal stood that was opened by the day; false if it did not exist. What was undone does not count, whenever it happened; what has no
 * date always counts. Where a deal stood once all it has was over and known is told by the last of its facts alone. Columns are
 * read in place here: one function for all kinds of them is twice as slow.
 */
function teller(history: History, scope: Scope): (deal: number, life: Life) => boolean {
  const { deals, facts, sources } = history
  const { current } = scope
  const { has, last: lastOf } = deals
  const { opened, openedDated, owner, source, observedFrom } = deals
  const { lastType, lastDated, lastDay, lastValue, standingUntil, aboutUntil } = deals
  const { type, value, day, dated } = facts
  const asOf = dayNumber(scope.asOf)
  const isAllKnown = facts.lastRecorded <= scope.knownAt.getTime()
  const isAll = isAllKnown && facts.lastDay <= asOf
  const countUndated = countingUndated(history, scope)
  const goThrough = goingThrough(history, scope)
  const handOver = tellingWho(history)
  const isOverBy = (deal: number): boolean => {
    if ((standingUntil[deal] ?? 0) > asOf) return false
    return current || ((has[deal] ?? 0) & handingOver) === 0 || (aboutUntil[deal] ?? 0) <= asOf
  }
  return (deal, life) => {
    const isAsLast = isAll || (isAllKnown && isOverBy(deal))
    if (isAsLast) {
      life.last = lastOf[deal] ?? 0
      life.standingFacts = null
      if (!current) handOver(deal, life)
    } else goThrough(deal, life)
    const { last } = life
    if (last < 0) return false
    if (current) {
      life.owner = owner[deal] ?? 0
      life.source = source[deal] ?? 0
    }
    const cause = causeOf[(isAsLast ? lastType[deal] : type[last]) ?? 0] ?? 0
    const started = opened[deal] ?? 0
    const until = cause === 0 ? asOf : ((isAsLast ? lastDay[deal] : day[last]) ?? 0)
    const isDated = openedDated[deal] === 1 && (cause === 0 || (isAsLast ? lastDated[deal] : dated[last]) === 1)
    const ofSource = sources.size === 0 ? noDay : (sources.get(source[deal] ?? 0) ?? noDay)
    const observed = Math.max(observedFrom[deal] ?? 0, ofSource)
    life.deal = deal
    life.stage = (isAsLast ? lastValue[deal] : value[last]) ?? 0
    life.cause = cause
    life.standing = standings[cause] ?? 'open'
    life.dated = isDated
    life.started = started
    life.until = until
    life.observedFrom = observed
    life.days = until - started
    life.late = Math.max(0, observed - started)
    life.measured = isDated && until >= observed
    life.timed = life.measured
    life.closed = cause !== 0 && life.measured
    if (!isDated && cause !== 0) countUndated(deal, life)
    return true
  }
}

/** Tells of a deal that ended without dates whether it counts among the ended ones, and whether by its length. */
function countingUndated({ deals, facts }: History, { asOf, from, to }: Scope): (deal: number, life: Life) => void {
  // Nobody can say that it was opened in a period.
  const isNarrowed = from !== undefined || to !== undefined
  const day = dayNumber(asOf)
  return (deal, life) => {
    // What has no date happened, at the latest, on the day we were told.
    life.closed = !isNarrowed && life.until <= day && life.until >= life.observedFrom
    const length = deals.lengthDays[deal] ?? noLength
    if (!life.closed || length === noLength) return
    if ((deals.openedDated[deal] ?? 0) === 1 || (facts.dated[life.last] ?? 0) === 1) return
    life.timed = true
    life.days = length
    life.late = 0
  }
}

/** Goes through the facts of a deal by the day, and those who had it. */
function goingThrough({ deals, facts }: History, scope: Scope): (deal: number, life: Life) => void {
  const { type, value } = facts
  const isOut = unknownBy(facts, scope)
  return (deal, life) => {
    life.owner = deals.firstOwner[deal] ?? 0
    life.source = deals.firstSource[deal] ?? 0
    let standing = 0
    const first = deals.firstFact[deal] ?? 0
    const about = first + (deals.standing[deal] ?? 0)
    for (let fact = first; fact < about; fact++) if (!isOut(fact)) life.facts[standing++] = fact
    const end = ((deals.has[deal] ?? 0) & handingOver) === 0 ? about : first + (deals.facts[deal] ?? 0)
    for (let fact = about; fact < end; fact++) {
      const its = type[fact] ?? 0
      if ((its !== assigned && its !== sourceChanged) || isOut(fact)) continue
      if (its === assigned) life.owner = value[fact] ?? 0
      else life.source = value[fact] ?? 0
    }
    life.standingFacts = standing
    life.last = standing === 0 ? -1 : (life.facts[standing - 1] ?? 0)
  }
}

/** Finds those who had a deal last, by all of its facts. */
function tellingWho({ deals, facts }: History): (deal: number, life: Life) => void {
  const { firstFact, facts: factsOfDeal, standing, firstOwner, firstSource, has } = deals
  const { type, value, isUndone } = facts
  return (deal, life) => {
    life.owner = firstOwner[deal] ?? 0
    life.source = firstSource[deal] ?? 0
    if (((has[deal] ?? 0) & handingOver) === 0) return
    const first = firstFact[deal] ?? 0
    const end = first + (factsOfDeal[deal] ?? 0)
    for (let fact = first + (standing[deal] ?? 0); fact < end; fact++) {
      const its = type[fact] ?? 0
      if ((its !== assigned && its !== sourceChanged) || isUndone[fact] === 1) continue
      if (its === assigned) life.owner = value[fact] ?? 0
      else life.source = value[fact] ?? 0
    }
  }
}

const { 'deal.assigned': assigned, 'deal.source_changed': sourceChanged } = factNumbers

/** How many facts tell where a deal stood when: the first so many places in `life.facts`, in their order. */
export function factsOf({ deals, facts }: History, life: Life): number {
  if (life.standingFacts !== null) return life.standingFacts
  let standing = 0
  // By all that is known, up to the last that counts.
  for (let fact = deals.firstFact[life.deal] ?? 0; fact <= life.last; fact++) {
    if ((facts.isUndone[fact] ?? 0) === 0) life.facts[standing++] = fact
  }
  life.standingFacts = standing
  return standing
}
