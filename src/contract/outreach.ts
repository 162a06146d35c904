import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { approaches, touchOutcomes } from './facts.ts'
import { day, id, instant, line, nothing, occurredAt, page, pageQuery, text, version } from './primitives.ts'
import { channels, directions } from './process.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** What the buyer asked for, and until when it was promised. */
export const promise = z.strictObject({
  id,
  text: z.string(),
  askedAt: instant,
  dueAt: instant,
  answeredAt: z.nullable(instant),
  deal: z.nullable(named),
  person: z.nullable(named),
  /** Who promised it. */
  owner: z.nullable(named),
})
export type Promised = z.infer<typeof promise>

/** A contact with people of a buyer: it belongs to them, and to the deals it was about. */
export const touch = z.strictObject({
  id,
  version,
  channel: z.enum(channels),
  direction: z.enum(directions),
  outcome: z.enum(touchOutcomes),
  approach: z.nullable(z.enum(approaches)),
  minutes: z.nullable(z.int()),
  occurredAt: instant,
  /** What was said, in a line or two. */
  words: z.nullable(z.string()),
  /** The deal that it counts for; the others it was about too. */
  deal: z.nullable(named),
  otherDeals: z.array(named),
  company: z.nullable(named),
  household: z.nullable(named),
  people: z.array(named),
  author: z.strictObject({ id: z.nullable(id), name: z.nullable(z.string()) }),
  editedAt: z.nullable(instant),
})
export type Touch = z.infer<typeof touch>

const minutes = z.int().check(z.nonnegative(), z.maximum(1440))
const words = text(4000)
const most = z.maxLength(20)

const said = {
  channel: z.enum(channels),
  direction: z._default(z.enum(directions), 'outbound'),
  outcome: z._default(z.enum(touchOutcomes), 'reached'),
  approach: z.optional(z.nullable(z.enum(approaches))),
  minutes: z.optional(z.nullable(minutes)),
  words: z.optional(z.nullable(words)),
}

export const listTouches = endpoint({
  name: 'listTouches',
  method: 'GET',
  path: '/touches',
  permission: 'base.read',
  summary: 'Touches, newest first: of a deal, of a customer, of whoever logged them, of a channel.',
  query: z.strictObject({
    ...pageQuery,
    deal: z.optional(id),
    company: z.optional(id),
    person: z.optional(id),
    household: z.optional(id),
    member: z.optional(id),
    channel: z.optional(z.enum(channels)),
    approach: z.optional(z.enum(approaches)),
    outcome: z.optional(z.enum(touchOutcomes)),
    /** Of each deal only the first touch that began with an approach. */
    first: z.optional(z.literal('true')),
    from: z.optional(instant),
    to: z.optional(instant),
  }),
  output: page(touch),
})
export const showTouch = endpoint({
  name: 'showTouch',
  method: 'GET',
  path: '/touches/{id}',
  permission: 'base.read',
  summary: 'One touch.',
  params: byId,
  output: touch,
})
export const logTouch = endpoint({
  name: 'logTouch',
  method: 'POST',
  path: '/touches',
  permission: 'deals.work',
  summary:
    'Logs a touch with people of a buyer, on its deals; in the same call the next step is done and the following one planned, and an answer promised.',
  body: z.strictObject({
    ...said,
    occurredAt,
    dealId: z.optional(id),
    otherDealIds: z.optional(z.array(id).check(most)),
    companyId: z.optional(id),
    householdId: z.optional(id),
    /** Left out, the person whose deal it is. */
    personIds: z.optional(z.array(id).check(most)),
    /** The deal's next step was this touch. */
    finishesNextStep: z.optional(z.boolean()),
    nextStep: z.optional(z.strictObject({ text: line(200), on: day })),
    promise: z.optional(z.strictObject({ text: line(500), dueAt: instant })),
  }),
  output: touch,
  status: 201,
  errors: ['unknown_reference', 'occurred_in_future', 'occurred_too_early', 'deal_not_open'],
})
export const changeTouch = endpoint({
  name: 'changeTouch',
  method: 'PATCH',
  path: '/touches/{id}',
  permission: 'deals.work',
  summary: 'Corrects a touch: how, which way, what came of it, what was said.',
  versioned: true,
  params: byId,
  body: z.partial(
    z.strictObject({
      channel: z.enum(channels),
      direction: z.enum(directions),
      outcome: z.enum(touchOutcomes),
      approach: z.nullable(z.enum(approaches)),
      minutes: z.nullable(minutes),
      words: z.nullable(words),
    }),
  ),
  output: touch,
  errors: ['forbidden'],
})
export const withdrawTouch = endpoint({
  name: 'withdrawTouch',
  method: 'DELETE',
  path: '/touches/{id}',
  permission: 'deals.work',
  summary: 'Takes back a touch that was logged by mistake; its words are gone.',
  params: byId,
  output: nothing,
  errors: ['forbidden'],
})

export const listPromises = endpoint({
  name: 'listPromises',
  method: 'GET',
  path: '/promises',
  permission: 'deals.read',
  summary:
    'Answers that buyers wait for, the one that is due first at the top; or those that were given, newest first.',
  query: z.strictObject({
    ...pageQuery,
    deal: z.optional(id),
    owner: z.optional(id),
    answered: z._default(z.enum(['true', 'false']), 'false'),
  }),
  output: page(promise),
})
export const promiseAnswer = endpoint({
  name: 'promiseAnswer',
  method: 'POST',
  path: '/promises',
  permission: 'deals.work',
  summary: 'Writes down what the buyer of a deal asked for, and by when it was promised.',
  body: z.strictObject({
    dealId: id,
    personId: z.optional(id),
    text: line(500),
    dueAt: instant,
    /** When the buyer asked, if not now. */
    occurredAt,
  }),
  output: promise,
  status: 201,
  errors: ['unknown_reference', 'occurred_in_future'],
})
export const giveAnswer = endpoint({
  name: 'giveAnswer',
  method: 'POST',
  path: '/promises/{id}/answer',
  permission: 'deals.work',
  summary: 'The buyer has got what was promised; the wait is over and measured.',
  params: byId,
  body: z.strictObject({ occurredAt }),
  output: promise,
  errors: ['occurred_in_future', 'occurred_too_early', 'promise_not_open'],
})
export const dropPromise = endpoint({
  name: 'dropPromise',
  method: 'DELETE',
  path: '/promises/{id}',
  permission: 'deals.work',
  summary: 'Nobody waits for this answer any more.',
  params: byId,
  output: nothing,
  errors: ['promise_not_open'],
})
