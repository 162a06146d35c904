import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { armInBlock, armOf, drawSellers, takesPart } from '../../src/server/modules/assignment/index.ts'
import { weeksFor } from '../../src/server/modules/experiments/index.ts'
import { leaking, look, nothingDiffers, planted } from '../experiments/made-up.ts'

describe('an arm', () => {
  test('is the same at every call, and comes as often as was asked', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 9 }), (experiment, tens) => {
        const arms = Array.from({ length: 1000 }, (_, at) => armOf(experiment, `deal ${at}`, tens * 10))
        expect(arms[17]).toBe(armOf(experiment, 'deal 17', tens * 10))
        // Five standard deviations: one run in a million is further off.
        const changed = arms.filter((arm) => arm === 'changed').length
        expect(Math.abs(changed - tens * 100)).toBeLessThan(5 * Math.sqrt(tens * 10 * (10 - tens) * 10))
      }),
      { numRuns: 20 },
    )
  })

  test('of ten deals of a source comes exactly as often as was asked, in an order that nobody knows', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 1, max: 9 }), fc.nat(20), (experiment, tens, block) => {
        const arms = Array.from({ length: 10 }, (_, at) =>
          armInBlock(experiment, 'fair', block * 10 + at + 1, tens * 10),
        )
        expect(arms.filter((arm) => arm === 'changed').length).toBe(tens)
      }),
    )
    const order = (block: number) =>
      Array.from({ length: 10 }, (_, at) => armInBlock('one', 'fair', block * 10 + at + 1, 50)).join()
    expect(new Set([0, 1, 2, 3, 4].map(order)).size).toBeGreaterThan(2)
  })

  test('of sellers is drawn evenly, and leaves no arm empty', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 40 }), (experiment, sellers) => {
        const arms = Object.values(drawSellers(experiment, sellers, 50))
        const changed = arms.filter((arm) => arm === 'changed').length
        expect(Math.abs(2 * changed - arms.length)).toBeLessThanOrEqual(1)
        const few = Object.values(drawSellers(experiment, sellers, 10))
        expect(new Set(few).size).toBe(2)
      }),
    )
  })

  test.each([
    ['opened before the start', { openedAt: '2026-01-01' }, false],
    ['of another source', { sourceId: 'web' }, false],
    ['without a source', { sourceId: null }, false],
    ['of another seller', { ownerId: 'bo' }, false],
    ['of another team', { ownerTeamId: 'south' }, false],
    ['of whom it is for', {}, true],
  ])('a deal %s', (_, more, expected) => {
    const audience = { startedAt: '2026-02-01T00:00:00Z', sourceIds: ['fair'], ownerIds: ['sam'], teamIds: ['north'] }
    const deal = { sourceId: 'fair', ownerId: 'sam', ownerTeamId: 'north', openedAt: '2026-02-02', ...more }
    expect(takesPart({ unit: 'deal', ...audience }, { ...deal, openedAt: new Date(deal.openedAt) })).toBe(expected)
  })
})

const past = { dealsPerWeek: 30, overWeeks: 52, winRate: { estimate: 0.3, low: 0.28, high: 0.32 }, sellers: 12 }
const design = { unit: 'deal', changedPercent: 50, horizonDays: 60, smallestEffect: 10 } as const

describe('how long it takes', () => {
  test.each([
    ['nobody comes', design, { ...past, dealsPerWeek: 0 }, 'no_arrivals'],
    ['nobody has bought yet', design, { ...past, winRate: { estimate: 0, low: null, high: null } }, 'no_wins'],
    ['nobody was followed so long', design, { ...past, winRate: { estimate: null, low: null, high: null } }, 'no_wins'],
    ['few come', design, { ...past, dealsPerWeek: 2 }, 'too_long'],
    ['too small a difference is looked for', { ...design, smallestEffect: 0.5 }, past, 'too_long'],
    ['chance draws few sellers', { ...design, unit: 'seller' }, { ...past, sellers: 6 }, 'too_few_sellers'],
    ['enough come', design, past, 'decidable'],
  ] as const)('%s', (_, wanted, before, verdict) => {
    const plan = weeksFor(wanted, before)
    expect(plan.verdict).toBe(verdict)
    expect(plan.weeks === null).toBe(verdict !== 'decidable')
  })

  test('takes longer for a smaller difference, for fewer deals and for an uneven split', () => {
    const weeks = (more: object, before: object = {}) =>
      weeksFor({ ...design, ...more }, { ...past, ...before }).weeks ?? Infinity
    expect(weeks({ smallestEffect: 8 })).toBeGreaterThan(weeks({}))
    expect(weeks({}, { dealsPerWeek: 15 })).toBeGreaterThan(weeks({}))
    expect(weeks({ changedPercent: 20 })).toBeGreaterThan(weeks({}))
    expect(weeks({ unit: 'seller' }, { sellers: 40 })).toBeGreaterThan(weeks({}))
    expect(weeks({ horizonDays: 120 })).toBe(weeks({}) + 9)
  })
})

// A small part of `npm run test:simulations`: enough to see that something is broken, not how well it holds.
describe('through the product’s own assignment and reading', () => {
  test.each(nothingDiffers)('nothing differs: %s', (_, scenario) => {
    const found = Array.from({ length: 15 }, (_unused, seed) => look(scenario, seed + 1, 21).found)
    expect(found.filter(Boolean).length).toBeLessThanOrEqual(4)
  })

  test('a change that wins far more is found', () => {
    const [, scenario] = planted[0] ?? []
    if (!scenario) throw new Error('there is one')
    const found = Array.from({ length: 10 }, (_, seed) => look({ ...scenario, effect: 0.3 }, seed + 1, 14).found)
    expect(found.filter(Boolean).length).toBeGreaterThanOrEqual(8)
  })

  test('a split that leaks is blocked', () => {
    const blocked = Array.from({ length: 10 }, (_, seed) => look(leaking, seed + 1, 14).blocked)
    expect(blocked.filter(Boolean).length).toBeGreaterThanOrEqual(9)
  })
})
