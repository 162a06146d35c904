/**
 * Working through a list by telephone: who is on the line with whom, what became of each call, what is known of numbers,
 * and who asked not to be contacted. Not here: the list and its order (prospects), what was said (outreach), the deal that
 * opens when somebody was reached (deals).
 */
export { callsAgreed } from './agreed.ts'
export { callKey, numbersKnown } from './numbers.ts'
export { callingRoutes } from './routes.ts'
