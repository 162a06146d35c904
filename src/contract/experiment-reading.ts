import * as z from 'zod/mini'
import { duration, estimate } from './measurement.ts'
import { day, id } from './primitives.ts'

/** `control` is what is now, `changed` what is tried. */
export const arms = ['control', 'changed'] as const
export const arm = z.enum(arms)
export type Arm = z.infer<typeof arm>

/** What an experiment says at a moment; the sentence for each stands in the area `experiments`. */
export const readingStates = [
  /** No deal has come in. */
  'no_deals',
  /** No deal has been followed for so long that its horizon is reached, in both arms. */
  'not_followed',
  /** Too few deals came to what is measured, or too few did not, to give limits. */
  'too_few',
  /** The split is not what was asked for: the numbers cannot be trusted. */
  'split_broken',
  /** The difference may lie on both sides of nothing. */
  'too_early',
  /** Whatever the difference is, it is smaller than what was worth finding. */
  'no_difference',
  'better',
  'worse',
] as const
export type ReadingState = (typeof readingStates)[number]

/** What is counted of an arm, in deals. */
export const armNumbers = [
  'n',
  'followed',
  'open',
  'won',
  'lost',
  'disqualified',
  'notNow',
  'came',
  'given',
  'reversed',
  'moved',
] as const
export type ArmNumber = (typeof armNumbers)[number]

export const armReading = z.strictObject({
  n: z.int(),
  open: z.int(),
  won: z.int(),
  lost: z.int(),
  disqualified: z.int(),
  notNow: z.int(),
  /** Opened so long ago that the horizon is behind them. */
  followed: z.int(),
  sellers: z.int(),
  /** Came to what is measured: of an experiment on wins, those won. */
  came: z.int(),
  /** Share that came to it by the horizon; an end without it competes. What is compared. */
  cameByHorizon: estimate,
  /** Days until they came to it, of the deals that did. */
  timeToCome: duration,
  wonByHorizon: estimate,
  /** Days to the signature, of the deals that are signed. */
  timeToSignature: duration,
  disqualifiedByHorizon: estimate,
  /** Wins that were taken back, of all wins. */
  reversed: z.int(),
  /** Got what their arm is to get: its version, or, put into it, its sequence. */
  given: z.int(),
  /** Moved to another version since, or put into the other arm's sequence; they still count here. */
  moved: z.int(),
})
export type ArmReading = z.infer<typeof armReading>

export const experimentReading = z.strictObject({
  asOf: day,
  state: z.enum(readingStates),
  /** The day on which the first number can be read; null when it can be read already, or nothing has come in. */
  readableOn: z.nullable(day),
  arms: z.strictObject({ control: armReading, changed: armReading }),
  /** Changed minus control, share that came to what is measured by the horizon; the limits hold on whatever days one looks. Null while blocked. */
  difference: z.nullable(estimate),
  /** The difference as it was read week by week. */
  history: z.array(z.strictObject({ on: day, ...estimate.shape })),
  /** Whether what is measured comes at another pace: log-rank, to be read once, when the planned deals are in. */
  pace: z.strictObject({ pValue: z.nullable(z.number()), isDue: z.boolean() }),
  health: z.strictObject({
    split: z.strictObject({
      unit: z.enum(['deal', 'seller']),
      control: z.int(),
      changed: z.int(),
      changedPercent: z.int(),
      pValue: z.nullable(z.number()),
      isBroken: z.boolean(),
    }),
    /** The sellers with the most deals in it; at most 50. */
    sellers: z.array(
      z.strictObject({ id: z.nullable(id), name: z.nullable(z.string()), control: z.int(), changed: z.int() }),
    ),
    /** Whether disqualified deals, and wins taken back, have become more with the change. */
    disqualifiedMore: z.nullable(z.boolean()),
    reversedMore: z.nullable(z.boolean()),
  }),
})
export type ExperimentReading = z.infer<typeof experimentReading>
