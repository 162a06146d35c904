/**
 * Closing: how the order is asked for and what the buyer says to that; what is added to win it, up to which limit; what is
 * really scarce; and what must be done between the yes and the delivery. Not here: the win itself (deals), what became of
 * those that were asked (measurement).
 */
export { closingRoutes } from './routes.ts'
export { closingItemsDue } from './checklist.ts'
export { incentivesToDecide } from './incentives.ts'
export { handOverItems } from './hand-over.ts'
