import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CommissionLine } from '../../src/contract/commission.ts'
import { type Before, type Ground, partsBy } from '../../src/server/modules/commission/parts.ts'
import { type Booked, type Line, corrections, reckon, sumOf } from '../../src/server/modules/commission/reckon.ts'
import { accelerated, anyQuota, anyTerms, plain, sale } from './commission-terms.ts'

describe('how a line came about', () => {
  const partsOf = (line: Line, ground: Ground, before: readonly Before[]) => partsBy(ground)(line, before)

  const told = (lines: Line[], terms = plain, quotaMinor: number | null = null) =>
    lines.map((line) =>
      partsOf(line, { terms, quotaMinor }, []).map(({ kind, tier, ofMinor, minor }) =>
        tier ? [tier.from, tier.until, tier.rate, ofMinor, minor] : [kind, minor],
      ),
    )

  test('a sale over two edges says what lies in each tier and what it earns there', () => {
    expect(told(reckon([sale(80_000, 'a'), sale(200_000, 'b')], plain, null))).toEqual([
      [[0, 100_000, 500, 80_000, 4_000]],
      [
        [0, 100_000, 500, 20_000, 1_000],
        [100_000, 250_000, 800, 150_000, 12_000],
        [250_000, null, 1_000, 30_000, 3_000],
      ],
    ])
  })

  test('beyond the quota each part has the rates that hold there together', () => {
    expect(told(reckon([sale(170_001)], accelerated, 100_000), accelerated, 100_000)).toEqual([
      [[0, null, 500, 170_001, 8_500]],
      [
        [10_000, 15_000, 200, 50_000, 1_000],
        [15_000, null, 500, 20_001, 1_000],
      ],
    ])
  })

  test('half cents of two tiers are one cent, and it goes to one of them', () => {
    const fine = { ...plain, tiers: [0, 10].map((from, place) => ({ from, rate: 500 + 1_000 * place })) }
    expect(told(reckon([sale(20)], fine, null), fine)).toEqual([
      [
        [0, 10, 500, 10, 1],
        [10, null, 1_500, 10, 1],
      ],
    ])
  })

  test('what is over the cap is what all came to, less the cap', () => {
    const capped = { ...plain, capMinor: 1_000 }
    expect(told(reckon([sale(30_000)], capped, null), capped).at(-1)).toEqual([
      ['cap', 1_000],
      ['earned', -1_500],
    ])
  })

  test('what is taken back is what was booked, and a correction what it comes to now, less that', () => {
    const [line] = corrections(reckon([sale(2_000)], plain, null), [{ ...booked('sale:a'), minor: 300 }])
    const before = [{ statementOn: '2026-01-01', minor: 300 }]
    expect(line && partsOf(line, { terms: plain, quotaMinor: null }, before).map(({ minor }) => minor)).toEqual([
      100, -300,
    ])
    const [gone] = corrections([], [{ ...booked('sale:a'), minor: 300 }])
    expect(gone && partsOf(gone, { terms: plain, quotaMinor: null }, before)).toMatchObject([
      { kind: 'booked', minor: -300, statementOn: '2026-01-01' },
    ])
  })

  const booked = (key: string): Booked => ({ key, dealId: 'deal-a', minor: 0, details: {} })

  test('the parts of each line sum to it and to what counts of the sale, and each is its rate of its part within a cent', () => {
    const sizes = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 1_000_000_000_000 })),
      {
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(anyTerms, anyQuota, sizes, (terms, quotaMinor, minors) => {
        const credits = minors.map((minor, place) => sale(minor, `w${place}`))
        for (const line of reckon(credits, terms, quotaMinor)) {
          const parts = partsOf(line, { terms, quotaMinor }, [])
          expect(sumOf(parts)).toBe(line.minor)
          const counted = line.kind === 'sale' ? line.details.creditMinor : ofIn(parts)
          expect(ofIn(parts)).toBe(counted)
          const off = parts.map(({ tier, ofMinor, minor }) =>
            tier === null ? 0 : Math.abs(minor - ((ofMinor ?? 0) * tier.rate) / 10_000),
          )
          expect(Math.max(0, ...off)).toBeLessThanOrEqual(2)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  const ofIn = (parts: CommissionLine['parts']) => parts.reduce((sum, { ofMinor }) => sum + (ofMinor ?? 0), 0)
})
