/**
 * Competitors: who else sells to our customers, by name, and how many deals are lost to each. Not here: what is known of
 * them, and the loss itself (deals).
 */
export { competitorRoutes } from './routes.ts'
