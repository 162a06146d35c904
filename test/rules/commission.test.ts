import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange } from '../../src/server/modules/commission/credits.ts'
import { periodOf } from '../../src/server/modules/commission/on-plan.ts'
import {
  type Booked,
  type Credit,
  type Line,
  corrections,
  reckon,
  sumOf,
} from '../../src/server/modules/commission/reckon.ts'
import { type WinFact, standingWins } from '../../src/server/modules/commission/wins.ts'
import { accelerated, anyQuota, anyTerms, byQuota, plain, sale } from './commission-terms.ts'

const paid = (minor: number, terms = plain, quota: number | null = null) => sumOf(reckon([sale(minor)], terms, quota))
describe('tiers', () => {
  test.each([
    ['nothing sold', 0, plain, null, 0],
    ['the first tier', 60_000, plain, null, 3_000],
    ['at an edge', 100_000, plain, null, 5_000],
    ['the part beyond it alone at the next rate', 150_000, plain, null, 9_000],
    ['all three', 300_000, plain, null, 22_000],
    ['half a cent goes to the even one', 10, plain, null, 0],
    ['and so does one and a half', 30, plain, null, 2],
    ['of the quota', 150_000, byQuota, 100_000, 10_000],
    ['of no quota: the first rate', 150_000, byQuota, null, 7_500],
    ['of a quota of nothing: beyond it from the first cent', 1_000, byQuota, 0, 100],
    ['beyond the quota more is paid, twice', 200_000, accelerated, 100_000, 10_000 + 2_000 + 1_500],
    ['capped', 300_000, { ...plain, capMinor: 20_000 }, null, 20_000],
    ['under the cap', 300_000, { ...plain, capMinor: 22_000 }, null, 22_000],
  ])('%s: %d', (_, minor, terms, quota, commission) => expect(paid(minor, terms, quota)).toBe(commission))

  test('a win after others falls where they have come to, and each line says so', () => {
    const lines = reckon([sale(80_000, 'a'), sale(40_000, 'b')], plain, null)
    expect(lines.map(({ key, minor, details }) => [key, minor, details.startMinor])).toEqual([
      ['sale:a', 4_000, 0],
      ['sale:b', 1_000 + 1_600, 80_000],
    ])
  })

  test('a bonus is paid once it is reached, and named', () => {
    const bonuses = [
      { name: 'Five wins', goal: 'wins' as const, reach: 2, minor: 700 },
      { name: 'Quota', goal: 'quota' as const, reach: 10_000, minor: 900 },
      { name: 'Much', goal: 'amount' as const, reach: 90_000, minor: 100 },
    ]
    const names = (credits: Credit[], quota: number | null) =>
      reckon(credits, { ...plain, bonuses }, quota).flatMap(({ kind, details }) =>
        kind === 'bonus' ? [details.name] : [],
      )
    expect(names([sale(90_000)], 90_001)).toEqual(['Much'])
    expect(names([sale(90_000, 'a'), sale(1, 'b')], 90_001)).toEqual(['Five wins', 'Quota', 'Much'])
    expect(names([sale(90_000)], null)).toEqual(['Much'])
  })
})

