/**
 * Today: what to do now, in order of worth. It asks the modules below what waits for somebody, and weighs it by what measurement
 * says of such deals; it keeps nothing of its own.
 */
export { todayRoutes } from './routes.ts'
