import fc from 'fast-check'
import type { CommissionTerms } from '../../src/contract/commission-plans.ts'
import type { Credit } from '../../src/server/modules/commission/reckon.ts'

export const plain: CommissionTerms = {
  currency: 'EUR',
  period: 'quarter',
  tiersBy: 'amount',
  tiers: [
    { from: 0, rate: 500 },
    { from: 100_000, rate: 800 },
    { from: 250_000, rate: 1000 },
  ],
  accelerators: [],
  capMinor: null,
  clawBackDays: null,
  bonuses: [],
}

export function sale(minor: number, name = 'a'): Credit {
  return { dealId: `deal-${name}`, winId: name, minor, details: {} }
}

export const byQuota: CommissionTerms = {
  ...plain,
  tiersBy: 'quota',
  tiers: [
    { from: 0, rate: 500 },
    { from: 10_000, rate: 1000 },
  ],
}
export const accelerated: CommissionTerms = {
  ...plain,
  tiers: [{ from: 0, rate: 500 }],
  accelerators: [
    { fromQuota: 10_000, rate: 200 },
    { fromQuota: 15_000, rate: 300 },
  ],
}

const rate = fc.integer({ min: 0, max: 3_000 })
export const anyTerms = fc
  .record({
    tiersBy: fc.constantFrom('amount' as const, 'quota' as const),
    edges: fc.uniqueArray(fc.integer({ min: 1, max: 30_000 }), { maxLength: 5 }),
    rates: fc.array(rate, { minLength: 6, maxLength: 6 }),
    beyond: fc.uniqueArray(fc.integer({ min: 1, max: 20_000 }), { maxLength: 3 }),
    capMinor: fc.option(fc.integer({ min: 0, max: 50_000 })),
    bonus: fc.integer({ min: 0, max: 5_000 }),
  })
  .map(({ tiersBy, edges, rates, beyond, capMinor, bonus }): CommissionTerms => {
    const ascending = (one: number, other: number) => one - other
    return {
      ...plain,
      tiersBy,
      tiers: [0, ...edges.toSorted(ascending)].map((from, place) => ({ from, rate: rates[place] ?? 0 })),
      accelerators: beyond.toSorted(ascending).map((fromQuota, place) => ({ fromQuota, rate: rates[5 - place] ?? 0 })),
      capMinor,
      bonuses: [{ name: 'Quota', goal: 'quota', reach: 10_000, minor: bonus }],
    }
  })
export const anyQuota = fc.option(fc.integer({ min: 0, max: 60_000 }))
