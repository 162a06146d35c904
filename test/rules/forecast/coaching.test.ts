import { expect, test } from 'vitest'
import { scored } from '../../../src/server/modules/coaching/back-test.ts'
import { type Circumstances, advise, judge } from '../../../src/server/modules/coaching/rules.ts'
import { type SellerFacts, coachFigure } from '../../../src/server/modules/measurement/forecast/coach.ts'
import type { Scope } from '../../../src/server/modules/measurement/scope.ts'
import { dice } from '../../../src/statistics/dice.ts'
import { type Told, dealId, historyOf, ownerId, rates, slotsOf } from './histories.ts'

// Four stages, the last two late. Bo is steady for two years; what Ann does differently in the last months is what is advised on.
const last = Date.parse('2025-12-01') / 86_400_000
const text = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const usual: Circumstances = { callsPerDay: 30, callsEach: 8, leadDays: 40, gap: null }

interface Habits {
  /** Deals begun a day, so many days before the last one. */
  readonly entries: (back: number) => number
  /** Whether deals still come further, and are won, so many days before the last one. */
  readonly moves: (back: number) => number
  readonly win: (back: number) => number
}
const steady: Habits = { entries: () => 0.5, moves: () => 0.08, win: () => 0.5 }

function dealsOf(owner: string, habits: Habits, seed: number): Told[] {
  const random = dice(seed)
  const told: Told[] = []
  for (let day = last - 700; day <= last; day++) {
    if (random() >= habits.entries(last - day)) continue
    const moves: [number, string][] = []
    let end: ['won' | 'lost', string] | undefined
    for (let on = day + 1; on <= last && !end; on++) {
      const stage = 1 + moves.length
      if (random() >= (stage < 3 ? habits.moves(last - on) : 0.08)) continue
      if (stage < 4) moves.push([stage + 1, text(on)])
      else end = [random() < habits.win(last - on) ? 'won' : 'lost', text(on)]
      if (stage < 3 && random() < 0.25) end = ['lost', text(on)]
    }
    told.push({ owner, opened: text(day), moves, minor: 100_000, ...(end ? { end } : {}) })
  }
  return told
}

function factsOf(told: readonly Told[], dates = [text(last)]): SellerFacts[][] {
  const scope: Scope = { asOf: text(last), knownAt: new Date('2030-01-01'), current: false, sees: null }
  return coachFigure(historyOf(told), { scope, slots: slotsOf(4), rates, late: [3, 4], dates })
}

function advisedTo(habits: Partial<Habits>, circumstances = usual, more: readonly Told[] = []) {
  const told = [...dealsOf('Bo', steady, 5), ...dealsOf('Ann', { ...steady, ...habits }, 7), ...more]
  const own = factsOf(told)
    .flat()
    .find(({ owner }) => owner === ownerId('Ann'))
  if (!own) throw new Error('Ann has deals')
  return { told, found: advise(own, circumstances) }
}

test('who goes on as ever is left alone', () => {
  expect(advisedTo({}).found).toEqual([])
})

test('late deals and no new ones: more calls, a number a day that the day can hold', () => {
  const { found } = advisedTo({ entries: (back) => (back < 91 ? 0.1 : 0.5) })
  expect(found.map(({ code }) => code)).toEqual(['more_prospecting'])
  expect(found[0]?.numbers['calls']).toBeGreaterThan(3)
  const busy = advisedTo({ entries: (back) => (back < 91 ? 0.1 : 0.5) }, { ...usual, callsPerDay: 4 })
  expect(busy.found[0]?.numbers['calls']).toBe(4)
})

test('many young deals that do not come on: fewer calls, more preparing', () => {
  const habits = {
    entries: (back: number) => (back < 60 ? 1 : 0.5),
    moves: (back: number) => (back < 45 ? 0.015 : 0.08),
  }
  const codes = advisedTo(habits).found.map(({ code }) => code)
  expect(codes).toContain('less_prospecting')
  expect(codes).not.toContain('more_prospecting')
})

test('many appointments and few sales: work on closing', () => {
  const { found } = advisedTo({ win: (back) => (back < 182 ? 0.12 : 0.5) })
  expect(found.map(({ code }) => code)).toContain('work_on_closing')
  expect(found[0]?.numbers['share']).toBeLessThan(found[0]?.numbers['usual'] ?? 0)
})

test('one deal that is most of what is expected is named', () => {
  const moves: Told['moves'] = [
    [2, text(last - 20)],
    [3, text(last - 10)],
    [4, text(last - 2)],
  ]
  const whale: Told = { owner: 'Ann', opened: text(last - 30), moves, minor: 90_000_000 }
  const { told, found } = advisedTo({}, usual, [whale])
  expect(found).toMatchObject([{ code: 'one_deal_carries', dealId: dealId(told.length - 1) }])
})

test('a gap that no day’s calls can close is said to be so', () => {
  const gap = { minor: 9e6, missingMinor: 8e6, callsADay: 140, isPossible: false }
  expect(advisedTo({}, { ...usual, gap }).found).toMatchObject([{ code: 'gap_too_wide', numbers: { missing: 8e6 } }])
  expect(advisedTo({}, { ...usual, gap: { ...gap, isPossible: true } }).found).toEqual([])
})

test('nothing is advised to who has sold for a few months', () => {
  const told = dealsOf('Ann', { ...steady, entries: (back) => (back > 200 ? 0 : back < 60 ? 0.02 : 1) }, 3)
  const own = factsOf(told).flat()[0]
  expect(own && advise(own, usual)).toEqual([])
})

test('advice of the past is judged by what came, and reads nothing later', () => {
  const habits = { entries: (back: number) => (back < 250 && back > 120 ? 0.05 : 0.5) }
  const told = [1, 2, 3, 4, 5, 6].flatMap((seed) =>
    dealsOf(`Seller ${seed}`, seed < 4 ? { ...steady, ...habits } : steady, seed),
  )
  const dates = [300, 210, 180, 150, 100].map((back) => text(last - back))
  const facts = factsOf(told, dates)
  const found = scored(facts.flat())
  expect(found.cases).toBe(30)
  const row = found.rows.find(({ code }) => code === 'more_prospecting')
  expect(row?.given).toBeGreaterThanOrEqual(4)
  expect(row?.precision).toBeGreaterThan(0.7)
  expect(row?.recall).toBeGreaterThan(0.3)
  const day = dates[2] ?? ''
  const past = told
    .filter(({ opened }) => opened <= day)
    .map(({ end, moves = [], ...deal }) => ({
      ...deal,
      moves: moves.filter(([, on]) => on <= day),
      ...(end && end[1] <= day ? { end } : {}),
    }))
  const strip = (rows: readonly SellerFacts[] = []) =>
    rows
      .map((own) => ({ ...own, winsAfter: 0, top: null, expected: Math.round(own.expected) }))
      .toSorted((a, b) => (a.owner < b.owner ? -1 : 1))
  expect(strip(factsOf(past, [day])[0])).toEqual(strip(facts[2]))
})

test('whether it helped is how much of the way was gone', () => {
  expect([judge(10, 50, 35), judge(10, 50, 12), judge(10, 50, 20), judge(0.9, 0.4, 0.5)]).toEqual([
    'helped',
    'did_not',
    'unclear',
    'helped',
  ])
})
