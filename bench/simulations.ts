/**
 * How well experiments and forecasts keep their word, tried on made-up companies by the product's own code:
 *
 *   npm run test:simulations [rounds]
 *
 * Where nothing differs, looked at on each of 182 days, at most 6 of 100 may be said to differ; where the change wins 10 more of
 * 100, at least 80 of 100 must be found within the weeks that the plan says; a split that leaks must be blocked.
 * The 80 % limits of forecasts must hold in 75 to 87 of 100 over all kinds of histories, 70 to 90 of each, and what is expected over all must be
 * what comes to 5 %.
 * docs/measurement.md has the figures of a run.
 */
import { weeksFor } from '../src/server/modules/experiments/index.ts'
import { leaking, look, nothingDiffers, type Scenario, tenMore } from '../test/experiments/made-up.ts'
import { calibrationOf, together } from '../test/rules/forecast/calibration.ts'
import { kinds } from '../test/rules/forecast/kinds.ts'

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
for (const { name, share, holds } of results) say(holds(share), share, name)
const haveHeld = [...results.map(({ share, holds }) => holds(share)), ...forecasts()]
process.exitCode = haveHeld.every(Boolean) ? 0 : 1

function say(holds: boolean, share: number, name: string): boolean {
  process.stdout.write(`${holds ? 'holds' : 'FAILS'}  ${(100 * share).toFixed(1).padStart(5)} %  ${name}\n`)
  return holds
}

/** A history of each kind for every twentieth round, its limits and its bias, for what is open and for all that comes. */
function forecasts(): boolean[] {
  const seeds = Array.from({ length: Math.ceil(rounds / 20) }, (_, at) => at + 1)
  const tried = Object.entries(kinds).map(([name, kind]) => ({
    name,
    all: seeds.map((seed) => calibrationOf(kind, seed)),
  }))
  const everything = tried.flatMap(({ all }) => all)
  return (['open', 'whole'] as const).flatMap((part) => {
    const overall = together(everything, part)
    return [
      ...tried.map(({ name, all }) => {
        const { coverage, bias } = together(all, part)
        const text = `forecast of ${part}: ${name} (bias ${(100 * bias).toFixed(1)} %)`
        return say(coverage > 0.7 && coverage < 0.9, coverage, text)
      }),
      say(
        overall.coverage > 0.75 && overall.coverage < 0.87,
        overall.coverage,
        `forecast of ${part}: limits, over all`,
      ),
      say(Math.abs(overall.bias) < 0.05, overall.bias, `forecast of ${part}: bias, over all`),
    ]
  })
}

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
