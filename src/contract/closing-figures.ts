import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
import { endpoint } from './endpoint.ts'
import { closeTechniques, handoffStates } from './facts.ts'
import { handoffRoutes } from './handoffs.ts'
import { duration, estimate, measurementFilters, told } from './measurement.ts'
import { day, id, instant, page, pageQuery } from './primitives.ts'

const named = z.strictObject({ id, name: z.string() })
const within = (usual: number) => z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(3650)), usual)

/** Deals by the technique with which the order was asked for first: an observation, for nobody drew lots. */
export const techniqueFigure = z.strictObject({
  ...told,
  byDay: z.int(),
  least: z.int(),
  ...judgement.shape,
  groups: z.array(
    z.strictObject({
      technique: z.enum(closeTechniques),
      own: z.nullable(named),
      n: z.int(),
      /** Whether there are enough to be compared. */
      isCompared: z.boolean(),
      /** How many said yes at once. */
      yes: z.strictObject({ count: z.int(), ...estimate.shape }),
      /** Won by so many days after the first ask; losing competes. */
      won: estimate,
      shrunken: z.nullable(estimate),
      rank: z.nullable(z.int()),
    }),
  ),
})
export type TechniqueFigure = z.infer<typeof techniqueFigure>

const kept = z.strictObject({ n: z.int(), won: estimate })

/** Deals that were lost or put off: how many came back, after how long, and how many of them were won. */
export const winBackFigure = z.strictObject({
  ...told,
  byDay: z.int(),
  cameBack: z.strictObject({ count: z.int(), ...estimate.shape }),
  wonBack: z.strictObject({ count: z.int(), ...estimate.shape }),
  /** Days from the end to the new deal, of those that come back. */
  delay: duration,
  /** On a track within the first week, and not; both counted from the end of that week. */
  tracks: z.strictObject({ ...judgement.shape, on: kept, off: kept }),
})
export type WinBackFigure = z.infer<typeof winBackFigure>

/** Handoffs of the deals asked about, as they stood at the end of a day, or at an earlier moment. By kind: hours of work until the answer, and how many are declined. */
export const handoffFigure = z.strictObject({
  asOf: day,
  knownAt: instant,
  n: z.int(),
  /** Of all kinds together: of those that were answered or are late, those answered in time. */
  inTime: z.strictObject({ n: z.int(), count: z.int(), ...estimate.shape }),
  ...judgement.shape,
  kinds: z.array(
    z.strictObject({
      id,
      name: z.string(),
      route: z.enum(handoffRoutes),
      n: z.int(),
      accepted: z.int(),
      declined: z.int(),
      withdrawn: z.int(),
      waiting: z.int(),
      /** Of all that were answered or are late, those answered in time. */
      inTime: z.strictObject({ n: z.int(), count: z.int(), ...estimate.shape }),
      /** Of those answered, the declined. */
      dropped: estimate,
      /** Hours of work until somebody accepts; those still waiting count for as long as they have waited. */
      hours: duration,
    }),
  ),
})
export type HandoffFigure = z.infer<typeof handoffFigure>

export const showTechniques = endpoint({
  name: 'showTechniques',
  method: 'GET',
  path: '/measurement/close-techniques',
  permission: 'measurement.read',
  summary:
    'Shares won by a day after the order was first asked for, by technique; ranked only where they differ by more than chance.',
  query: z.strictObject({ ...measurementFilters, by_day: within(30), least: within(10) }),
  output: techniqueFigure,
})
export const showWinBacks = endpoint({
  name: 'showWinBacks',
  method: 'GET',
  path: '/measurement/win-backs',
  permission: 'measurement.read',
  summary: 'How many lost or postponed deals come back and are won by a day after their end, and after how long.',
  query: z.strictObject({ ...measurementFilters, by_day: within(365) }),
  output: winBackFigure,
})
export const showHandoffTimes = endpoint({
  name: 'showHandoffTimes',
  method: 'GET',
  path: '/measurement/handoffs',
  permission: 'measurement.read',
  summary: 'How fast handoffs are accepted, and how many are declined, by kind.',
  query: z.strictObject(measurementFilters),
  output: handoffFigure,
})

/** What is counted of handoffs; `in_time`: answered, and not late. */
export const handoffNumbers = ['n', 'accepted', 'declined', 'withdrawn', 'waiting', 'in_time'] as const
export type HandoffNumber = (typeof handoffNumbers)[number]

export const listTimedHandoffs = endpoint({
  name: 'listTimedHandoffs',
  method: 'GET',
  path: '/measurement/handoff-deals',
  permission: 'measurement.read',
  summary: 'The handoffs behind a number, each with its deal, newest first: as many as the figure says.',
  query: z.strictObject({
    ...pageQuery,
    ...measurementFilters,
    kind: z.optional(id),
    number: z._default(z.enum(handoffNumbers), 'n'),
  }),
  output: page(
    z.strictObject({
      id,
      deal: named,
      state: z.enum(handoffStates),
      late: z.boolean(),
      offeredAt: instant,
      decidedAt: z.nullable(instant),
    }),
  ),
})
