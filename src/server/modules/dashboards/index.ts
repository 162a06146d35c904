/**
 * What people put together from figures and what they say about them: dashboards, the figures on one's Today, remarks. It
 * keeps which figures with which filters; what they say is measurement's, and nothing here reads a deal.
 */
export { readdressRemarks } from './remarks.ts'
export { dashboardRoutes } from './routes.ts'
export { showTodayFigures } from './today.ts'
