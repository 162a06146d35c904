/**
 * What whoever leads sellers looks at: every seller beside their own quota and their own usual weeks, in the order of their names; what
 * has changed since a day, down to the very facts; and why the forecast is another one than it was. It reads the modules below and keeps
 * nothing of its own. Not here: what is agreed in a talk (talks).
 */
export { glanceRoutes } from './routes.ts'
