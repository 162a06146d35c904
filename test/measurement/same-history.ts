import { at, type History, noDay } from '../../src/server/modules/measurement/history.ts'
import { spellsOf } from '../../src/server/modules/measurement/forecast/kept-spells.ts'
import { idAt } from '../../src/server/modules/measurement/packed-ids.ts'

/** All that a history says, deal by deal in the order of their ids, without its codes and places: to be compared. */
export function spelled({ codes, deals, facts, lines, stages, sources }: History) {
  const named = (code: number) => codes.ids[code] ?? `no code ${code}`
  const factAt = (place: number) => ({
    type: at(facts.type, place),
    dated: at(facts.dated, place),
    day: at(facts.day, place),
    value: named(at(facts.value, place)),
    after: at(facts.after, place),
    recorded: at(facts.recorded, place),
    reason: at(facts.reason, place),
    isUndone: at(facts.isUndone, place),
    undone: facts.undone.get(place) ?? null,
    amountBefore: String(facts.amountBefore.get(place)),
  })
  const lineAt = (place: number) => ({
    product: named(at(lines.product, place)),
    priceList: named(at(lines.priceList, place)),
    minor: at(lines.minor, place),
    listMinor: at(lines.listMinor, place),
  })
  const places = Array.from({ length: deals.length }, (_, place) => place).filter((place) => at(deals.facts, place) > 0)
  const told = places.map((place) => ({
    id: idAt(deals.ids, place),
    days: [deals.opened, deals.openedDated, deals.lengthDays, deals.observedFrom].map((column) => at(column, place)),
    named: [deals.owner, deals.source, deals.firstOwner, deals.firstSource, deals.currency, deals.company]
      .concat([deals.customer, deals.terms])
      .map((column) => named(at(column, place))),
    numbers: [deals.amountMinor, deals.marginMinor, deals.maturity, deals.stakeholders].map((column) => column[place]),
    standing: at(deals.standing, place),
    has: at(deals.has, place),
    products: (deals.products.get(place) ?? []).map(named),
    lines: Array.from({ length: at(deals.lines, place) }, (_, number) => lineAt(at(deals.firstLine, place) + number)),
    last: at(deals.last, place) < 0 ? null : at(deals.last, place) - at(deals.firstFact, place),
    says: [deals.lastType, deals.lastDated, deals.lastDay].map((column) =>
      at(deals.last, place) < 0 ? null : column[place],
    ),
    saysOf: at(deals.last, place) < 0 ? null : named(at(deals.lastValue, place)),
    standingUntil: at(deals.standingUntil, place),
    aboutUntil: at(deals.aboutUntil, place),
    facts: Array.from({ length: at(deals.facts, place) }, (_, number) => factAt(at(deals.firstFact, place) + number)),
  }))
  return {
    deals: told.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    stages: [...stages].map(([id, its]) => [id, its.version, its.process].map(named).join()).toSorted(),
    sources: [...sources].map(([id, day]) => `${named(id)} ${day}`).toSorted(),
  }
}

/** All stays of deals in stages, deal by deal in the order of their ids. */
export function spelledStays(history: History) {
  const stages = [...history.stages.keys()].map((stage) => history.codes.ids[stage] ?? '').toSorted()
  const of = stages.map((stage, place) => ({ stage, slot: place + 1 }))
  const seen = { knownAt: new Date('9999-01-01'), sees: null }
  const { wonOn, reversedOn, undated, eachOf } = spellsOf(history, seen, { count: of.length + 1, of })
  const all: unknown[][] = []
  eachOf({ since: noDay + 1 }, ({ deal, ...stay }) => {
    const id = idAt(history.deals.ids, deal)
    all.push([id, stay, { won: at(wonOn, deal), reversed: at(reversedOn, deal) }])
  })
  return { undated, all: all.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)) }
}
