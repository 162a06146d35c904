import { expect, test } from 'vitest'
import {
  brierScore,
  calibration,
  clopperPearson,
  conformalLimits,
  coxRegression,
  isotonic,
  isotonicAt,
  logisticRegression,
  logisticScore,
  netPromoter,
  platt,
  rocArea,
} from '../../src/statistics/index.ts'
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

interface LogisticCase extends Record<'penalty' | 'logLikelihood', [number]> {
  covariates: number[][]
  successes: number[]
  trials: number[]
  point: number[]
  error: (number | null)[]
  probabilities: number[]
}

interface ScoredCase extends Record<'score' | 'outcome' | 'area' | 'brier' | 'error' | 'platt', number[]> {
  /** n, mean said, share that came true */
  bins: number[][]
  /** score, fitted */
  isotonic: number[][]
}

interface Regression {
  cox: CoxCase[]
  logistic: LogisticCase[]
  scored: ScoredCase[]
  /** successes, trials, limits at 0.95, limits at 0.8 */
  exact: number[][]
  /** promoters, passives, detractors, points, limits */
  promoters: number[][]
  conformal: { errors: number[]; confidence: [number]; limits: number[] }[]
}

const regression = golden<Regression>('regression')

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

test.each(regression.logistic)(
  'logistic regression as R, penalty $penalty',
  ({ covariates, successes, trials, ...wanted }) => {
    const rows = covariates.map((own, i) => ({ covariates: own, successes: successes[i] ?? 0, trials: trials[i] ?? 0 }))
    const ours = logisticRegression(rows, wanted.penalty[0])
    const coefficients = ours?.coefficients ?? []
    expectSame([ours?.intercept, ...coefficients.map((each) => each.standardised)], wanted.point, 'coefficients')
    const errors = coefficients.map((each) => each.standardError)
    expectSame(errors, wanted.penalty[0] === 0 ? wanted.error : [null, null, null], 'errors')
    expectSame([ours?.logLikelihood], wanted.logLikelihood, 'likelihood')
    const scores = covariates.map((own) => (ours ? logisticScore(ours, own) : null))
    expectSame(
      scores.map((score) => score?.probability),
      wanted.probabilities,
      'probabilities',
    )
    for (const score of scores) {
      expect(score?.parts.reduce((total, part) => total + part, score.intercept)).toBe(score?.logOdds)
    }
  },
)

test.each(regression.scored)('scores as R (%#)', ({ score, outcome, ...wanted }) => {
  const rows = score.map((each, i) => ({ score: each, successes: outcome[i] ?? 0, trials: 1 }))
  const area = rocArea(rows)
  expectSame([area.estimate, area.low, area.high], wanted.area, 'area')
  const brier = brierScore(rows)
  expectSame([brier.score, brier.base], wanted.brier, 'Brier')
  const { error, bins } = calibration(rows)
  expectSame([error], wanted.error, 'calibration error')
  expectSame(
    bins.flatMap(({ n, said, cameTrue }) => [n, said, cameTrue.estimate]),
    wanted.bins.flat(),
    'bins',
  )
  const steps = isotonic(rows)
  expectSame(
    wanted.isotonic.map(([at = 0]) => isotonicAt(steps, at)),
    wanted.isotonic.map((row) => row[1] ?? null),
    'isotonic',
  )
  const model = platt(rows)
  expectSame(
    score.map((each) => (model ? logisticScore(model, [each]).probability : null)),
    wanted.platt,
    'Platt',
  )
})

test.each(regression.exact)('Clopper–Pearson as R: %d of %d', (successes = 0, trials = 0, ...limits) => {
  const [wide, narrow] = [clopperPearson(successes, trials), clopperPearson(successes, trials, 0.8)]
  expectSame([wide.low, wide.high, narrow.low, narrow.high], limits, 'limits', 1e-10)
})

test.each(regression.promoters)(
  'net promoter score as R: %d, %d, %d',
  (promoters = 0, passives = 0, detractors = 0, ...wanted) => {
    const { estimate, low, high } = netPromoter({ promoters, passives, detractors })
    expectSame([estimate, low, high], wanted, 'points', 1e-6)
  },
)

test.each(regression.conformal)('conformal limits as R (%#)', ({ errors, confidence: [confidence], limits }) => {
  const { low, high } = conformalLimits(1000, errors, confidence)
  expectSame([low, high], limits, 'limits')
})
