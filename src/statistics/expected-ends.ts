import { ImpossibleInput, assertCount, at } from './impossible-input.ts'
import { type Share, defaultConfidence, logLogLimits, standardErrorsFor } from './intervals.ts'
import type { CountedValue } from './quantiles.ts'
import { type SurvivalRow, grouped, riskTable } from './risk-table.ts'

/**
 * How many of those lost sight of would have ended by `cause` (default 1) by a day, had they gone on and fared as those who
 * were followed: the sum over those lost after day j of (F(by) − F(j)) ÷ S(j), F the cumulative incidence of the cause, S the share still open
 * whatever ends compete (Aalen–Johansen). It is Σ W(t)·h(t) over the days t ≤ by, h the hazard of the cause and W(t) how many of
 * them are expected to be at risk still: W grows by those lost before t, and each day leaves 1 − (all ends ÷ at risk) of it.
 * Variance by the delta method in the hazards, which are uncorrelated from day to day and multinomial on one:
 * Σ W² [h (1 − c)² + o·c² − (h (1 − c) − o·c)²] ÷ atRisk, o the hazard of all other ends and c(t) the share that whoever is left after
 * t still comes to; seen from the start it is the infinitesimal jackknife. How many were lost is taken as known. Limits: log-log on their
 * share; null where it is 0 or 1. Nobody lost: 0 throughout. Throws ImpossibleInput (see grouped), and for who was lost on a day after
 * which nobody was followed (`nobody_followed_after`).
 * Source: Aalen & Johansen 1978; Andersen, Borgan, Gill & Keiding 1993, §IV.4 (the variance); golden: R survfit(…, influence = TRUE).
 */
export function expectedEnds(
  rows: readonly SurvivalRow[],
  lost: readonly CountedValue[],
  { by, cause = 1 }: { readonly by: number; readonly cause?: number },
): Share {
  for (const { count } of lost) assertCount(count)
  const gone = lost.filter(({ value, count }) => count > 0 && value < by)
  const many = gone.reduce((sum, { count }) => sum + count, 0)
  if (many === 0) return { estimate: 0, low: 0, high: 0 }
  const histories = grouped(rows)
  const { days } = riskTable(
    histories,
    histories.reduce((most, row) => Math.max(most, row.cause), cause),
  )
  const end = days.at(-1)?.day ?? -Infinity
  for (const { value } of gone) if (value >= end) throw new ImpossibleInput('nobody_followed_after', value)
  const hazards = days
    .filter(({ day }) => day <= by)
    .map(({ day, atRisk, events, eventsByCause }) => {
      const own = at(eventsByCause, cause - 1)
      return { day, atRisk, own: own / atRisk, others: (events - own) / atRisk }
    })
  // Backwards: what whoever is left after a day still comes to.
  const after = new Float64Array(hazards.length)
  for (let i = hazards.length - 2; i >= 0; i--) {
    const next = hazards[i + 1] ?? { own: 0, others: 0 }
    after[i] = next.own + (1 - next.own - next.others) * at(after, i + 1)
  }
  let [waiting, estimate, variance, from] = [0, 0, 0, -Infinity]
  hazards.forEach(({ day, atRisk, own, others }, i) => {
    for (const { value, count } of gone) if (value >= from && value < day) waiting += count
    from = day
    const [came, went] = [1 - at(after, i), -at(after, i)]
    const mean = own * came + others * went
    estimate += waiting * own
    variance += (waiting ** 2 * (own * came ** 2 + others * went ** 2 - mean ** 2)) / atRisk
    waiting *= 1 - own - others
  })
  const z = standardErrorsFor(defaultConfidence)
  const { low, high } = logLogLimits(estimate / many, Math.sqrt(Math.max(0, variance)) / many, z)
  return { estimate, low: low === null ? null : low * many, high: high === null ? null : high * many }
}
