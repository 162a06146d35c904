/**
 * Talks between a seller and whoever leads them: what was said, and what was agreed until it is done. Both see them, and nobody who
 * does not lead the seller. Not here: the numbers that one talks about (glance, forecast, coaching).
 */
export { talkRoutes } from './routes.ts'
export { settleTalkPoint, writeTalk } from './talks.ts'
