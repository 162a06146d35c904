/**
 * Target markets: whom the workspace means to sell to, as rules over the fields of customers; who fits and why; and what was
 * spent on those who do not. Not here: the order in which prospects are worked (prospects), which asks `fitOf`, and how likely
 * somebody is to buy (scoring).
 */
export { fitOf, type Judging, type Market, type Markets, marketsInUse, marketsOf, workplaceOf } from './markets.ts'
export { segmentRoutes } from './routes.ts'
export { sharedRule } from './shared-rule.ts'
