/**
 * What the facts say in numbers: cycle length, win rate, funnel, the wheel, and the deals behind each. It decides which
 * deals count, on two clocks (as of a day, known at an instant), and adds them up by day; every estimate, rate and average is
 * taken by `src/statistics`. It reads all modules and writes nothing.
 */
export { measurementRoutes } from './routes.ts'
