import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { tableFormats } from './exports.ts'
import { duration, estimate, measurementFilters, told } from './measurement.ts'
import { currency, day, id, language } from './primitives.ts'

/** Whether a target is met: told only where the whole interval lies on one side of it. */
export const targetVerdicts = ['met', 'missed', 'open'] as const
export type TargetVerdict = (typeof targetVerdicts)[number]

const target = z.nullable(z.strictObject({ target: z.number(), verdict: z.enum(targetVerdicts) }))

/** A stage before care, with what is measured in it. */
export const mapStage = z.strictObject({
  key: z.string(),
  name: z.string(),
  position: z.int(),
  /** As the funnel counts them: reached = advanced + left + open. */
  reached: z.int(),
  skipped: z.int(),
  advanced: z.int(),
  left: z.int(),
  open: z.int(),
  /** Share that goes on within `byDay` days of entry. */
  conversion: estimate,
  duration: z.strictObject({
    /** Deals whose stay counts, those still there included. */
    n: z.int(),
    median: duration,
    /** By this day 80 of 100 deals have left the stage. */
    p80: duration,
    /** Eight of ten stays last between these days. */
    band: z.strictObject({ low: z.nullable(z.number()), high: z.nullable(z.number()) }),
  }),
  /** Deals that came into the stage in the last `windowDays` days. */
  entered: z.int(),
  /** The same as a number a month; the interval is that of a Poisson count. */
  perMonth: estimate,
  /** The last day on which a deal went on from it; null if none ever did. */
  lastPassedOn: z.nullable(day),
  targets: z.strictObject({ duration: target, conversion: target, deals: target }),
  activities: z.strictObject({
    /** Touchpoints that the process plans for a deal in this stage. */
    planned: z.int(),
    /** Done in the last `windowDays` days while deals were in the stage: touches, next steps, notes, criteria confirmed. */
    touches: z.int(),
    steps: z.int(),
    notes: z.int(),
    criteria: z.int(),
    /** Deals with any of these. */
    deals: z.int(),
    /** How long the touches took whose length was logged, and how many those are. */
    minutes: z.int(),
    timed: z.int(),
  }),
  /** What sources cost for each deal that came so far, in minor units; null where no cost is entered. */
  costMinor: z.nullable(z.number()),
  /** What one more deal in a hundred going on would bring in a month; null where a share or a value is missing. */
  gain: z.strictObject({ wins: z.nullable(z.number()), minor: z.nullable(z.number()) }),
})
export type MapStage = z.infer<typeof mapStage>

export const processMap = z.strictObject({
  ...told,
  processId: id,
  /** The version whose stages are told. */
  versionId: id,
  byDay: z.int(),
  windowDays: z.int(),
  currency,
  stages: z.array(mapStage),
  /** Moves of deals to a later stage. */
  moves: z.int(),
  /** Mean amount of the deals won in the workspace's currency. */
  wonValue: z.strictObject({ meanMinor: z.nullable(z.number()), n: z.int() }),
  /** What was paid for the sources of these deals, as far as the entries fall into their days. */
  costs: z.strictObject({
    minor: z.number(),
    /** Deals from a source that has a cost entered. */
    deals: z.int(),
    /** Entries in other currencies, which are not counted. */
    otherCurrencies: z.int(),
  }),
})
export type ProcessMapFigures = z.infer<typeof processMap>

const mapQuery = {
  ...measurementFilters,
  /** The version whose stages are told; the published one unless said. */
  stages_of: z.optional(id),
  by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
}

export const showProcessMap = endpoint({
  name: 'showProcessMap',
  method: 'GET',
  path: '/measurement/process-map',
  permission: 'measurement.read',
  summary: 'The process stage by stage: time, number, share going on, activities, cost, and how each target stands.',
  query: z.strictObject(mapQuery),
  output: processMap,
  errors: ['no_published_process'],
})

export const mapTables = ['map', 'intervals'] as const
export const downloadProcessMap = endpoint({
  name: 'downloadProcessMap',
  method: 'GET',
  path: '/measurement/process-map/file',
  permission: 'exports.run',
  summary:
    'The map with its figures, and the days that each deal spent in each stage: as a workbook both, as CSV one of them.',
  query: z.strictObject({
    ...mapQuery,
    format: z._default(z.enum(tableFormats), 'xlsx'),
    table: z._default(z.enum(mapTables), 'map'),
    language: z.optional(language),
  }),
  output: z.string(),
  produces: 'application/octet-stream',
  errors: ['no_published_process'],
})
