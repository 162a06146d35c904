import { describe, expect, test } from 'vitest'
import {
  conditionalIncidence,
  conditionalQuantile,
  cumulativeIncidence,
  type DayEstimate,
  type IncidenceShare,
  kaplanMeier,
  restrictedMean,
  survivalQuantile,
} from '../../src/statistics/index.ts'
import { expectSame, golden, subjects } from './kit.ts'

interface Case {
  name: string
  rows: number[][]
  kaplanMeier: (Record<'confidence' | 'tau' | 'mean' | 'meanError', [number]> &
    Record<'day' | 'atRisk' | 'events' | 'estimate' | 'low' | 'high', number[]> & { quantiles: number[][] })[]
  incidence: { day: number[] } & Record<'pstate' | 'error' | 'low' | 'high', number[][]>
  conditional: ({ atRiskAtLeast: [number]; horizon: [number | null] } & Partial<
    Record<'day' | 'estimate' | 'low' | 'high', number[]> & { quantiles: number[][] }
  >)[]
}

const limits = ({ value, low, high }: DayEstimate) => [value, low, high]

describe.each(golden<Case[]>('survival'))('as R: $name', (wanted) => {
  const rows = subjects(wanted.rows)

  test.each(wanted.kaplanMeier)('Kaplan–Meier, its quantiles and its restricted mean ($confidence)', (km) => {
    const curve = kaplanMeier(rows, km.confidence[0])
    for (const column of ['day', 'atRisk', 'events', 'estimate', 'low', 'high'] as const) {
      expectSame(
        curve.steps.map((step) => step[column]),
        km[column],
        column,
      )
    }
    const quantiles = [0.25, 0.5, 0.75, 0.9].map((p) => limits(survivalQuantile(curve, p)))
    expect(quantiles).toEqual(km.quantiles)
    const mean = restrictedMean(curve, km.tau[0])
    expectSame([mean?.value, mean?.standardError], [km.mean[0], km.meanError[0]], 'restricted mean')
  })

  test('Aalen–Johansen: open, won, lost, disqualified, with errors and limits', () => {
    const { steps } = cumulativeIncidence(rows, { causes: 3 })
    expectSame(
      steps.map((step) => step.day),
      wanted.incidence.day,
      'day',
    )
    const states = (read: (share: IncidenceShare) => number | null) =>
      steps.flatMap((step) => [step.open, ...step.causes].map(read))
    expectSame(
      states((share) => share.estimate),
      wanted.incidence.pstate.flat(),
      'estimate',
    )
    expectSame(
      states((share) => share.standardError),
      wanted.incidence.error.flat(),
      'standard error',
    )
    expectSame(
      states((share) => share.low),
      wanted.incidence.low.flat(),
      'low',
    )
    expectSame(
      states((share) => share.high),
      wanted.incidence.high.flat(),
      'high',
    )
  })

  test.each(wanted.conditional)('distribution of wins within the horizon ($atRiskAtLeast at risk)', (conditional) => {
    const curve = conditionalIncidence(rows, { atRiskAtLeast: conditional.atRiskAtLeast[0] })
    expect(curve.horizon).toBe(conditional.horizon[0])
    for (const column of ['day', 'estimate', 'low', 'high'] as const) {
      expectSame(
        curve.steps.map((step) => step[column]),
        conditional[column] ?? [],
        column,
      )
    }
    const quantiles = [0.25, 0.5, 0.75].map((p) => limits(conditionalQuantile(curve, p)))
    expect(quantiles).toEqual(conditional.quantiles ?? [0, 0, 0].map(() => [null, null, null]))
  })
})
