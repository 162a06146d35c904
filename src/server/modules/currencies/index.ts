/**
 * What other currencies are worth in the one that a workspace reports in, day by day, and the conversion of amounts by it.
 * Rates are only added to, so that a report of before finds those of before. It fetches no rates: people enter or paste them.
 */
export { type Converted, type RateTable, converter } from './convert.ts'
export { rateTable } from './rates.ts'
export { currencyRoutes } from './routes.ts'
