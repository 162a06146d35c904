import { expect, test } from 'vitest'
import {
  alwaysValid,
  incidenceDifference,
  shareDifference,
  sharePower,
  shareSampleSize,
} from '../../src/statistics/index.ts'
import { type Scenario, closedSoFar, madeDeals, rowsOn } from './simulated-experiment.ts'

const weeks26 = 182
const team: Scenario = { sellers: 8, dealsADay: 6, base: 0.3, effect: 0, skill: 0.7, unequal: 0.5, unit: 'deal' }

/** Does a look on any day call a difference? */
function called(scenario: Scenario, seed: number): boolean {
  for (const [first, second] of closedSoFar(madeDeals(scenario, weeks26, seed), weeks26)) {
    const reading = alwaysValid(shareDifference(first, second), { plannedEffect: 0.1 })
    if (reading !== null && reading.pValue < 0.05) return true
  }
  return false
}

function callsIn(rounds: number, scenario: Scenario): number {
  return Array.from({ length: rounds }, (_, i) => called(scenario, i + 1)).filter(Boolean).length / rounds
}

// More rounds and scenarios: node test/statistics/false-alarms.ts; its table is in docs/statistics.md.
test.each<[string, Scenario]>([
  ['deals assigned, eight sellers', team],
  ['deals assigned, four very unequal sellers', { ...team, sellers: 4, unequal: 1 }],
  ['sellers assigned, eight', { ...team, unit: 'seller' }],
  ['sellers assigned, twenty', { ...team, sellers: 20, unit: 'seller' }],
])('nothing differs, a look on each of 182 days: %s', { timeout: 30_000 }, (_, scenario) => {
  expect(callsIn(60, scenario)).toBeLessThanOrEqual(0.06)
})

test('a planned effect is found as often as promised', () => {
  const plan = { base: 0.3, target: 0.45, monitored: true }
  const perArm = shareSampleSize(plan) ?? 0
  expect(sharePower(plan, perArm)).toBeGreaterThanOrEqual(0.8)
  const scenario = { ...team, effect: 0.15, skill: 0, dealsADay: Math.ceil((2 * perArm) / 150) }
  let found = 0
  for (let seed = 1; seed <= 100; seed++) {
    const deals = madeDeals(scenario, weeks26, seed).slice(0, 2 * perArm)
    const [first, second] = [rowsOn(deals, 0, 1000), rowsOn(deals, 1, 1000)]
    const alone = [first, second].map((rows) => rows.map((row) => ({ ...row, cluster: null })))
    const reading = alwaysValid(incidenceDifference(alone[0] ?? [], alone[1] ?? [], 60), { plannedEffect: 0.15 })
    if (reading !== null && reading.pValue < 0.05) found += 1
  }
  // Four standard errors under 80 of 100.
  expect(found).toBeGreaterThan(64)
})
