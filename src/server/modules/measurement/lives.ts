import { type History, codeOf, dayNumber, factNumbers, noDay } from './history.ts'
import { idAt, placeOf } from './packed-ids.ts'
import type { Scope } from './scope.ts'

/** How a deal stands: still open, or by the last of its ends. A win that was reversed is lost at the reversal. */
export type Standing = 'open' | 'won' | 'lost' | 'disqualified' | 'not_now'

// By the number of the latest fact.
const standings: readonly Standing[] = [
  'open',
  'open',
  'open',
  'open',
  'won',
  'lost',
  'lost',
  'disqualified',
  'not_now',
]

/** A deal as it stood at the end of a day, from what was known then. Days are whole days in the workspace's zone. */
export interface Life {
  /** Its place in the history. */
  deal: number
  standing: Standing
  /** False when the opening or the end that stands has no date: such a deal has no duration. */
  dated: boolean
  started: number
  /** The day of the end, or the day as of which the figure is. */
  until: number
  /** Since when the deal's history is complete: its own day, or its source's, whichever is later. */
  observedFrom: number
  /** Days from its start to its end or to the day. */
  days: number
  /** Days from its start until it came under observation; 0 when seen from the start. */
  late: number
  /** Whether it is in the estimates: dated, and under observation when it ended; else nobody would have seen its end. */
  measured: boolean
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
 * is to be kept of it has to be copied. With `only`, no other places than these.
 */
export function eachLife(
  history: History,
  scope: Scope,
  show: (life: Life) => void,
  only: ArrayLike<number> | null = null,
): void {
  const choice = choiceOf(history, scope)
  const tell = teller(history, scope)
  const life = newLife()
  const count = only?.length ?? history.deals.length
  for (let number = 0; number < count; number++) {
    const deal = only === null ? number : (only[number] ?? 0)
    if (isChosen(history, choice, deal) && tell(deal, life) && wasChosen(choice, life)) show(life)
  }
}

/** A deal named, as it stood: its days are numbers of days since 1970-01-01. */
export interface NamedLife
  extends Pick<Life, 'standing' | 'dated' | 'started' | 'until' | 'days' | 'late' | 'measured'> {
  readonly id: string
}

/** The lives of some deals; those that did not exist on the day are left out. */
export function livesFigure(
  history: History,
  { scope, ids: named }: { readonly scope: Scope; readonly ids: readonly string[] },
) {
  const { ids } = history.deals
  const places = new Set(named.map((id) => placeOf(ids, id)).filter((place) => place >= 0))
  const found: NamedLife[] = []
  const show = ({ deal, standing, dated, started, until, days, late, measured }: Life) => {
    found.push({ id: idAt(ids, deal), standing, dated, started, until, days, late, measured })
  }
  eachLife(history, scope, show, [...places])
  return found
}

function newLife(): Life {
  return {
    deal: 0,
    standing: 'open',
    dated: false,
    started: 0,
    until: 0,
    observedFrom: noDay,
    days: 0,
    late: 0,
    measured: false,
    owner: 0,
    source: 0,
    stage: 0,
    last: 0,
    facts: [],
    standingFacts: null,
  }
}

/**
 * Tells how a deal stood; false if it did not exist. What was undone does not count, whenever it happened; what has no date
 * always counts. Where a deal stood once all it has was over and known is told by the last of its facts alone. Columns are
 * read in place here: one function for all kinds of them is twice as slow.
 */
function teller(history: History, scope: Scope): (deal: number, life: Life) => boolean {
  const { deals, facts, sources } = history
  const { current } = scope
  const { day } = facts
  const asOf = dayNumber(scope.asOf)
  const isAllKnown = facts.lastRecorded <= scope.knownAt.getTime()
  const isAll = isAllKnown && facts.lastDay <= asOf
  const goThrough = goingThrough(history, scope)
  // Facts lie in the order they happened: the last one tells of all.
  const isOverBy = (deal: number): boolean =>
    (day[(deals.firstFact[deal] ?? 0) + (deals.facts[deal] ?? 0) - 1] ?? 0) <= asOf
  return (deal, life) => {
    const openedDated = (deals.openedDated[deal] ?? 0) === 1
    const started = deals.opened[deal] ?? 0
    if (openedDated && started > asOf) return false
    if (isAll || (isAllKnown && isOverBy(deal))) {
      life.last = deals.last[deal] ?? 0
      life.standingFacts = null
      if (!current) handOver(history, deal, life)
    } else goThrough(deal, life)
    const { last } = life
    if (last < 0) return false
    if (current) {
      life.owner = deals.owner[deal] ?? 0
      life.source = deals.source[deal] ?? 0
    }
    life.deal = deal
    life.stage = facts.value[last] ?? 0
    life.standing = standings[facts.type[last] ?? 0] ?? 'open'
    const isOpen = life.standing === 'open'
    life.dated = openedDated && (isOpen || (facts.dated[last] ?? 0) === 1)
    life.started = started
    life.until = isOpen ? asOf : (facts.day[last] ?? 0)
    const ofSource = sources.size === 0 ? noDay : (sources.get(deals.source[deal] ?? 0) ?? noDay)
    life.observedFrom = Math.max(deals.observedFrom[deal] ?? 0, ofSource)
    life.days = life.until - started
    life.late = Math.max(0, life.observedFrom - started)
    life.measured = life.dated && life.until >= life.observedFrom
    return true
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
    const end = (deals.firstFact[deal] ?? 0) + (deals.facts[deal] ?? 0)
    for (let fact = deals.firstFact[deal] ?? 0; fact < end; fact++) {
      if (isOut(fact)) continue
      const its = type[fact] ?? 0
      if (its < factNumbers['deal.assigned']) life.facts[standing++] = fact
      else if (its === factNumbers['deal.assigned']) life.owner = value[fact] ?? 0
      else if (its === factNumbers['deal.source_changed']) life.source = value[fact] ?? 0
    }
    life.standingFacts = standing
    life.last = standing === 0 ? -1 : (life.facts[standing - 1] ?? 0)
  }
}

/** Finds those who had a deal last, by all of its facts. */
function handOver({ deals, facts }: History, deal: number, life: Life): void {
  life.owner = deals.firstOwner[deal] ?? 0
  life.source = deals.firstSource[deal] ?? 0
  const end = (deals.firstFact[deal] ?? 0) + (deals.facts[deal] ?? 0)
  for (let fact = deals.firstFact[deal] ?? 0; fact < end; fact++) {
    const type = facts.type[fact] ?? 0
    const isAssigned = type === factNumbers['deal.assigned']
    if ((!isAssigned && type !== factNumbers['deal.source_changed']) || (facts.isUndone[fact] ?? 0) === 1) continue
    if (isAssigned) life.owner = facts.value[fact] ?? 0
    else life.source = facts.value[fact] ?? 0
  }
}

/** How many facts tell where a deal stood when: the first so many places in `life.facts`, in their order. */
export function factsOf({ deals, facts }: History, life: Life): number {
  if (life.standingFacts !== null) return life.standingFacts
  let standing = 0
  // By all that is known, up to the last that counts.
  for (let fact = deals.firstFact[life.deal] ?? 0; fact <= life.last; fact++) {
    if ((facts.isUndone[fact] ?? 0) === 1 || (facts.type[fact] ?? 0) >= factNumbers['deal.assigned']) continue
    life.facts[standing++] = fact
  }
  life.standingFacts = standing
  return standing
}

/** Tells whether a fact does not count: it happened later, was recorded later, or had been undone. */
export function unknownBy(facts: History['facts'], scope: Scope): (fact: number) => boolean {
  const { day, dated, recorded, isUndone, undone } = facts
  const asOf = dayNumber(scope.asOf)
  const knownAt = scope.knownAt.getTime()
  // Then nobody need look when each was recorded: most of what there is to read of a fact.
  const isAllKnown = facts.lastRecorded <= knownAt
  return (fact) =>
    ((day[fact] ?? 0) > asOf && (dated[fact] ?? 0) === 1) ||
    ((isUndone[fact] ?? 0) === 1 && (isAllKnown || (undone.get(fact) ?? Infinity) <= knownAt)) ||
    (!isAllKnown && (recorded[fact] ?? 0) > knownAt)
}

/** What deals are chosen by; null is no condition. Tables tell by a code whether it is among those asked for. */
interface Choice {
  /** About a deal as it is: what the asker sees, its products, the version it was opened on, the days. */
  readonly owners: Uint8Array | null
  readonly products: Uint8Array | null
  readonly openingStages: Uint8Array | null
  readonly from: number
  readonly to: number
  /** As it was on the day. */
  readonly owner: number | null
  readonly source: number | null
  readonly stages: Uint8Array | null
}

function choiceOf({ codes, deals, stages }: History, scope: Scope): Choice {
  const { sees, product, version, process, owner, source, from, to } = scope
  const among = (wanted: Iterable<number>) => {
    const table = new Uint8Array(codes.ids.length)
    for (const code of wanted) if (code >= 0) table[code] = 1
    return table
  }
  const stagesOf = (kind: 'version' | 'process', id: string) => {
    const wanted = codeOf(codes, id)
    return among([...stages].flatMap(([stage, its]) => (its[kind] === wanted ? [stage] : [])))
  }
  return {
    owners: sees === null ? null : among([0, ...sees.map((id) => codeOf(codes, id))]),
    products: product === undefined ? null : deals.products.holding(codeOf(codes, product)),
    openingStages: version === undefined ? null : stagesOf('version', version),
    from: from === undefined ? -Infinity : dayNumber(from),
    to: to === undefined ? Infinity : dayNumber(to),
    owner: owner === undefined ? null : codeOf(codes, owner),
    source: source === undefined ? null : codeOf(codes, source),
    stages: process === undefined ? null : stagesOf('process', process),
  }
}

function isChosen({ deals, facts }: History, { owners, products, openingStages, from, to }: Choice, deal: number) {
  if (owners !== null && (owners[deals.owner[deal] ?? 0] ?? 0) === 0) return false
  if (products !== null && (products[deals.products.of[deal] ?? 0] ?? 0) === 0) return false
  if (openingStages !== null && (openingStages[facts.value[deals.firstFact[deal] ?? 0] ?? 0] ?? 0) === 0) return false
  // Undated deals are kept, to be counted: nobody can say that they were not opened in the period.
  const opened = deals.opened[deal] ?? 0
  return (opened >= from && opened <= to) || (deals.openedDated[deal] ?? 0) === 0
}

function wasChosen({ owner, source, stages }: Choice, life: Life): boolean {
  return (
    (owner === null || life.owner === owner) &&
    (source === null || life.source === source) &&
    (stages === null || (stages[life.stage] ?? 0) === 1)
  )
}
