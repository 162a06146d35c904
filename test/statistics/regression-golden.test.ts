import { expect, test } from 'vitest'
import { coxRegression } from '../../src/statistics/index.ts'
import { expectSame, golden } from './kit.ts'

interface CoxCase extends Record<'likelihoodRatio' | 'wald' | 'score' | 'cause', [number]> {
  name: string
  /** entry, time, cause, count, stratum */
  rows: number[][]
  covariates: number[][]
  limits: number[][]
  estimate: number[]
  error: number[]
  pValue: number[]
  logLikelihood: number[]
}

const regression = golden<{ cox: CoxCase[] }>('regression')

test.each(regression.cox)('Cox as R: $name', ({ rows, covariates, cause: [cause], ...wanted }) => {
  const ours = coxRegression(
    rows.map(([entry = 0, time = 0, how = 0, count = 0, stratum], i) => {
      return { entry, time, cause: how, count, stratum: String(stratum), covariates: covariates[i] ?? [] }
    }),
    cause === null ? {} : { cause },
  )
  const read = (figure: 'estimate' | 'standardError' | 'pValue') => ours.coefficients.map((each) => each[figure])
  expectSame(read('estimate'), wanted.estimate, 'estimates')
  expectSame(read('standardError'), wanted.error, 'errors')
  expectSame(read('pValue'), wanted.pValue, 'p-values')
  expectSame(
    ours.coefficients.flatMap(({ low, high }) => [low, high]),
    wanted.limits.flat(),
    'limits',
  )
  expectSame([ours.logLikelihood.without, ours.logLikelihood.fitted], wanted.logLikelihood, 'likelihood')
  const tests = [ours.likelihoodRatio, ours.wald, ours.score]
  expectSame(
    tests.map((each) => each.statistic),
    [...wanted.likelihoodRatio, ...wanted.wald, ...wanted.score],
    'tests',
  )
  expect(tests.map((each) => each.degrees)).toEqual(tests.map(() => wanted.estimate.length))
})
