/**
 * One customer over all deals: the timeline of facts, notes and files, and the passes through the cycle. It reads what
 * people, deals and notes own, and owns nothing.
 */
export { customerRoutes } from './routes.ts'
