/**
 * Visits: who goes to which doors on which day, by which way, and what came of each. It owns areas, plans, where doors are, and the
 * rule who is visited at all. That there was a visit is a touch (outreach), and so a fact of the deal.
 */
export { plannedVisits } from './visits.ts'
export { visitRoutes } from './routes.ts'
