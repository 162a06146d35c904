import * as z from 'zod/mini'
import { dealItem } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { dealParts } from './deal-parts.ts'
import { numbered } from './numbered.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'

/** An estimate with its 95 % interval; null where the data do not reach it. Not rounded. */
export const estimate = z.strictObject({
  estimate: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})
/** A duration in days with its 95 % interval; null = not reached. */
export const duration = z.strictObject({
  value: z.nullable(z.number()),
  low: z.nullable(z.number()),
  high: z.nullable(z.number()),
})

/** Which deals a figure is made of: `from` and `to` bound the day the deal was opened; `as_of` is inclusive. */
export const measurementFilters = {
  as_of: z.optional(day),
  known_at: z.optional(instant),
  owner: z.optional(id),
  product: z.optional(id),
  source: z.optional(id),
  process: z.optional(id),
  /** The process version that the deals were opened in. */
  version: z.optional(id),
  from: z.optional(day),
  to: z.optional(day),
}
const filters = z.strictObject(measurementFilters)

/** What deals can be compared by: each deal belongs to one group of each. */
export const dimensions = [
  'owner',
  'team',
  'source',
  'product',
  'sector',
  'size',
  'price',
  'terms',
  'stakeholders',
  'maturity',
  'version',
  'field',
] as const
export type Dimension = (typeof dimensions)[number]

/** How a figure is taken, in a line that a salesperson can read: worded by `measurement.method.<code>`. */
export const methods = [
  'cycle_length',
  'win_rate',
  'funnel',
  'comparison',
  'stage_times',
  'stage_flow',
  'signals',
  'velocity',
  'approaches',
  'close_techniques',
  'win_backs',
  'objections',
  'trials',
  'playbook',
  'persistence_reply',
  'persistence_win',
] as const
export type Method = (typeof methods)[number]

/** What every figure says of itself. */
export const told = {
  asOf: day,
  knownAt: instant,
  n: z.int(),
  /** Deals left out because the date of their opening, or of their end, is not known, nor how long they took. */
  undated: z.int(),
  /** Deals without dates whose length is known: counted by figures of how long deals take, left out by those that need a calendar. */
  lengthOnly: z.int(),
  /** Deals left out because their history begins only after they had ended, or after the day: their like that ended unseen is missing. */
  endedBeforeObserved: z.int(),
  /** Deals that entered at risk late because their history begins later than they do. */
  enteredLate: z.int(),
  method: z.enum(methods),
}

export const outcomeCounts = { won: z.int(), lost: z.int(), disqualified: z.int(), notNow: z.int(), open: z.int() }

export const cycleLength = z.strictObject({
  ...told,
  ...outcomeCounts,
  timeToSignature: z.strictObject({
    median: duration,
    medianWithoutDelayedEntry: duration,
    quartiles: z.strictObject({ lower: duration, upper: duration }),
    /** The day by which 80 of 100 are signed. */
    p80: duration,
    /** The last day with enough deals at risk; shares are of the wins by then. */
    horizonDays: z.nullable(z.number()),
  }),
  timeToOutcome: z.strictObject({
    median: duration,
    medianWithoutDelayedEntry: duration,
    survival: z.array(
      z.strictObject({
        day: z.number(),
        estimate: z.number(),
        low: z.nullable(z.number()),
        high: z.nullable(z.number()),
        atRisk: z.int(),
      }),
    ),
  }),
  /** For those who expect it: deals that ended only. It makes a slower process look faster. */
  closedOnly: z.strictObject({
    mean: z.nullable(z.number()),
    median: z.nullable(z.number()),
    meanWon: z.nullable(z.number()),
    medianWon: z.nullable(z.number()),
  }),
})
export type CycleLength = z.infer<typeof cycleLength>

export const winRate = z.strictObject({
  ...told,
  byDay: z.int(),
  won: estimate,
  lost: estimate,
  disqualified: estimate,
  notNow: estimate,
  open: estimate,
  counts: z.strictObject(outcomeCounts),
  /** Of all deals that ended; those without dates (`closedUndated`) too, where no period is asked for. */
  closedOnly: z.strictObject({ won: z.int(), closed: z.int(), ...estimate.shape }),
  closedUndated: z.int(),
})
export type WinRate = z.infer<typeof winRate>

