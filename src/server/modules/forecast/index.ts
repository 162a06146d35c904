/**
 * What is expected to be won: the forecast of open deals and of those to come, what people say beside it, what was said each
 * day, how it has held, and where a seller, a team or the company stands. The numbers are figures of measurement, the quotas those of
 * quotas; what follows from them for a day's work is coaching's.
 */
export { forecastRoutes } from './routes.ts'
export { slotsOf } from './slots.ts'
export { snapshotDaily, takeSnapshots } from './snapshots.ts'
export { aheadOf, quarterOf } from './periods.ts'
export { showForecast } from './forecasts.ts'
export { callsPerDay, ownersOf, showStand } from './stands.ts'
