/**
 * The one statistics library: every average, rate, interval and test that Rondo shows is computed here, by pure functions
 * of plain numbers. It owns the estimators and their intervals; it knows no database, clock or workspace, does not
 * round, and does not decide which deals count. docs/statistics.md works each estimator through by hand.
 */
export { ImpossibleInput } from './impossible-input.ts'
export { type SurvivalRow } from './risk-table.ts'
export { type DayEstimate, type SurvivalCurve, type SurvivalStep } from './kaplan-meier.ts'
export { kaplanMeier, restrictedMean, survivalAt, survivalQuantile } from './kaplan-meier.ts'
export { type CumulativeIncidence, type IncidenceShare, type IncidenceStep } from './cumulative-incidence.ts'
export { cumulativeIncidence, incidenceAt } from './cumulative-incidence.ts'
export { type ConditionalIncidence, type ConditionalStep } from './conditional-incidence.ts'
export { conditionalIncidence, conditionalQuantile } from './conditional-incidence.ts'
export { type Limits, type Share, type Trials, newcombeDifference, wilson } from './intervals.ts'
export { type CountedValue, mean, quantile } from './quantiles.ts'
export { type ChiSquareTest, chiSquareTail, homogeneity } from './homogeneity.ts'
export { type LogRankTest, logRank } from './log-rank.ts'
export { type CycleLength, type DealCounts, type WinRate, cycleLength, dealOutcome, winRate } from './sales-cycle.ts'
