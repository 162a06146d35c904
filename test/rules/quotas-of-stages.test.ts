import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { showStageQuotas } from '../../src/contract/quotas.ts'
import { backwards } from '../../src/server/modules/quotas/backwards.ts'

describe('backwards from a quota', () => {
  const stage = (key: string, advanced: number, left: number) => {
    return { key, name: key, own: { advanced, left }, others: { advanced: 4 * advanced, left: 4 * left } }
  }
  const values = {
    own: { count: 8, mean: 10_000, deviation: 2_000 },
    others: { count: 32, mean: 10_000, deviation: 2_000 },
  }
  const past = { value: values, stages: [stage('first', 10, 10), stage('last', 8, 2)], opened: 20 }

  test('each stage needs what the later ones lose, with limits that widen', () => {
    const asked = backwards(80_000, { ...past, touches: [{ channel: 'phone', count: 60 }] })
    expect(z.safeParse(showStageQuotas.output, { ...asked, quotaMinor: 80_000, currency: 'EUR' }).success).toBe(true)
    expect(asked.wins.estimate).toBeCloseTo(8, 6)
    expect(asked.stages.map(({ entries }) => Math.round(entries.estimate ?? 0))).toEqual([20, 10])
    expect(asked.touches[0]?.needed.estimate).toBeCloseTo(60, 6)
    const [first, last] = asked.stages.map(({ entries: { low, high } }) => (high ?? 0) / (low ?? 1))
    expect(first).toBeGreaterThan(last ?? 0)
    expect(last).toBeGreaterThan(1)
  })

  test('few ended deals say nothing', () => {
    const few = { ...past, stages: [{ ...stage('first', 1, 1), others: { advanced: 3, left: 4 } }], touches: [] }
    expect(backwards(80_000, few)).toMatchObject({
      allDeals: 9,
      wins: { estimate: null },
      stages: [{ entries: { low: null } }],
    })
  })
})