describe('whatever the terms', () => {
  test('more sold never earns less', () => {
    const amounts = fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 90_000 }))
    fc.assert(
      fc.property(anyTerms, anyQuota, amounts, (terms, quota, [one, more]) => {
        expect(paid(one + more, terms, quota)).toBeGreaterThanOrEqual(paid(one, terms, quota))
      }),
      { numRuns: 2_000 },
    )
  })

  test('a cent more at an edge earns no jump: never more than the highest rates of it, and the rounding', () => {
    const free = anyTerms.map((terms) => ({ ...terms, bonuses: [], tiersBy: 'amount' as const }))
    fc.assert(
      fc.property(free, anyQuota, (terms, quota) => {
        for (const { from } of terms.tiers.slice(1)) {
          const jump = paid(from + 1, terms, quota) - paid(from - 1, terms, quota)
          expect(jump).toBeGreaterThanOrEqual(0)
          expect(jump).toBeLessThanOrEqual(4)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('however sales are divided into wins, they earn the same but for half a cent a line', () => {
    fc.assert(
      fc.property(
        anyTerms,
        anyQuota,
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 12 }),
        (terms, quota, minors) => {
          const free = { ...terms, capMinor: null }
          const whole = minors.reduce((sum, minor) => sum + minor, 0)
          const parts = reckon(
            minors.map((minor, place) => sale(minor, `w${place}`)),
            free,
            quota,
          )
          expect(Math.abs(sumOf(parts) - paid(whole, free, quota))).toBeLessThanOrEqual(parts.length / 2 + 1)
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('wins that come and go over many closings net to what stands in the end; when all are reversed, to nothing', () => {
    const rounds = fc.array(
      fc.array(fc.tuple(fc.nat({ max: 7 }), fc.integer({ min: 0, max: 20_000 })), { maxLength: 8 }),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(anyTerms, anyQuota, rounds, (terms, quota, all) => {
        const booked: Booked[] = []
        let now: Line[] = []
        for (const wins of [...all, []]) {
          const standing = new Map(wins.map(([name, minor]) => [name, minor]))
          now = reckon(
            [...standing].map(([name, minor]) => sale(minor, `w${name}`)),
            terms,
            quota,
          )
          booked.push(...corrections(now, booked))
          expect(sumOf(booked)).toBe(sumOf(now))
          expect(corrections(now, booked)).toEqual([])
        }
        expect(sumOf(booked)).toBe(sumOf(now))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('which wins stand', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day))
  const fact = (type: string, day: number, data: object = {}): WinFact => ({
    id: `${type} ${day}`,
    type,
    at: at(day),
    data: { ...data },
  })
  const opened = fact('deal.opened', 1, { ownerId: 'sam' })
  const won = fact('deal.won', 5, { minor: 1_000, currency: 'EUR' })
  const owners = (facts: WinFact[], days: number | null = null) =>
    standingWins(facts, days).map(({ minor, shares }) => [minor, ...shares.map(({ memberId }) => memberId)])

  test.each<[string, WinFact[], number | null, unknown[]]>([
    [
      'a win is of whoever owned the deal then',
      [opened, won, fact('deal.assigned', 6, { to: 'bo' })],
      null,
      [[1_000, 'sam']],
    ],
    [
      'given away before, it is of who got it',
      [opened, fact('deal.assigned', 3, { to: 'bo' }), won],
      null,
      [[1_000, 'bo']],
    ],
    ['nobody’s is nobody’s', [fact('deal.opened', 1, {}), won], null, [[1_000]]],
    ['reversed', [opened, won, fact('deal.win_reversed', 20)], null, []],
    ['reversed later than wins are taken back', [opened, won, fact('deal.win_reversed', 20)], 10, [[1_000, 'sam']]],
    ['reversed in time', [opened, won, fact('deal.win_reversed', 15)], 10, []],
    ['reversed, and never taken back', [opened, won, fact('deal.win_reversed', 6)], 0, [[1_000, 'sam']]],
    ['reopened: it was a mistake', [opened, won, fact('deal.reopened', 20, { was: 'won' })], 0, []],
    [
      'won twice, once by mistake',
      [opened, won, fact('deal.reopened', 6, { was: 'won' }), fact('deal.won', 9, { minor: 5, currency: 'EUR' })],
      null,
      [[5, 'sam']],
    ],
    [
      'the amount set right',
      [opened, won, fact('deal.amount_changed', 7, { to: 900, currency: 'EUR' })],
      null,
      [[900, 'sam']],
    ],
    [
      'shared',
      [opened, won, fact('deal.split_set', 9, { memberIds: ['sam', 'bo'], basisPoints: [6_000, 4_000] })],
      null,
      [[1_000, 'sam', 'bo']],
    ],
  ])('%s', (_, facts, days, expected) => expect(owners(facts, days)).toEqual(expected))
})

describe('other currencies', () => {
  const rates = [
    { currency: 'JPY', day: 100, rate: 0.005 },
    { currency: 'USD', day: 100, rate: 0.8 },
  ]
  const change = exchange({ reporting: 'EUR', rates, digits: { EUR: 2, USD: 2, JPY: 0 } })
  const day = new Date(101 * 86_400_000).toISOString().slice(0, 10)
  test.each([
    [1_000, 'EUR', 'EUR', 1_000],
    [1_000, 'JPY', 'EUR', 500],
    [1_000, 'JPY', 'USD', 625],
    [500, 'EUR', 'JPY', 1_000],
    [1_000, 'SEK', 'EUR', null],
  ])('%d %s in %s: %j', (minor, from, to, expected) => expect(change(minor, from, to, day)).toBe(expected))
})

test.each([
  ['2026-11-22', 'month', 1, '2026-11-01', '2026-12-01'],
  ['2026-11-22', 'quarter', 2, '2026-11-01', '2027-02-01'],
  ['2026-01-31', 'quarter', 4, '2026-01-01', '2026-04-01'],
  ['2026-03-31', 'year', 4, '2025-04-01', '2026-04-01'],
] as const)(
  '%s is in the %s, in years from month %d on, from %s to before %s',
  (day, period, firstMonth, from, until) => expect(periodOf(day, period, firstMonth)).toEqual({ from, until }),
)
