/**
 * Customers that are there twice: what makes two rows alike (likeness/, pure rules with their weights), who is known already
 * when somebody adds or imports, the scan of the whole base, and merges that can be taken back as a whole. Not here: the
 * customers themselves (people), and deals, which write their own facts when their customer goes into another.
 */
export { type Alike, findAlike } from './alike-rows.ts'
export { askForScans, duplicateJobs, scanRegularly } from './jobs.ts'
export { duplicateRoutes } from './routes.ts'
export type { Described } from './likeness/traits.ts'
export { sure } from './likeness/weights.ts'
