import { describe, expect, test } from 'vitest'
import { backTestFigure } from '../../../src/server/modules/measurement/forecast/back-test.ts'
import { forecastFigure } from '../../../src/server/modules/measurement/forecast/forecast.ts'
import type { History } from '../../../src/server/modules/measurement/history.ts'
import type { Scope } from '../../../src/server/modules/measurement/scope.ts'
import { type Told, dealId, historyOf, ownerId, rates, slotsOf } from './histories.ts'
import { live, longCycle, rushes } from './shapes.ts'

const scopeAt = (asOf: string): Scope => ({ asOf, knownAt: new Date('2030-01-01'), current: false, sees: null })
const later = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()

function tested(history: History, stages: number, horizon = 30) {
  const common = { scope: scopeAt('2025-12-30'), slots: slotsOf(stages), rates, horizon }
  return backTestFigure(history, { ...common, first: '2025-01-06', last: '2025-11-24' })
}

function said(history: History, asOf: string, stages: number, days = 30) {
  const common = { scope: scopeAt(asOf), slots: slotsOf(stages), rates, owners: null, grouping: null, most: 5 }
  return forecastFigure(history, { ...common, from: later(asOf, -10), until: later(asOf, days) })
}

describe.each([
  ['a long cycle of five stages', longCycle],
  ['rushes at the end of quarters, more deals each month', rushes],
])('%s', (_name, shape) => {
  const told = live(shape)
  const history = historyOf(told)

  test('holds what it says, and is nearer than the weighted pipeline', () => {
    const found = tested(history, shape.stages)
    expect(found.dates).toBe(47)
    const { coverage, meanError, weightedError, closedRateError } = found.open
    expect(coverage.low).toBeLessThan(0.8)
    expect(coverage.high).toBeGreaterThan(0.8)
    expect(meanError).toBeLessThan(0.8 * (weightedError ?? 0))
    expect(meanError).toBeLessThan(0.8 * (closedRateError ?? 0))
    expect(found.brier).toBeLessThan(found.baseRateBrier ?? 0)
    expect(Math.abs(found.whole.bias ?? Infinity)).toBeLessThan(0.2 * (found.whole.meanCame ?? 0))
  })

  test('what is said on a day is the same where nothing later is known', () => {
    const day = '2025-06-16'
    const past = historyOf(told.map((deal) => until(deal, day)).filter((deal) => deal !== null))
    const whole = said(history, day, shape.stages)
    const before = said(past, day, shape.stages)
    expect({ ...whole, deals: whole.deals.length }).toEqual({ ...before, deals: before.deals.length })
    const row = tested(history, shape.stages).rows.find(({ on }) => on === day)
    expect(row?.open.expected).toBeCloseTo(whole.whole.open.expected, 3)
    expect(row?.open.low).toBeCloseTo(whole.whole.open.low, 3)
  })
})

