/**
 * Coaching: what a seller's deals say about the days to come, as advice with its numbers, to the seller first; whether it
 * helped, and how often such advice was right. The facts it goes by are a figure of measurement; what is expected and what must be
 * created is forecast's.
 */
export { listAdvices, showAdvice } from './advices.ts'
export { coachAll, coachDaily } from './giving.ts'
export { coachingRoutes } from './routes.ts'
