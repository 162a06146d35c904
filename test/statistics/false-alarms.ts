/**
 * How often an experiment is called although nothing differs, looked at on each of 182 days, by share of closed and by incidence of wins
 * by day 60. Not a test: run by hand when the method is to be changed; the table goes into docs/statistics.md.
 *   node test/statistics/false-alarms.ts [rounds]
 */
import { alwaysValid } from '../../src/statistics/always-valid.ts'
import { shareDifference } from '../../src/statistics/differences.ts'
import { incidenceDifference } from '../../src/statistics/incidence-comparison.ts'
import { type Scenario, closedSoFar, madeDeals, rowsOn } from './simulated-experiment.ts'

const rounds = Number(process.argv[2] ?? 1000)
const days = 182
const calls = (difference: ReturnType<typeof shareDifference>) =>
  (alwaysValid(difference, { plannedEffect: 0.1 })?.pValue ?? 1) < 0.05

function alarms(scenario: Scenario, seed: number) {
  const deals = madeDeals(scenario, days, seed)
  let byShare = false
  for (const [first, second] of closedSoFar(deals, days)) byShare ||= calls(shareDifference(first, second))
  let byIncidence = false
  for (let day = 60; day < days && !byIncidence; day++) {
    byIncidence = calls(incidenceDifference(rowsOn(deals, 0, day), rowsOn(deals, 1, day), 60))
  }
  // Every deal taken to stand for itself: always valid, and by a plain test each day.
  let lone = false
  let plain = false
  for (const arms of closedSoFar(deals, days)) {
    const [first, second] = arms.map((rows) => rows.map((row) => ({ ...row, cluster: null })))
    const difference = shareDifference(first ?? [], second ?? [])
    lone ||= calls(difference)
    plain ||=
      difference !== null &&
      difference.leastSeen >= 10 &&
      Math.abs(difference.estimate) > 1.96 * difference.standardError
  }
  return { byShare, byIncidence, lone, plain }
}

for (const unit of ['deal', 'seller'] as const) {
  for (const sellers of [4, 8, 20]) {
    for (const unequal of [0, 1]) {
      const counts = { byShare: 0, byIncidence: 0, lone: 0, plain: 0 }
      for (let seed = 1; seed <= rounds; seed++) {
        const found = alarms({ sellers, dealsADay: 6, base: 0.3, effect: 0, skill: 0.7, unequal, unit }, seed)
        for (const how of ['byShare', 'byIncidence', 'lone', 'plain'] as const) counts[how] += Number(found[how])
      }
      const percent = (count: number) => `${((100 * count) / rounds).toFixed(1)} %`
      process.stdout.write(
        `${unit}s assigned, ${sellers} sellers, unequal ${unequal}: shares ${percent(counts.byShare)}, incidence ` +
          `${percent(counts.byIncidence)}, deals alone ${percent(counts.lone)}, plain test every day ${percent(counts.plain)}\n`,
      )
    }
  }
}
