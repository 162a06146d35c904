/**
 * How often the 95 % limits hold the truth, on deals drawn from a known law. Not a test: run by hand when a method of
 * interval is to be chosen; the table goes into docs/statistics.md.
 *   node test/statistics/coverage.ts [rounds]
 */
import { dice } from '../../src/statistics/dice.ts'
import { conditionalIncidence, conditionalQuantile } from '../../src/statistics/conditional-incidence.ts'
import { cumulativeIncidence, incidenceAt } from '../../src/statistics/cumulative-incidence.ts'
import { influenceOn } from '../../src/statistics/influence.ts'
import { type Limits, logLogLimits, standardErrorsFor } from '../../src/statistics/intervals.ts'
import { grouped, riskTable, type SurvivalRow } from '../../src/statistics/risk-table.ts'

const rounds = Number(process.argv[2] ?? 1000)
const resamples = 199
const z = standardErrorsFor(0.95)

/** 40 % would be won (Weibull, shape 1.5, scale 60 days), 40 % lost (mean 45), 20 % disqualified (mean 15). */
const outcomes = [
  { cause: 1, share: 0.4, scale: 60, shape: 1.5 },
  { cause: 2, share: 0.4, scale: 45, shape: 1 },
  { cause: 3, share: 0.2, scale: 15, shape: 1 },
] as const

const wonBy = (day: number) => 0.4 * (1 - Math.exp(-(((day + 1) / 60) ** 1.5)))

/** Deals opened over 300 days; the source is complete for the last 240 of them: older ones are seen only if still open. */
function draw(n: number, random: () => number): SurvivalRow[] {
  const rows: SurvivalRow[] = []
  while (rows.length < n) {
    const age = Math.floor(random() * 300)
    const which = random()
    const outcome = outcomes[which < 0.4 ? 0 : which < 0.8 ? 1 : 2]
    const ends = Math.floor(outcome.scale * (-Math.log(1 - random())) ** (1 / outcome.shape))
    const entry = Math.max(0, age - 240) - 0.5
    if (ends <= entry) continue
    rows.push({ entry, time: Math.min(ends, age), cause: ends <= age ? outcome.cause : 0, count: 1 })
  }
  return rows
}

/** Percentile bootstrap of the quantile, the horizon kept. */
function bootstrap(rows: readonly SurvivalRow[], horizon: number, p: number, random: () => number) {
  const found: number[] = []
  for (let b = 0; b < resamples; b++) {
    const again = rows.flatMap(() => rows[Math.floor(random() * rows.length)] ?? [])
    const table = riskTable(grouped(again))
    const { incidence } = influenceOn(table, 1)
    const last = table.days.findLastIndex(({ day }) => day <= horizon)
    const reached = incidence[last] ?? 0
    const index = incidence.findIndex((share) => share >= p * reached - 1e-9)
    found.push(reached === 0 ? Infinity : (table.days[index]?.day ?? Infinity))
  }
  found.sort((a, b) => a - b)
  return { low: found[4] ?? null, high: found[194] ?? null }
}

interface Tally {
  samples: number
  held: number
  bounded: number
  width: number
}

function tally(into: Record<string, Tally>, what: string, truth: number, limits: Limits) {
  const here = (into[what] ??= { samples: 0, held: 0, bounded: 0, width: 0 })
  const low = limits.low ?? 0
  const high = limits.high ?? Infinity
  here.samples += 1
  if (low <= truth && truth <= high) here.held += 1
  if (high === Infinity) return
  here.bounded += 1
  here.width += high - low
}

for (const n of [30, 100, 300]) {
  const random = dice(n)
  const results: Record<string, Tally> = {}
  for (let round = 0; round < rounds; round++) {
    const rows = draw(n, random)
    const curve = conditionalIncidence(rows)
    if (curve.horizon !== null && curve.events > 0) {
      for (const p of [0.25, 0.5, 0.75]) {
        const aim = p * wonBy(curve.horizon)
        let truth = 0
        while (wonBy(truth) < aim) truth++
        tally(results, `signature ${p}, delta`, truth, conditionalQuantile(curve, p))
        tally(results, `signature ${p}, bootstrap`, truth, bootstrap(rows, curve.horizon, p, random))
      }
    }
    const incidence = cumulativeIncidence(rows, { causes: 3 })
    for (const day of [20, 60]) {
      const share = incidenceAt(incidence, day)?.causes[0]
      if (share === undefined || share.low === null) continue
      tally(results, `won by ${day}, log-log on F`, wonBy(day), share)
      tally(
        results,
        `won by ${day}, log-log on 1 − F`,
        1 - wonBy(day),
        logLogLimits(1 - share.estimate, share.standardError, z),
      )
    }
  }
  process.stdout.write(`${n} deals, ${rounds} rounds\n`)
  for (const [what, { samples, held, bounded, width }] of Object.entries(results)) {
    const percent = (part: number) => `${((100 * part) / samples).toFixed(1)} %`
    const parts = [
      `held ${percent(held)}`,
      `upper limit ${percent(bounded)}`,
      `mean width ${(width / bounded).toFixed(3)}`,
    ]
    process.stdout.write(`  ${what}: ${parts.join(', ')}\n`)
  }
}
