/**
 * How well experiments keep their word, tried on made-up companies by the product's own assignment, reading and plan:
 *
 *   npm run test:simulations [rounds]
 *
 * Where nothing differs, looked at on each of 182 days, at most 6 of 100 may be said to differ; where the change wins 10 more of
 * 100, at least 80 of 100 must be found within the weeks that the plan says; a split that leaks must be blocked.
 * docs/measurement.md has the figures of a run.
 */
import { weeksFor } from '../src/server/modules/experiments/index.ts'
import { leaking, look, nothingDiffers, type Scenario, tenMore } from '../test/experiments/made-up.ts'

const rounds = Number(process.argv[2] ?? 500)
const results = [
  ...nothingDiffers.map(([name, scenario]) => ({
    name: `nothing differs: ${name}`,
    share: shareOf((seed) => look(scenario, seed).found),
    holds: (share: number) => share <= 0.06,
  })),
  ...tenMore.map(([name, scenario]) => ({
    name: `10 more of 100: ${name}, ${planned(scenario)} weeks`,
    share: shareOf((seed) => look({ ...scenario, days: planned(scenario) * 7 }, seed).found),
    holds: (share: number) => share >= 0.8,
  })),
  {
    name: 'a split that leaks',
    share: shareOf((seed) => look(leaking, seed).blocked),
    holds: (share: number) => share >= 0.99,
  },
]
for (const { name, share, holds } of results)
  process.stdout.write(`${holds(share) ? 'holds' : 'FAILS'}  ${(100 * share).toFixed(1).padStart(5)} %  ${name}\n`)
process.exitCode = results.every(({ share, holds }) => holds(share)) ? 0 : 1

function shareOf(happens: (seed: number) => boolean): number {
  const happened = Array.from({ length: rounds }, (_, at) => happens(at + 1)).filter(Boolean)
  return happened.length / rounds
}

function planned(scenario: Scenario): number {
  const { base, dealsADay, sellers } = scenario
  const past = {
    dealsPerWeek: dealsADay * 7,
    overWeeks: 52,
    winRate: { estimate: base, low: null, high: null },
    sellers,
  }
  return weeksFor(scenario, past).weeks ?? 0
}
