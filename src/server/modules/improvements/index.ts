/**
 * What could be made better in a process, in the order that people put it in: one change at a time, with what is measured before
 * and after it, and what came of it. That a test runs at the same time is told by process; every number is measurement's.
 */
export { improvementRoutes } from './routes.ts'
