/**
 * What leaves Rondo, and comes back whole: the rows of a list as CSV or XLSX, people as vCard, everything as one archive, and
 * such an archive taken into an empty workspace. Files are made by jobs, kept in pieces for a day and downloaded from there.
 * Not here: how rows are listed (people, products, deals), files that come from other systems (imports).
 */
export { expireExportsHourly } from './expiry.ts'
export { exportJobs } from './jobs.ts'
export { exportsRoutes } from './routes.ts'
export { archivedTables, leftOut } from './archive-tables.ts'
