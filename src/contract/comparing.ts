import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { dimensions, duration, estimate, measurementFilters, outcomeCounts, told } from './measurement.ts'
import { currency } from './primitives.ts'

/** Whether groups differ by more than chance (p at most 0.05), so that they may be ranked. */
export const judgement = z.strictObject({
  verdict: z.enum(['not_enough', 'within_chance', 'differ']),
  pValue: z.nullable(z.number()),
})
export type Judged = z.infer<typeof judgement>

const ranked = {
  /** Drawn to the mean of all groups, the more the fewer deals a group has; null unless the groups differ. */
  shrunken: z.nullable(estimate),
  /** By the shrunken value, from 1; null unless the groups differ. */
  rank: z.nullable(z.int()),
}

/** One group of deals. Figures are null where it is not compared. */
export const comparedGroup = z.strictObject({
  /** An id, a band ('50-249', '100000..250000' in minor units), or 'none', 'private', 'several', 'other_currency'. */
  key: z.string(),
  /** What people call it; null where the key says it all. */
  name: z.nullable(z.string()),
  n: z.int(),
  ...outcomeCounts,
  /** `few`: under the least number of deals; `unknown`: nobody said which group these belong to. */
  standing: z.enum(['compared', 'few', 'unknown']),
  /** Won by `byDay` days after opening; the other ends compete, open deals count. */
  winRate: z.nullable(z.strictObject({ ...estimate.shape, ...ranked })),
  /** Won of those that ended. */
  closedOnly: z.nullable(z.strictObject({ won: z.int(), closed: z.int(), ...estimate.shape, ...ranked })),
  timeToSignature: z.nullable(
    z.strictObject({
      median: duration,
      /** Of its wins, the share signed by the day on which half of all are. */
      signedByCommonDay: z.nullable(estimate),
      ...ranked,
    }),
  ),
  timeToOutcome: z.nullable(
    z.strictObject({
      median: duration,
      /** How many times as often a day its deals end as those of the other groups together (Cox). */
      hazardRatio: z.nullable(estimate),
      ...ranked,
    }),
  ),
})
export type ComparedGroup = z.infer<typeof comparedGroup>

export const comparison = z.strictObject({
  ...told,
  by: z.enum(dimensions),
  byDay: z.int(),
  /** Groups with fewer deals are not compared. Raised where more than a hundred groups would be. */
  least: z.int(),
  /** Of the amounts of price bands. */
  currency,
  winRate: judgement,
  closedOnly: judgement,
  timeToSignature: z.strictObject({
    ...judgement.shape,
    /** The day by which half of the wins of all groups are signed. */
    commonDay: z.nullable(z.number()),
    /** Signatures later than this are in none of the groups' shares: the last day that all groups were followed to. */
    horizonDays: z.nullable(z.number()),
  }),
  timeToOutcome: judgement,
  /** The largest first; at most 300. */
  groups: z.array(comparedGroup),
  /** Groups left out of the list because there are so many. */
  more: z.int(),
})
export type Comparison = z.infer<typeof comparison>

export const compareDeals = endpoint({
  name: 'compareDeals',
  method: 'GET',
  path: '/measurement/comparison',
  permission: 'measurement.read',
  summary:
    'Win rate and cycle length group by group: by seller, team, source, product, company, price, terms, people involved, market or version. Ranked only where the groups differ by more than chance.',
  query: z.strictObject({
    ...measurementFilters,
    by: z.enum(dimensions),
    by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
    least: z._default(z.coerce.number().check(z.int(), z.minimum(2), z.maximum(10_000)), 10),
    /** For price bands: where one ends and the next begins, ascending, in minor units; own quartiles where absent. */
    bounds: z.optional(z.string().check(z.regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,8}$/))),
  }),
  output: comparison,
})
