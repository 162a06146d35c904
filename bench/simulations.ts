/**
 * How well experiments and forecasts keep their word, tried on made-up companies by the product's own code:
 *
 *   npm run test:simulations [rounds]
 *
 * Where nothing differs, looked at on each of 182 days from the first on, at most 5 of 100 may be said to differ; where the change wins
 * as many more as was planned for, at least 80 of 100 must be found within the weeks that the plan says; a split that leaks must be blocked.
 * The 80 % limits of forecasts must hold in 75 to 87 of 100 over all kinds of histories, 70 to 90 of each, and what is expected over all must be
 * what comes to 5 %. What lies outside, but no farther than chance takes a promise that is kept once in a thousand such runs, is said to be chance:
 * in few rounds, much is. docs/measurement.md has the figures of a run.
 */
import { likenessOfSellers, weeksFor } from '../src/server/modules/experiments/index.ts'
import { clopperPearson, designEffect } from '../src/statistics/index.ts'
import { leaking, look, nothingDiffers, planted, type Scenario } from '../test/experiments/made-up.ts'
import { calibrationOf, together } from '../test/rules/forecast/calibration.ts'
import { kinds } from '../test/rules/forecast/kinds.ts'

const rounds = Number(process.argv[2] ?? 500)
/** Both tails of a promise that is kept, beyond which a share is no chance any more. */
const beyondChance = 0.998
const experiments = [
  ...nothingDiffers.map(([name, scenario]) => ({
    name: `nothing differs: ${name}`,
    share: shareOf((seed) => look(scenario, seed).found),
    promise: { low: 0, high: 0.05, kept: 0.05 },
  })),
  ...planted.map(([name, scenario]) => ({
    name: `${name}, ${planned(scenario).told}`,
    share: shareOf((seed) => look({ ...scenario, days: planned(scenario).weeks * 7 }, seed, 7).found),
    promise: { low: 0.8, high: 1, kept: 0.8 },
  })),
  {
    name: 'a split that leaks',
    share: shareOf((seed) => look(leaking, seed).blocked),
    promise: { low: 0.99, high: 1, kept: 0.99 },
  },
]
const haveHeld = [
  ...experiments.map(({ name, share, promise }) => say(verdictOf(share, rounds, promise), share, name)),
  ...forecasts(),
]
process.exitCode = haveHeld.every(Boolean) ? 0 : 1

type Verdict = 'holds' | 'chance' | 'FAILS'

/** Whether a share of so many independent trials lies where it is to lie, or outside as chance may take it where `kept` is the truth. */
function verdictOf(
  share: number,
  trials: number,
  { low, high, kept }: { readonly low: number; readonly high: number; readonly kept: number },
): Verdict {
  if (share >= low && share <= high) return 'holds'
  const whole = Math.max(1, Math.round(trials))
  const limits = clopperPearson(Math.round(share * whole), whole, beyondChance)
  return (limits.low ?? 0) <= kept && kept <= (limits.high ?? 1) ? 'chance' : 'FAILS'
}

function say(verdict: Verdict, share: number, name: string): boolean {
  process.stdout.write(`${verdict.padEnd(6)}  ${(100 * share).toFixed(1).padStart(5)} %  ${name}\n`)
  return verdict !== 'FAILS'
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
        const { n, coverage, bias } = together(all, part)
        const text = `forecast of ${part}: ${name} (bias ${(100 * bias).toFixed(1)} %)`
        return say(verdictOf(coverage, lone(n), { low: 0.7, high: 0.9, kept: 0.8 }), coverage, text)
      }),
      say(
        verdictOf(overall.coverage, lone(overall.n), { low: 0.75, high: 0.87, kept: 0.8 }),
        overall.coverage,
        `forecast of ${part}: limits, over all`,
      ),
      say(Math.abs(overall.bias) < 0.05 ? 'holds' : 'FAILS', overall.bias, `forecast of ${part}: bias, over all`),
    ]
  })
}

/** Dates a week apart, of which each looks 30 days ahead, tell as much as so many that look at no day twice. */
function lone(dates: number): number {
  return (dates * 7) / 30
}

function shareOf(happens: (seed: number) => boolean): number {
  const happened = Array.from({ length: rounds }, (_, at) => happens(at + 1)).filter(Boolean)
  return happened.length / rounds
}

/** The weeks that a plan says, with what it takes sellers drawn to weigh: so many deals as one that stands for itself. */
function planned(scenario: Scenario): { weeks: number; told: string } {
  const { base, dealsADay, sellers, unit } = scenario
  const past = {
    dealsPerWeek: dealsADay * 7,
    overWeeks: 52,
    winRate: { estimate: base, low: null, high: null },
    sellers,
  }
  const { weeks, deals } = weeksFor(scenario, past)
  const effect = designEffect(Math.max(1, (deals ?? 0) / sellers), likenessOfSellers)
  return {
    weeks: weeks ?? 0,
    told: `${weeks} weeks${unit === 'seller' ? `, design effect ${effect.toFixed(1)}` : ''}`,
  }
}
