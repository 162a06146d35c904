import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { day, id } from './primitives.ts'

export const qualities = [
  'customer_centred',
  'defined',
  'repeatable',
  'predictable',
  'goal_directed',
  'measurable',
  'adaptable',
] as const
export type Quality = (typeof qualities)[number]

/** What a quality is measured by: worded by `processes.measure.<code>`, which also says what is counted. */
export const qualityMeasures = [
  'buyer_steps',
  'exit_evidence',
  'purposes',
  'gates',
  'planned_contacts',
  'clean_moves',
  'overridden_moves',
  'skipped_stages',
  'widest_band',
  'targets_set',
  'targets_met',
  'targets_missed',
  'dated_deals',
  'deals_with_amount',
  'deals_with_source',
  'versions_in_year',
  'deals_moved_over',
] as const
export type QualityMeasure = (typeof qualityMeasures)[number]

/** From where on a quality holds: stated beside the judgement. */
export const qualityLimits = {
  /** Share of stages, moves or deals. */
  share: 0.8,
  /** Width of the band of a stage's stays, in medians of the stage. */
  band: 3,
  /** Fewer deals or moves than this say nothing. */
  least: 30,
} as const

/** Of `of`, `count`; a plain number where there is no whole. */
const qualityMeasure = z.strictObject({
  measure: z.enum(qualityMeasures),
  count: z.nullable(z.number()),
  of: z.nullable(z.int()),
})

export const processQualities = z.strictObject({
  asOf: day,
  processId: id,
  versionId: id,
  qualities: z.array(
    z.strictObject({
      quality: z.enum(qualities),
      /** By the limits; `untold` where there is too little to go by. */
      standing: z.enum(['holds', 'falls_short', 'untold']),
      measures: z.array(qualityMeasure).check(z.minLength(1)),
      /** Names of the stages where something is missing. */
      stages: z.array(z.string()),
    }),
  ),
})
export type ProcessQualities = z.infer<typeof processQualities>

export const showQualities = endpoint({
  name: 'showQualities',
  method: 'GET',
  path: '/measurement/qualities',
  permission: 'measurement.read',
  summary: 'How the process fares on the seven qualities, each by what can be counted.',
  query: z.strictObject({ process: z.optional(id) }),
  output: processQualities,
  errors: ['no_published_process'],
})
