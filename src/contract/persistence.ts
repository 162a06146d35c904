import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { estimate, measurementFilters, told } from './measurement.ts'
import { id } from './primitives.ts'

/** What a touch is after: that the buyer answers, or that they sign. */
export const touchAims = ['reply', 'win'] as const
export type TouchAim = (typeof touchAims)[number]

const touchRow = z.strictObject({
  /** The how manieth touch from our side. */
  touch: z.int(),
  /** Deals that got so many. */
  got: z.int(),
  /** Of these, what it is after came with this touch, before the next one. */
  events: z.int(),
  /** The deal ended otherwise, and nobody tried again. */
  stopped: z.int(),
  /** Still open, and no further touch yet. */
  open: z.int(),
  /** Events of those who got it, by Wilson's interval. */
  hazard: estimate,
  /** Share for whom it has come by this touch, giving up counted as not seen further (Kaplan–Meier over touches). */
  reached: estimate,
})
export type TouchRow = z.infer<typeof touchRow>

const curve = z.strictObject({
  n: z.int(),
  events: z.int(),
  stopped: z.int(),
  /** Touches after which half of those who gave up had given up. */
  stoppedAfter: z.nullable(z.number()),
  touches: z.array(touchRow),
})
export type PersistenceCurve = z.infer<typeof curve>

export const persistence = z.strictObject({
  ...told,
  aim: z.enum(touchAims),
  /** Left out: nobody has been in touch from our side. */
  untouched: z.int(),
  /** Left out for a reply: the buyer came to us first. */
  cameFirst: z.int(),
  all: curve,
  /** Up to this touch at least ten deals tell what comes of one. */
  lastTouch: z.int(),
  /** What those who gave up before it missed, had they gone on and fared as the others did; its limits are cautious. */
  missed: estimate,
  /** Sellers with at least ten deals, by name. */
  sellers: z.array(z.extend(curve, { id: z.nullable(id), name: z.nullable(z.string()) })),
  /** Log-rank test over the sellers; above 0.05 their differences are within chance. */
  pValue: z.nullable(z.number()),
  /** The curve of whoever asks. */
  own: z.nullable(curve),
})
export type Persistence = z.infer<typeof persistence>

export const showPersistence = endpoint({
  name: 'showPersistence',
  method: 'GET',
  path: '/measurement/persistence',
  permission: 'measurement.read',
  summary:
    'How often the first, second, third touch brings a reply, or a win, among those who got it; who gives up when, and what that costs.',
  query: z.strictObject({ ...measurementFilters, aim: z._default(z.enum(touchAims), 'reply') }),
  output: persistence,
})
