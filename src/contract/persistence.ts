import * as z from 'zod/mini'
import { judgement } from './comparing.ts'
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
  /** Given up: the deal ended as one that did not answer or could not be reached, and nobody tried again. */
  stopped: z.int(),
  /** It ended otherwise: by the buyer, or by what turned out about them. Put off to a day, or lost without a reason, as well. */
  ended: z.int(),
  /** Still open, and no further touch yet. */
  open: z.int(),
  /** Events of those who got it, by Wilson's interval; null where fewer than `fewestTouched` did. */
  hazard: estimate,
  /**
   * Share for whom it has come by this touch (Aalen–Johansen over touches): other ends compete, giving up is not seen further. Null where
   * fewer than `fewestTouched` got it.
   */
  reached: estimate,
})
export type TouchRow = z.infer<typeof touchRow>

/** No share rests on fewer deals that got its touch, and sellers with fewer are not shown. */
export const fewestTouched = 10

const curve = z.strictObject({
  /** Those with events, given up, ended otherwise and open. */
  n: z.int(),
  events: z.int(),
  stopped: z.int(),
  ended: z.int(),
  open: z.int(),
  /** Touches after which half of those who gave up had given up. */
  stoppedAfter: z.nullable(z.number()),
  touches: z.array(touchRow),
})
export type PersistenceCurve = z.infer<typeof curve>

/** Share for whom it has come by a touch; null where too few got that touch, unless all had come to an end before it. */
export function reachedBy({ touches }: PersistenceCurve, touch: number): TouchRow['reached'] {
  const row = touches.findLast((each) => each.touch <= touch)
  if (row === undefined || (row.touch < touch && row.open + row.stopped > 0)) return nothing
  return row.reached
}

const nothing = { estimate: null, low: null, high: null }

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
  /** What those who gave up before it missed at most: had they gone on and fared as the others did, other ends included. */
  missed: estimate,
  /** Whether sellers differ by more than chance in the share by `comparedAt`; only then are they ranked. */
  ...judgement.shape,
  /** The touch by which sellers are compared: the last one up to the fifth that most of them got ten deals to; null without sellers. */
  comparedAt: z.nullable(z.int()),
  /** Sellers with at least ten deals, by name. */
  sellers: z.array(
    z.extend(curve, {
      id: z.nullable(id),
      name: z.nullable(z.string()),
      /** Share for whom it has come by `comparedAt`, as counted; null where too few got that touch: not compared. */
      share: estimate,
      /** Drawn to the mean of those compared, the more the fewer deals; null unless they differ. */
      shrunken: z.nullable(estimate),
      /** By the shrunken share, from 1; null unless they differ. */
      rank: z.nullable(z.int()),
    }),
  ),
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
    'How often the first, second, third touch brings a reply, or a win, among those who got it; who gives up when, and what that costs at most. Sellers are ranked only where they differ by more than chance.',
  query: z.strictObject({ ...measurementFilters, aim: z._default(z.enum(touchAims), 'reply') }),
  output: persistence,
})
