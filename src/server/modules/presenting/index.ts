/**
 * Presenting: what buyers need, what was shown to them and how each of them took it, and what they try before they buy, with
 * what that costs. That it happened are facts of the deal. Not here: what trials add up to (measurement).
 */
export { presentingRoutes } from './routes.ts'
export { trialsDue } from './trials.ts'
