/**
 * A change of the process, or of a sequence, tested against what is now: what is planned and how long it takes, when it runs and ends, what it
 * says on any day, and what was decided on which numbers. Which arm a new deal comes to is drawn by assignment, a version on
 * trial is kept by process; every number is estimated by src/statistics.
 */
export { type ArmDeal, type Design, readDifference, readSplit } from './differences.ts'
export { experimentRoutes } from './routes.ts'
export { likenessOfSellers, weeksFor } from './weeks.ts'
