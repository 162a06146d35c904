import { backTestFigure } from '../../../src/server/modules/measurement/forecast/back-test.ts'
import { historyOf, rates, slotsOf } from './histories.ts'
import type { Kind } from './kinds.ts'
import { dayIn, live } from './shapes.ts'

/** Forecasts of what open deals, and what all, bring in the days ahead, and what came: how many, how often the limits held, both sums. */
export interface Calibration {
  readonly open: Sums
  readonly whole: Sums
}

interface Sums {
  readonly n: number
  readonly held: number
  readonly expected: number
  readonly came: number
}

/** One made-up history of a kind, forecast week by week. */
export function calibrationOf({ shape, testedFrom }: Kind, seed: number, horizon = 30): Calibration {
  const law = shape(seed)
  const asOf = dayIn(law.days - 1)
  const scope = { asOf, knownAt: new Date('2030-01-01'), current: false, sees: null }
  const common = { scope, slots: slotsOf(law.stages), rates, horizon }
  const dates = { first: dayIn(testedFrom), last: dayIn(law.days - 1 - horizon) }
  const { open, whole } = backTestFigure(historyOf(live(law)), { ...common, ...dates })
  return { open: sumsOf(open), whole: sumsOf(whole) }
}

function sumsOf({ coverage, bias, meanCame }: ReturnType<typeof backTestFigure>['open']): Sums {
  const { n, held } = coverage
  const came = (meanCame ?? 0) * n
  return { n, held, expected: (bias ?? 0) * n + came, came }
}

/** Of several histories: how many limits, the share of them that held, and by which part more was expected than came. */
export function together(all: readonly Calibration[], part: keyof Calibration) {
  const sum = (what: keyof Sums) => all.reduce((total, each) => total + each[part][what], 0)
  return { n: sum('n'), coverage: sum('held') / sum('n'), bias: sum('expected') / sum('came') - 1 }
}
