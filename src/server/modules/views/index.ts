/**
 * What can be done with every list alike, whatever it lists: saved views, groups with their sums, edits of many rows at once
 * and their undo. Not here: the lists themselves and how one row is changed (people, products, deals); lists of prospects,
 * which are rows of their own (prospects).
 */
export { bulkJobs } from './bulk-run.ts'
export { viewsRoutes } from './routes.ts'
export { isMine, requireMine, sharedWith, sharing } from './sharing.ts'
export { sourceOf } from './sources.ts'
