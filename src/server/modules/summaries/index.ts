/**
 * The summary of a week: what it was beside the weeks before, put together from what other modules say for whoever reads it; and
 * its mail, each Monday morning, exactly one for each who wants it. It counts nothing by itself.
 */
export { sendDue, sendMondays } from './mondays.ts'
export { summaryJobs, summaryRoutes } from './routes.ts'
