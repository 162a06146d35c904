import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { commit } from './forecast.ts'
import { currency } from './primitives.ts'

/** A last word on a period that is over. */
export const heldCommit = z.strictObject({
  ...commit.shape,
  /** What the forecast said at that moment, from what was known then; null where that was too little, or the period had not begun. */
  forecastMinor: z.nullable(z.number()),
  /** What was won in the period. */
  cameMinor: z.number(),
})
export const listHeldCommits = endpoint({
  name: 'listHeldCommits',
  method: 'GET',
  path: '/forecast/commits/held',
  permission: 'measurement.read',
  summary:
    'The last word on each of the last twelve periods that are over, beside what the forecast said at that moment and what was won.',
  output: z.strictObject({
    currency,
    items: z.array(heldCommit),
    /** How many have both; how far off each was on average in these. */
    compared: z.int(),
    commitError: z.nullable(z.number()),
    forecastError: z.nullable(z.number()),
  }),
})
