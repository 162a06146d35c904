import * as z from 'zod/mini'
import type { CustomField } from './custom-fields.ts'
import type { CustomKind } from './custom-values.ts'
import { endpoint } from './endpoint.ts'
import { dimensions, duration, estimate, measurementFilters, outcomeCounts, told } from './measurement.ts'
import { currency, id } from './primitives.ts'

/** Whose own fields can divide deals: a deal has one company at most. */
const dividingRecords = ['deals', 'companies'] as const
type DividingRecord = (typeof dividingRecords)[number]

/** Kinds that give each deal one group. What has bands but no groups (money, days) and several options at once have none. */
const dividingKinds: readonly CustomKind[] = ['choice', 'yes_no', 'text', 'number', 'person']

/** What has more values than these names its deals, and does not divide them. */
export const mostDividing = 300

/** Whether deals can be compared by a field of the workspace's own. */
export function divides(field: CustomField): field is CustomField & { readonly record: DividingRecord } {
  return !field.retired && dividingKinds.includes(field.kind) && dividingRecords.some((each) => each === field.record)
}

/** Whether groups differ by more than chance (p at most 0.05), so that they may be ranked. */
export const judgement = z.strictObject({
  verdict: z.enum(['not_enough', 'within_chance', 'differ']),
  pValue: z.nullable(z.number()),
})
export type Judged = z.infer<typeof judgement>

/** `known_by_outcome`: only deals that ended one way have a group, so that it cannot be told from how they ended. */
const judgementOfOutcomes = z.strictObject({
  ...judgement.shape,
  verdict: z.enum([...judgement.shape.verdict.options, 'known_by_outcome']),
})

const ranked = {
  /** Drawn to the mean of all groups, the more the fewer deals a group has; null unless the groups differ. */
  shrunken: z.nullable(estimate),
  /** By the shrunken value, from 1; null unless the groups differ. */
  rank: z.nullable(z.int()),
}

/** One group of deals. Figures are null where it is not compared. */
export const comparedGroup = z.strictObject({
  /**
   * An id, a band ('50-249', '100000..250000' in minor units), ':' and what a field holds, 'true' or 'false' of one of yes and no, or
   * 'none', 'private', 'several', 'other_currency'.
   */
  key: z.string(),
  /** What people call it; null where the key says it all. */
  name: z.nullable(z.string()),
  n: z.int(),
  ...outcomeCounts,
  /** Of the deals that ended, with those without dates (`endedUndated`), whose days are in no count above unless their length is known. */
  ended: z.int(),
  endedUndated: z.int(),
  /** `few`: under the least number of deals; `unknown`: nobody said which group these belong to. */
  standing: z.enum(['compared', 'few', 'unknown']),
  /** Won by `byDay` days after opening; the other ends compete, open deals count. */
  winRate: z.nullable(z.strictObject({ ...estimate.shape, ...ranked })),
  /** Won of those that ended, dated or not. */
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
  /** The field of the workspace's own that divides the deals; null where something else does. */
  field: z.nullable(z.strictObject({ id, record: z.enum(dividingRecords), key: z.string(), name: z.string() })),
  byDay: z.int(),
  /** Groups with fewer deals are not compared; of the closed-only rate, deals that ended. Raised where more than a hundred groups would be. */
  least: z.int(),
  /** Of the amounts of price bands. */
  currency,
  winRate: judgementOfOutcomes,
  closedOnly: judgementOfOutcomes,
  timeToSignature: z.strictObject({
    ...judgement.shape,
    /** The day by which half of the wins of all groups are signed. */
    commonDay: z.nullable(z.number()),
    /** Signatures later than this are in none of the groups' shares: the last day that all groups were followed to. */
    horizonDays: z.nullable(z.number()),
  }),
  timeToOutcome: judgementOfOutcomes,
  /** The largest first; at most 300. */
  groups: z.array(comparedGroup),
  /** Groups left out of the list because there are so many. */
  more: z.int(),
  /** Of all groups together, as of each. */
  ended: z.int(),
  endedUndated: z.int(),
})
export type Comparison = z.infer<typeof comparison>

/** What groups are compared in. */
export const measures = ['winRate', 'closedOnly', 'timeToSignature', 'timeToOutcome'] as const
export type Measure = (typeof measures)[number]

/** The least number of deals of a group that anybody asks for. */
export const mostLeast = 10_000

/** Where price bands end, ascending, in minor units. */
export const priceEnds = z.string().check(z.regex(/^[1-9]\d{0,14}(,[1-9]\d{0,14}){0,8}$/))

export const compareDeals = endpoint({
  name: 'compareDeals',
  method: 'GET',
  path: '/measurement/comparison',
  permission: 'measurement.read',
  summary:
    'Win rate and cycle length group by group: by seller, team, source, product, company, price, terms, people involved, market, version, or a field of your own. Ranked only where the groups differ by more than chance.',
  query: z.strictObject({
    ...measurementFilters,
    by: z.enum(dimensions),
    /**
     * The field that divides the deals where `by` is 'field': one of deals or companies in use that holds one option, yes or no, a colleague,
     * a text or a number, and no more than 300 different ones.
     */
    field: z.optional(id),
    by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
    least: z._default(z.coerce.number().check(z.int(), z.minimum(2), z.maximum(mostLeast)), 10),
    /** For price bands: where one ends and the next begins, ascending, in minor units; own quartiles where absent. */
    bounds: z.optional(priceEnds),
  }),
  output: comparison,
  errors: ['unknown_reference', 'field_not_comparable'],
})
