import * as z from 'zod/mini'
import { dealItem } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { currency, day, id, instant, minor } from './primitives.ts'

/** What there is to do; worded by `today.kind.<kind>`. */
export const needKinds = [
  'answer',
  'step',
  'nothing_planned',
  'stalled',
  'appointment',
  'reminder',
  'unsettled',
  'handoff',
  'closing_item',
  'incentive',
  'trial',
  'nurture',
  'visits',
  'sequence',
  'call_back',
] as const
export type NeedKind = (typeof needKinds)[number]

/** Something to do now, and what it is worth. */
export const need = z.strictObject({
  kind: z.enum(needKinds),
  /** Of what is to be done: the promise, the appointment, …; of a step and of what stalls the deal; of visits the member. */
  id,
  /** Null where it is about no open deal that one sees. */
  deal: z.nullable(dealItem),
  /** The deal it is about, also one that has ended. */
  dealId: z.nullable(id),
  /** The list that somebody is to be called back from. */
  listId: z.nullable(id),
  /** The deal's name, or whom it is about; null of visits, which are several. */
  title: z.nullable(z.string()),
  /** The next step that was planned, what was asked for, what was agreed. */
  text: z.nullable(z.string()),
  /** How many at once: visits. */
  count: z.int(),
  /** When it is due, if by a day; since when the deal has stood where it stands, if it stalls or nothing is planned. */
  on: z.nullable(day),
  /** When it is due, if by an instant. */
  at: z.nullable(instant),
  /** Since when somebody waits for an answer. */
  since: z.nullable(instant),
  /** value × chance × urgency, in the workspace's currency. */
  worth: z.strictObject({
    valueMinor: z.nullable(minor),
    /** The deal has no amount of its own that can be converted: the mean of the deals won. */
    isUsualValue: z.boolean(),
    /** The share of the deals that came to this stage which is won; null while nothing has ended. */
    chance: z.nullable(z.number()),
    /** How much waiting costs, as a factor: 1 can wait. */
    urgency: z.number(),
    minor,
  }),
})
export type Need = z.infer<typeof need>

export const showToday = endpoint({
  name: 'showToday',
  method: 'GET',
  path: '/today',
  permission: 'deals.read',
  summary: 'What to do now, in order of worth: value × chance × urgency, with what of it fits into the day.',
  query: z.strictObject({
    /** Whose day; one’s own unless said, of everybody with `all`, or for who has no open deal. */
    owner: z.optional(z.union([id, z.literal('all')])),
    process: z.optional(id),
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200)), 50),
  }),
  output: z.strictObject({
    today: day,
    /** The day of everybody whose deals one sees. */
    isEverybodys: z.boolean(),
    currency,
    /** The most worth doing first. */
    items: z.array(need),
    /** How many there are, up to 1,000 of each kind. */
    count: z.int(),
    /** How many things fit into a day: by the touches of the last eight weeks, or what is usual; and how many are done today. */
    capacity: z.strictObject({
      things: z.int(),
      isOwn: z.boolean(),
      done: z.int(),
      /** What the workspace is closed for today: then nothing has to fit. */
      closedFor: z.nullable(z.string()),
    }),
  }),
})
export type Today = z.infer<typeof showToday.output>