/** A stage before care. A deal is counted by the furthest stage it came to: reached = advanced + left + open. */
export const funnelStage = z.strictObject({
  key: z.string(),
  name: z.string(),
  position: z.int(),
  /** Deals that came so far, by entering the stage or by passing over it. */
  reached: z.int(),
  /** Of these, passed over on the way: no duration. */
  skipped: z.int(),
  /** Went on to a later stage, or were won. */
  advanced: z.int(),
  /** Ended without a win, and had come no further. */
  left: z.int(),
  /** Open, and have come no further. */
  open: z.int(),
  /** Share of the deals that entered which goes on by `byDay` days after entry; ending without a win competes. */
  conversion: estimate,
  byDay: z.int(),
  /** Median days spent in the stage, all stays of a deal together. */
  timeInStage: duration,
})
export type FunnelStage = z.infer<typeof funnelStage>
export const funnel = z.strictObject({ ...told, processId: id, stages: z.array(funnelStage) })
export type Funnel = z.infer<typeof funnel>

export const wheel = z.strictObject({
  asOf: day,
  knownAt: instant,
  processId: id,
  stages: z.array(
    z.strictObject({
      id,
      key: z.string(),
      name: z.string(),
      position: z.int(),
      isCare: z.boolean(),
      /** Open deals in the stage; for care, deals won. */
      count: z.int(),
      timeInStage: duration,
    }),
  ),
  /** Time to signature, and win rate by the longest a win has taken, over all deals of the process. */
  cycle: z.strictObject({ median: duration, n: z.int() }),
  winRate: z.strictObject({ ...estimate.shape, byDay: z.int(), n: z.int() }),
  openDeals: z.int(),
  withoutNextStep: z.int(),
})
export type Wheel = z.infer<typeof wheel>

export const showCycleLength = endpoint({
  name: 'showCycleLength',
  method: 'GET',
  path: '/measurement/cycle-length',
  permission: 'measurement.read',
  summary:
    'How long a deal takes: time to signature, time to any outcome, and the plain mean of closed deals beside them.',
  query: filters,
  output: cycleLength,
})
export const showWinRate = endpoint({
  name: 'showWinRate',
  method: 'GET',
  path: '/measurement/win-rate',
  permission: 'measurement.read',
  summary: 'Share of deals won by a day after opening; won, lost and disqualified compete, open deals count.',
  query: z.strictObject({
    ...measurementFilters,
    by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
  }),
  output: winRate,
})
export const showFunnel = endpoint({
  name: 'showFunnel',
  method: 'GET',
  path: '/measurement/funnel',
  permission: 'measurement.read',
  summary: 'Stage by stage: reached, advanced, left, open, and the time spent.',
  query: z.strictObject({
    ...measurementFilters,
    by_day: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90),
  }),
  output: funnel,
  errors: ['no_published_process'],
})
export const showWheel = endpoint({
  name: 'showWheel',
  method: 'GET',
  path: '/measurement/wheel',
  permission: 'measurement.read',
  summary: 'The cycle at a glance: deals and median days in each stage, cycle length and win rate.',
  query: z.strictObject({ process: z.optional(id) }),
  output: wheel,
  errors: ['no_published_process'],
})
export const measuredDeal = z.strictObject({
  ...dealItem.shape,
  startedOn: z.nullable(day),
  days: z.nullable(z.int()),
  /** How often the number counts it: more than once where it counts what happened, and that happened again. */
  times: z.int(),
})
export type MeasuredDeal = z.infer<typeof measuredDeal>

export const listMeasuredDeals = endpoint({
  name: 'listMeasuredDeals',
  method: 'GET',
  path: '/measurement/deals',
  permission: 'measurement.read',
  summary: 'The deals behind a figure: those of one outcome, or one stage of the funnel, under the same filters.',
  query: z.strictObject({
    ...pageQuery,
    ...measurementFilters,
    part: z._default(z.enum(dealParts), 'all'),
    /** A stage key; parts of a funnel need it: all from `reached` on, but that every stage has zombies and stages passed over. */
    stage: z.optional(z.string().check(z.maxLength(60))),
    /** For what moved in a period (from `at_start` on): its first day; it ends with `as_of`. */
    since: z.optional(day),
    /**
     * One group of a comparison, by its key; of deals won by a signal; or a number of a report: 'reply/got/3' of touches,
     * 'kind/price/stopped' of objections, 'question/n' of approaches; 'all' deals of the process asked about, or of the default one.
     */
    by: z.optional(z.enum([...dimensions, 'signal', ...numbered])),
    group: z.optional(z.string().check(z.maxLength(600))),
    /** The field that divides the deals, of a group by `field`. */
    field: z.optional(id),
  }),
  errors: ['no_published_process', 'unknown_reference', 'field_not_comparable'],
  output: page(measuredDeal),
})
