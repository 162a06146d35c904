/**
 * Who gets which prospects of a list: handed out in turn or by the rules of the list, taken back when they are not worked,
 * and told to the sellers. Not here: the list and the order in which it is worked (prospects).
 */
export { distributeDue, distributeRegularly } from './jobs.ts'
export { distributionRoutes } from './routes.ts'
