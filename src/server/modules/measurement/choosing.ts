import { type History, codeOf, dayNumber } from './history.ts'
import type { Scope } from './scope.ts'

/** What deals are chosen by; null is no condition. */
interface Choice {
  /** The days that a deal was opened on: until the last that counts. */
  readonly from: number
  readonly until: number
  /** About a deal as it is: what the asker sees, its products, the version it was opened on. */
  readonly isChosen: ((deal: number) => boolean) | null
  /** As it was on the day; of stages a table that tells by a code whether it is among those asked for. */
  readonly owner: number | null
  readonly source: number | null
  readonly stages: Uint8Array | null
}

export function choiceOf(history: History, scope: Scope): Choice {
  const { codes } = history
  const { owner, source, process, from, to, asOf } = scope
  return {
    from: from === undefined ? -Infinity : dayNumber(from),
    until: Math.min(dayNumber(asOf), to === undefined ? Infinity : dayNumber(to)),
    isChosen: chosenBy(history, scope),
    owner: owner === undefined ? null : codeOf(codes, owner),
    source: source === undefined ? null : codeOf(codes, source),
    stages: process === undefined ? null : stagesOf(history, 'process', process),
  }
}

function chosenBy(history: History, { sees, product, version }: Scope): Choice['isChosen'] {
  if (sees === null && product === undefined && version === undefined) return null
  const { codes, deals, facts } = history
  const owners = sees === null ? null : among(history, [0, ...sees.map((id) => codeOf(codes, id))])
  const products = product === undefined ? null : deals.products.holding(codeOf(codes, product))
  const stages = version === undefined ? null : stagesOf(history, 'version', version)
  return (deal) =>
    (owners === null || owners[deals.owner[deal] ?? 0] === 1) &&
    (products === null || products[deals.products.of[deal] ?? 0] === 1) &&
    (stages === null || stages[facts.value[deals.firstFact[deal] ?? 0] ?? 0] === 1)
}

function among({ codes }: History, wanted: Iterable<number>): Uint8Array {
  const table = new Uint8Array(codes.ids.length)
  for (const code of wanted) if (code >= 0) table[code] = 1
  return table
}

function stagesOf(history: History, kind: 'version' | 'process', id: string): Uint8Array {
  const wanted = codeOf(history.codes, id)
  return among(
    history,
    [...history.stages].flatMap(([stage, its]) => (its[kind] === wanted ? [stage] : [])),
  )
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
