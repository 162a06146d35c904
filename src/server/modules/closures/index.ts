/**
 * Closures: the days on which a workspace does not work, beside weekends and public holidays. It keeps their list; whoever counts
 * working days reads it in the kernel (`closedDaysOf`). Not here: the hours of a working day (handoffs).
 */
export { closedDaysRoutes } from './routes.ts'