test('how forecasts held is the same on any day, whatever was asked before of the same deals', () => {
  const told = live(rushes)
  const one = historyOf(told)
  const asked = (history: History, asOf: string, last: string, horizon: number) => {
    const common = { scope: scopeAt(asOf), slots: slotsOf(rushes.stages), rates, horizon }
    const { knownAt: _knownAt, ...found } = backTestFigure(history, { ...common, first: later(last, -20 * 7), last })
    // Sums of the same numbers in another order end in other digits.
    return JSON.parse(JSON.stringify(found), (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ) as { rows: { open: { came: number | null } }[] }
  }
  // Of the last dates, the days after them were not over.
  const early = ['2025-09-30', '2025-09-29', 60] as const
  const questions: (readonly [asOf: string, last: string, horizon: number])[] = [
    early,
    ['2025-09-30', '2025-08-25', 30],
    ['2025-12-30', '2025-11-24', 30],
    ['2025-12-30', '2025-10-27', 60],
    ['2025-06-30', '2025-05-26', 30],
    ['2025-12-30', '2025-11-20', 30],
  ]
  for (const question of questions) expect(asked(one, ...question)).toEqual(asked(historyOf(told), ...question))
  expect(asked(one, ...early).rows.filter(({ open }) => open.came === null)).toHaveLength(9)
})

/** A deal as it was known on a day; null where it did not exist. */
function until(deal: Told, day: string): Told | null {
  if (deal.opened > day) return null
  const { end, ...rest } = deal
  const moves = (deal.moves ?? []).filter(([, on]) => on <= day)
  return { ...rest, moves, ...(end && end[1] <= day ? { end } : {}) }
}

test('groups add up to the whole, and the past keeps its amounts', () => {
  const told = live({ ...longCycle, days: 400, arrivals: () => 1 })
  const owners = told.map((deal, at) => ({ ...deal, owner: at % 3 === 0 ? 'Ann' : 'Bo' }))
  const asOf = '2025-01-20'
  const common = { slots: slotsOf(5), rates, from: '2025-01-01', until: '2025-03-31', owners: null, most: 5 }
  const grouping = { by: 'owner', groups: new Map(), field: null, bounds: null, currency: 'EUR' } as const
  const found = forecastFigure(historyOf(owners), { ...common, scope: scopeAt(asOf), grouping })
  expect(found.groups.map(({ key }) => key).toSorted()).toEqual([ownerId('Ann'), ownerId('Bo')].toSorted())
  for (const part of ['open', 'fresh', 'total'] as const) {
    const sum = found.groups.reduce((total, group) => total + group[part].expected, 0)
    expect(sum).toBeCloseTo(found.whole[part].expected, 3)
  }
  const dearer = owners.map((deal) =>
    deal.end || deal.minor === null
      ? deal
      : { ...deal, minor: deal.minor * 9, before: [deal.minor, '2025-01-25'] as const },
  )
  const again = forecastFigure(historyOf(dearer), { ...common, scope: scopeAt(asOf), grouping })
  expect(again.whole).toEqual(found.whole)
})

test('a deal that carries the forecast is named; with few wins nothing is said', () => {
  const told = live({ ...rushes, days: 400 })
  const whale: Told = { opened: '2024-12-20', moves: [[2, '2024-12-22']], minor: 900_000_00 }
  const found = said(historyOf([...told, whale]), '2025-01-20', 2)
  expect(found.carriedBy).toBe(dealId(told.length))
  const few = said(historyOf(told.slice(0, 30)), '2025-01-20', 2)
  expect(few).toMatchObject({ isEnough: false, deals: [], carriedBy: null })
})

test('a deal whose amount nobody said counts for what was won, whatever others are said to be worth', () => {
  const told = live({ ...rushes, days: 400 })
  const open = (minor: number | null): Told => ({ opened: '2024-12-20', minor })
  const pipeline = (...deals: Told[]) => said(historyOf([...told, ...deals]), '2025-01-20', 2).whole.pipeline
  expect(pipeline(open(null), open(900_000_00)) - pipeline()).toBeCloseTo(100_000 + 900_000_00, 3)
})

test('a nought that was written where a deal was lost is no amount, and tells nobody beforehand that it would be', () => {
  const told = live({ ...rushes, days: 400 })
  const lostFor = (minor: number | null) =>
    historyOf(told.map((deal) => (deal.end?.[0] === 'lost' ? { ...deal, minor } : deal)))
  const common = { scope: scopeAt('2025-02-10'), slots: slotsOf(2), rates, horizon: 30 }
  const [nought, none] = [0, null].map((minor) =>
    backTestFigure(lostFor(minor), { ...common, first: '2024-09-02', last: '2025-01-06' }),
  )
  expect(nought).toEqual(none)
  expect(nought?.dates).toBeGreaterThan(10)
  // A win that brought nothing did.
  const wonFor = (minor: number | null): Told => ({ opened: '2025-01-02', end: ['won', '2025-01-15'], minor })
  const sold = (...deals: Told[]) => said(historyOf([...told, ...deals]), '2025-01-20', 2).whole.won
  expect(sold(wonFor(0))).toBe(sold())
})
