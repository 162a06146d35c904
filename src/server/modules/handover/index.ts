/**
 * Who leaves, and what they leave behind: a member's access ends at once, their keys with it, and their unfinished deals,
 * customers and prospects go to a colleague or to nobody, in batches. It stands above the modules whose rows it hands over;
 * members, roles and teams are access's.
 */
export { handoverJobs } from './handing-over.ts'
export { handoverRoutes } from './routes.ts'
