import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, day, id, instant, page, pageQuery } from './primitives.ts'

/** What one unit of a currency is worth in the reporting currency, from a day on, until a later day has a rate of its own. */
export const exchangeRate = z.strictObject({
  id,
  currency,
  day,
  rate: z.number(),
  recordedAt: instant,
  /** The member; null for a key. */
  recordedBy: z.nullable(z.string()),
})
export type ExchangeRate = z.infer<typeof exchangeRate>

export const mostRatesAtOnce = 1_000

export const listRates = endpoint({
  name: 'listRates',
  method: 'GET',
  path: '/exchange-rates',
  permission: 'base.read',
  summary: 'The exchange rates into the reporting currency, latest day first; of one currency if it is named.',
  query: z.strictObject({ ...pageQuery, currency: z.optional(currency) }),
  output: page(exchangeRate),
})
export const setRates = endpoint({
  name: 'setRates',
  method: 'PUT',
  path: '/exchange-rates',
  permission: 'costs.edit',
  summary:
    'Sets the rates of days: one unit of the currency in the reporting currency; null takes a rate back. What was known before is kept for old reports.',
  body: z.strictObject({
    rates: z
      .array(
        z.strictObject({
          currency,
          day,
          rate: z.nullable(z.number().check(z.positive(), z.maximum(1e12))),
        }),
      )
      .check(z.minLength(1), z.maxLength(mostRatesAtOnce)),
  }),
  output: z.strictObject({ set: z.int() }),
  errors: ['unknown_currency', 'rate_of_reporting_currency'],
})
