/**
 * Sequences: steps of calls, messages and tasks with working days between, who is in one, and what came of each step. One
 * sequence a person at a time; it ends by itself when they reply, meet us, buy, or ask not to be contacted. Nothing is sent
 * from here: texts are prepared and sent by hand. What was done is a touch (outreach).
 */
export { dueSteps } from './due.ts'
export { enrolPeople } from './enrol.ts'
export { sequenceRoutes } from './routes.ts'
export { addSequence } from './sequences.ts'
export { stopAnsweredRegularly } from './stopping.ts'
