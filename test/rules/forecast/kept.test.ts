import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coachFigure } from '../../../src/server/modules/measurement/forecast/coach.ts'
import { forecastFigure } from '../../../src/server/modules/measurement/forecast/forecast.ts'
import { standFigure } from '../../../src/server/modules/measurement/forecast/stand.ts'
import { type FactRow, emptyDeal, putDeal, putFacts } from '../../../src/server/modules/measurement/filling.ts'
import { emptyHistory } from '../../../src/server/modules/measurement/columns.ts'
import {
  type History,
  type KeptFact,
  dayText,
  daysIn,
  encode,
} from '../../../src/server/modules/measurement/history.ts'
import { placeOf } from '../../../src/server/modules/measurement/packed-ids.ts'
import { dealId, ownerId, rates, slotsOf, stageId } from './histories.ts'

const stages = 3
const types = [
  'deal.moved',
  'deal.won',
  'deal.lost',
  'deal.win_reversed',
  'deal.reopened',
  'deal.version_changed',
  'deal.assigned',
  'deal.amount_changed',
  'deal.postponed',
] as const satisfies readonly KeptFact[]

interface Fact {
  readonly type: KeptFact
  /** Days after the opening; as many later, again. */
  readonly day: number
  readonly stage: number
  readonly isUndone: boolean
}

interface Deal {
  readonly opened: number
  readonly isDated: boolean
  readonly observedAfter: number | null
  readonly owner: string
  readonly minor: number | null
  readonly facts: readonly Fact[]
}

const first = Date.parse('2025-01-01') / 86_400_000
const today = first + 420

const deal: fc.Arbitrary<Deal> = fc.record({
  opened: fc.integer({ min: first, max: today }),
  isDated: fc.integer({ min: 0, max: 20 }).map((drawn) => drawn > 0),
  observedAfter: fc.option(fc.nat(60), { freq: 8 }),
  owner: fc.constantFrom('Ann', 'Bo'),
  minor: fc.option(fc.nat(100_000), { freq: 8 }),
  facts: fc.array(
    fc.record({
      type: fc.constantFrom(...types),
      day: fc.nat(200),
      stage: fc.integer({ min: 1, max: stages }),
      isUndone: fc.nat(8).map((drawn) => drawn === 0),
    }),
    { maxLength: 6 },
  ),
})

/** Some deals are told anew, whatever was told of them; null for one that went into another. */
const change = fc.array(fc.tuple(fc.nat(39), fc.option(deal, { freq: 6 })), { minLength: 1, maxLength: 4 })

const dayOf = daysIn('UTC')
const instant = (day: number, order: number) => day * 86_400_000 + order * 60_000

function put(history: History, number: number, told: Deal | null): void {
  const id = dealId(number)
  if (told === null) {
    const place = placeOf(history.deals.ids, id)
    emptyDeal(history, place)
    return
  }
  const opened = instant(told.opened, 0)
  const observed_from = told.observedAfter === null ? null : dayText(told.opened + told.observedAfter)
  const none = { source_id: null, company_id: null, customer_id: null, payment_terms_id: null, lines: null }
  const rest = { market_maturity: null, stakeholders: null, margin_minor: null, currency: 'EUR', length_days: null }
  const owner_id = ownerId(told.owner)
  const money = { amount_minor: told.minor, observed_from, owner_id }
  putDeal(history, { id, opened, opened_dated: told.isDated, ...money, ...none, ...rest }, dayOf)
  const facts = told.facts.filter(({ day }) => told.opened + day <= today).toSorted((one, other) => one.day - other.day)
  const all = [{ type: 'deal.opened' as const, day: 0, stage: 1, isUndone: false }, ...facts]
  putFacts(
    history,
    all.map((fact, order) => rowOf(id, told, fact, order + 1)),
    dayOf,
  )
}

function rowOf(id: string, told: Deal, { type, day, stage, isUndone }: Fact, order: number): FactRow {
  const occurred = instant(told.opened + day, order)
  const isOwned = type === 'deal.opened' || type === 'deal.assigned'
  return {
    deal_id: id,
    type,
    occurred,
    dated: true,
    recorded: occurred,
    stage_id: isOwned && type !== 'deal.opened' ? null : stageId(stage),
    owner_id: isOwned ? ownerId(told.owner) : null,
    source_id: null,
    reason: null,
    undone: isUndone ? occurred + 1 : null,
    minutes: null,
    amount_before: type === 'deal.amount_changed' ? day * 100 : null,
    about: null,
  }
}

function historyOf(deals: readonly (Deal | null)[]): History {
  const history = emptyHistory('UTC')
  for (let stage = 1; stage <= stages; stage++)
    history.stages.set(encode(history.codes, stageId(stage)), { version: 0, process: 0, key: '' })
  deals.forEach((told, number) => {
    if (told !== null) put(history, number, told)
  })
  return history
}

function figuresOf(history: History) {
  const [asOf, knownAt] = [dayText(today), new Date('2030-01-01')]
  const scope = { asOf, knownAt, current: true, sees: null }
  const common = { scope, slots: slotsOf(stages), rates }
  const days = { from: dayText(today - 20), until: dayText(today + 7) }
  const grouping = { by: 'owner', groups: new Map(), field: null, bounds: null, currency: 'EUR' } as const
  return {
    forecast: forecastFigure(history, { ...common, ...days, owners: null, grouping, most: 5 }),
    coach: coachFigure(history, { ...common, late: [3], dates: [dayText(today - 200), dayText(today - 60)] }).map(
      (all) => all.toSorted((one, other) => (one.owner < other.owner ? -1 : 1)),
    ),
    stand: standFigure(history, { ...common, ...days, owners: [ownerId('Ann')], former: [] }),
  }
}

test('figures read on where deals have changed are those of a history read anew', () => {
  fc.assert(
    fc.property(
      fc.array(deal, { minLength: 40, maxLength: 40 }),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (deals, changes) => {
        const now: (Deal | null)[] = [...deals]
        const kept = historyOf(now)
        figuresOf(kept)
        for (const some of changes) {
          for (const [number, told] of some) {
            now[number] = told
            put(kept, number, told)
          }
          expect(figuresOf(kept)).toEqual(figuresOf(historyOf(now)))
        }
      },
    ),
    { numRuns: 8, interruptAfterTimeLimit: 8_000 },
  )
})
