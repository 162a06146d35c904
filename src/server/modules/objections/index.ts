/**
 * Objections: what buyers have against a deal, in their words, and the answers that are prepared for it. That there was one,
 * and what came of it, are facts of the deal. Not here: what they add up to (measurement).
 */
export { addAnswer, answersThatWork } from './answers.ts'
export { listObjections } from './objections.ts'
export { objectionRoutes } from './routes.ts'
