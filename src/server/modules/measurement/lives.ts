import { type History, at, codeOf, dayNumber, factNumbers, noDay } from './history.ts'
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
  /** The places of the facts that tell where it stood when: the first `standingFacts` of them. */
  readonly facts: number[]
  standingFacts: number
}

/**
 * Shows every chosen deal that existed on the day, in the order of the history. It is one and the same object each time: what
 * is to be kept of it has to be copied.
 */
export function eachLife(history: History, scope: Scope, show: (life: Life) => void): void {
  const isChosen = choiceOf(history, scope)
  const wasChosen = choiceThen(history, scope)
  const day = { asOf: dayNumber(scope.asOf), knownAt: scope.knownAt.getTime(), current: scope.current }
  const life = newLife()
  for (let deal = 0; deal < history.deals.length; deal++) {
    if (isChosen(deal) && tellLife(history, day, deal, life) && wasChosen(life)) show(life)
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
  { scope, ids }: { readonly scope: Scope; readonly ids: readonly string[] },
) {
  const wanted = new Set(ids)
  const found: NamedLife[] = []
  eachLife(history, scope, ({ deal, standing, dated, started, until, days, late, measured }) => {
    const id = history.deals.ids[deal] ?? ''
    if (wanted.has(id)) found.push({ id, standing, dated, started, until, days, late, measured })
  })
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
    facts: [],
    standingFacts: 0,
  }
}

interface Moment {
  readonly asOf: number
  readonly knownAt: number
  readonly current: boolean
}

/** Whether a deal existed; if so, how it stood. What was undone does not count, whenever it happened; what has no date always counts. */
function tellLife({ deals, facts }: History, { asOf, knownAt, current }: Moment, deal: number, life: Life): boolean {
  const openedDated = at(deals.openedDated, deal) === 1
  const started = at(deals.opened, deal)
  if (openedDated && started > asOf) return false
  life.deal = deal
  life.owner = at(deals.firstOwner, deal)
  life.source = at(deals.firstSource, deal)
  life.standingFacts = 0
  const end = at(deals.firstFact, deal) + at(deals.facts, deal)
  for (let fact = at(deals.firstFact, deal); fact < end; fact++) {
    if (at(facts.recorded, fact) > knownAt || (at(facts.day, fact) > asOf && at(facts.dated, fact) === 1)) continue
    if (facts.undone.size > 0 && (facts.undone.get(fact) ?? Infinity) <= knownAt) continue
    const type = at(facts.type, fact)
    if (type === factNumbers['deal.assigned']) life.owner = at(facts.value, fact)
    else if (type === factNumbers['deal.source_changed']) life.source = at(facts.value, fact)
    else life.facts[life.standingFacts++] = fact
  }
  const last = life.facts[life.standingFacts - 1]
  if (life.standingFacts === 0 || last === undefined) return false
  if (current) {
    life.owner = at(deals.owner, deal)
    life.source = at(deals.source, deal)
  }
  life.stage = at(facts.value, last)
  life.standing = standings[at(facts.type, last)] ?? 'open'
  const isOpen = life.standing === 'open'
  life.dated = openedDated && (isOpen || at(facts.dated, last) === 1)
  life.started = started
  life.until = isOpen ? asOf : at(facts.day, last)
  life.observedFrom = at(deals.observedFrom, deal)
  life.days = life.until - started
  life.late = Math.max(0, life.observedFrom - started)
  life.measured = life.dated && life.until >= life.observedFrom
  return true
}

/** The filters that are about a deal as it is: what the asker sees, its products, the days and the version it was opened on. */
function choiceOf({ codes, deals, facts, stages }: History, scope: Scope): (deal: number) => boolean {
  const conditions: ((deal: number) => boolean)[] = []
  const { sees, product, version, from, to } = scope
  if (sees !== null) {
    const seen = new Set([0, ...sees.map((id) => codeOf(codes, id))])
    conditions.push((deal) => seen.has(at(deals.owner, deal)))
  }
  if (product !== undefined) {
    const wanted = codeOf(codes, product)
    conditions.push((deal) => deals.products.get(deal)?.includes(wanted) ?? false)
  }
  if (version !== undefined) {
    const wanted = codeOf(codes, version)
    const first = (deal: number) => stages.get(at(facts.value, at(deals.firstFact, deal)))
    conditions.push((deal) => first(deal)?.version === wanted)
  }
  // Undated deals are kept, to be counted: nobody can say that they were not opened in the period.
  if (from !== undefined) {
    const day = dayNumber(from)
    conditions.push((deal) => at(deals.opened, deal) >= day || at(deals.openedDated, deal) === 0)
  }
  if (to !== undefined) {
    const day = dayNumber(to)
    conditions.push((deal) => at(deals.opened, deal) <= day || at(deals.openedDated, deal) === 0)
  }
  return (deal) => conditions.every((holds) => holds(deal))
}

/** The filters that are about a deal as it was on the day: its owner, its source, its process. */
function choiceThen({ codes, stages }: History, { owner, source, process }: Scope): (life: Life) => boolean {
  const [ownerCode, sourceCode, processCode] = [owner, source, process].map((id) => (id ? codeOf(codes, id) : null))
  return (life) =>
    (ownerCode === null || life.owner === ownerCode) &&
    (sourceCode === null || life.source === sourceCode) &&
    (processCode === null || stages.get(life.stage)?.process === processCode)
}
