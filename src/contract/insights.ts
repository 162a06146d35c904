import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { signals as signalCodes } from './facts.ts'
import { duration, estimate, measurementFilters, told } from './measurement.ts'
import { currency, day, id } from './primitives.ts'

const byDay = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), 90)
const stage = { key: z.string(), name: z.string(), position: z.int() }

/** Deals that met the same stage: how many, and how many of them are won by a day after they came further. */
const passers = z.strictObject({ n: z.int(), won: estimate })

export const stageTimes = z.strictObject({
  ...told,
  processId: id,
  byDay: z.int(),
  stages: z.array(
    z.strictObject({
      ...stage,
      /** Deals that were ever in it, and those that are in it now. */
      n: z.int(),
      open: z.int(),
      /** Days spent in it, all stays of a deal together; deals still there count for as long as they have been. */
      median: duration,
      lower: duration,
      upper: duration,
      p80: duration,
      /** Open deals that have been in it for longer than that: past the usual time. Null where nobody can say what is too long, as of the next two. */
      late: z.nullable(z.int()),
      /** The day by which nine of ten have left; open deals older than that are stalled. */
      stalledAfter: z.nullable(z.number()),
      stalled: z.nullable(z.int()),
      /** The longest that any deal stayed and then left; open deals older than that are zombies. */
      longest: z.nullable(z.number()),
      zombies: z.nullable(z.int()),
      /** Deals that came further than this stage, and those of them that were never in it. */
      passed: z.int(),
      skipped: z.strictObject({ count: z.int(), ...estimate.shape }),
      /** What became of them afterwards: an observation, not a cause. Compared by the stage they came to. */
      afterwards: z.strictObject({ skipped: passers, wasThere: passers, ...judgement.shape }),
    }),
  ),
  /** Whose deals skip stages: of those that came past any stage, the ones that skipped one. */
  skippers: z.strictObject({
    ...judgement.shape,
    passed: z.int(),
    skipped: z.strictObject({ count: z.int(), ...estimate.shape }),
    owners: z.array(
      z.strictObject({
        id: z.nullable(id),
        name: z.nullable(z.string()),
        passed: z.int(),
        skipped: z.int(),
        ...estimate.shape,
        shrunken: z.nullable(estimate),
      }),
    ),
  }),
  /** Open deals that are stalled in their stage; null where nobody can say so of any stage that deals stand in. */
  stalled: z.nullable(z.int()),
  /** Deals open for longer than any deal ever took to end. */
  zombies: z.strictObject({ longest: z.nullable(z.number()), count: z.int(), open: z.int() }),
})
export type StageTimes = z.infer<typeof stageTimes>

export const stageFlow = z.strictObject({
  ...told,
  processId: id,
  /** The first day of the period; it ends with `asOf`. */
  from: z.nullable(day),
  /** Visits, not deals. In every stage: atStart + entered = onward + back + won + ended + remapped + atEnd. */
  stages: z.array(
    z.strictObject({
      ...stage,
      atStart: z.int(),
      entered: z.int(),
      onward: z.int(),
      back: z.int(),
      won: z.int(),
      /** Without a win. */
      ended: z.int(),
      /** Taken elsewhere by a change of version. */
      remapped: z.int(),
      atEnd: z.int(),
      /** What the deals there at the end were worth on that day, of those with an amount in the workspace's currency; null where none has one. */
      amountMinor: z.nullable(z.int()),
      /** The others there: without an amount, or in another currency. */
      withoutAmount: z.int(),
    }),
  ),
  currency,
})
export type StageFlow = z.infer<typeof stageFlow>

const share = { count: z.int(), ...estimate.shape }

export const closingSignals = z.strictObject({
  ...told,
  processId: id,
  won: z.int(),
  /** Wins whose signal somebody named. */
  stated: z.strictObject(share),
  /** Wins from a stage before the last one. */
  early: z.strictObject(share),
  /** Each signal with wins, the most frequent first. */
  signals: z.array(z.strictObject({ signal: z.enum(signalCodes), ...share, early: z.int() })),
  /** The stage that the deals were in when they were won. */
  stages: z.array(
    z.strictObject({
      ...stage,
      ...share,
      bySignal: z.array(z.strictObject({ signal: z.enum(signalCodes), count: z.int() })),
    }),
  ),
})
export type ClosingSignals = z.infer<typeof closingSignals>

export const velocity = z.strictObject({
  ...told,
  currency,
  /** Money won a day, in minor units: arrivals × share won × mean won value. */
  perDay: estimate,
  arrivals: z.strictObject({ count: z.int(), days: z.int(), from: z.nullable(day), perDay: estimate }),
  winRate: z.strictObject({ byDay: z.int(), ...estimate.shape }),
  /** Of won deals with an amount in the workspace's currency. */
  wonValue: z.strictObject({ n: z.int(), ...estimate.shape }),
  /** Won deals that the value leaves out: without an amount, or in another currency. */
  withoutValue: z.int(),
  /** What textbooks show: open deals × won of closed × mean won value ÷ mean days of won deals. */
  textbook: z.strictObject({
    perDay: z.nullable(z.number()),
    open: z.int(),
    winRate: z.nullable(z.number()),
    value: z.nullable(z.number()),
    cycleDays: z.nullable(z.number()),
  }),
})
export type Velocity = z.infer<typeof velocity>

export const showStageTimes = endpoint({
  name: 'showStageTimes',
  method: 'GET',
  path: '/measurement/stage-times',
  permission: 'measurement.read',
  summary:
    'How long deals stay in each stage, which are stalled there, which stages are skipped, by whom and with what end.',
  query: z.strictObject({ ...measurementFilters, by_day: byDay }),
  output: stageTimes,
  errors: ['no_published_process'],
})
export const showStageFlow = endpoint({
  name: 'showStageFlow',
  method: 'GET',
  path: '/measurement/stage-flow',
  permission: 'measurement.read',
  summary:
    'What moved in a period, stage by stage. Here `from` and `to` bound the days on which it happened, not the opening.',
  query: z.strictObject(measurementFilters),
  output: stageFlow,
  errors: ['no_published_process'],
})
export const showClosingSignals = endpoint({
  name: 'showClosingSignals',
  method: 'GET',
  path: '/measurement/signals',
  permission: 'measurement.read',
  summary: 'Which buying signals the wins came after, from which stage, and how many were won early.',
  query: z.strictObject(measurementFilters),
  output: closingSignals,
  errors: ['no_published_process'],
})
export const showVelocity = endpoint({
  name: 'showVelocity',
  method: 'GET',
  path: '/measurement/velocity',
  permission: 'measurement.read',
  summary: 'Money won a day: arrivals × share won × mean won value, with its interval; the textbook formula beside it.',
  query: z.strictObject(measurementFilters),
  output: velocity,
})
