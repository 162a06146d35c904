/**
 * How likely somebody is to buy: rules whose points a workspace sets, and from 200 outcomes on a score that is fitted to them,
 * tested on what ended later, each explained as a sum. Owns the versions of the score and what each deal was given when it was
 * opened. Not here: in which order prospects are worked (prospects, which asks a `Scorer`), and whom one means to sell to
 * (segments).
 */
export { scoringJobs } from './fit-run.ts'
export type { Known } from './known.ts'
export { scoreOpened, scoreRegularly } from './opening.ts'
export { refitGrown, refitRegularly } from './refit.ts'
export { scoringRoutes } from './routes.ts'
export { type Score, type Scorer, scorerOf } from './scorer.ts'
export { decides } from './titles.ts'
