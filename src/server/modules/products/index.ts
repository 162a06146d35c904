/**
 * What is sold: products with price, cost and currency. Not here: the lines of a deal, which keep the price they were
 * sold at (deals).
 */
export { productSource } from './list.ts'
export { productRoutes } from './routes.ts'
