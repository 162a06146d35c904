import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { reactions, trialKinds, trialOutcomes, trialUses } from './facts.ts'
import { currency, day, id, instant, line, nothing, occurredAt, page, pageQuery, price, text } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const ofDeal = z.strictObject({ ...pageQuery, deal: id })

const needFields = {
  /** What the buyer needs, in their words. */
  words: line(500),
  /** 3 must be met, 2 matters, 1 would be welcome. */
  weight: z.int().check(z.minimum(1), z.maximum(3)),
  /** Whose need it is. */
  personId: z.nullable(id),
  /** What of ours meets it. */
  productId: z.nullable(id),
}
export const need = z.strictObject({
  id,
  deal: named,
  words: z.string(),
  weight: z.int(),
  person: z.nullable(named),
  product: z.nullable(named),
})
export type Need = z.infer<typeof need>

export const listNeeds = endpoint({
  name: 'listNeeds',
  method: 'GET',
  path: '/needs',
  permission: 'deals.read',
  summary: 'What the buyer of a deal needs, what must be met first.',
  query: ofDeal,
  output: page(need),
})
export const noteNeed = endpoint({
  name: 'noteNeed',
  method: 'POST',
  path: '/needs',
  permission: 'deals.work',
  summary: 'Notes what the buyer needs, how much it weighs, and which product meets it.',
  body: z.strictObject({
    dealId: id,
    words: needFields.words,
    weight: z._default(needFields.weight, 2),
    personId: z.optional(needFields.personId),
    productId: z.optional(needFields.productId),
  }),
  output: need,
  status: 201,
  errors: ['unknown_reference'],
})
export const changeNeed = endpoint({
  name: 'changeNeed',
  method: 'PATCH',
  path: '/needs/{id}',
  permission: 'deals.work',
  summary: 'Words a need anew, weighs it, or maps it to a product.',
  params: byId,
  body: z.partial(z.strictObject(needFields)),
  output: need,
  errors: ['unknown_reference'],
})
export const dropNeed = endpoint({
  name: 'dropNeed',
  method: 'DELETE',
  path: '/needs/{id}',
  permission: 'deals.work',
  summary: 'Takes a need off the deal; its words are gone.',
  params: byId,
  output: nothing,
})

const attendee = z.strictObject({
  personId: id,
  reaction: z.optional(z.nullable(z.enum(reactions))),
  /** What this person asked. */
  asked: z.optional(z.nullable(text(2000))),
})
export const presentation = z.strictObject({
  id,
  deal: named,
  heldAt: instant,
  minutes: z.nullable(z.int()),
  topic: z.nullable(z.string()),
  people: z.array(
    z.strictObject({
      person: named,
      reaction: z.nullable(z.enum(reactions)),
      asked: z.nullable(z.string()),
    }),
  ),
})
export type Presentation = z.infer<typeof presentation>

export const listPresentations = endpoint({
  name: 'listPresentations',
  method: 'GET',
  path: '/presentations',
  permission: 'deals.read',
  summary: 'What was presented in a deal, newest first: who was there, what they asked, how they took it.',
  query: ofDeal,
  output: page(presentation),
})
export const logPresentation = endpoint({
  name: 'logPresentation',
  method: 'POST',
  path: '/presentations',
  permission: 'deals.work',
  summary: 'Logs a presentation with what each person asked and how they took it.',
  body: z.strictObject({
    dealId: id,
    topic: z.optional(z.nullable(line(200))),
    minutes: z.optional(z.int().check(z.minimum(1), z.maximum(1440))),
    people: z._default(z.array(attendee).check(z.maxLength(50)), []),
    occurredAt,
  }),
  output: presentation,
  status: 201,
  errors: ['unknown_reference', 'occurred_in_future'],
})
export const withdrawPresentation = endpoint({
  name: 'withdrawPresentation',
  method: 'DELETE',
  path: '/presentations/{id}',
  permission: 'deals.work',
  summary: 'Takes back a presentation that was logged by mistake; what people asked is gone.',
  params: byId,
  output: nothing,
})

const trialFields = {
  what: line(200),
  productId: z.nullable(id),
  /** Who gets it. */
  personId: z.nullable(id),
  /** The last day; null where it stays. */
  endsOn: z.nullable(day),
  /** When to ask how it goes. */
  remindOn: z.nullable(day),
  /** What it costs us, in the workspace's currency. */
  costMinor: z.nullable(price),
  use: z.nullable(z.enum(trialUses)),
}
export const trial = z.strictObject({
  id,
  deal: named,
  /** Whose deal it is. */
  owner: z.nullable(named),
  kind: z.enum(trialKinds),
  what: z.string(),
  product: z.nullable(named),
  person: z.nullable(named),
  startsOn: day,
  endsOn: trialFields.endsOn,
  remindOn: trialFields.remindOn,
  costMinor: z.nullable(z.int()),
  currency,
  use: trialFields.use,
  /** Null while it runs. */
  outcome: z.nullable(z.enum(trialOutcomes)),
  /** What the buyer said of it. */
  feedback: z.nullable(z.string()),
  endedAt: z.nullable(instant),
})
export type Trial = z.infer<typeof trial>

export const listTrials = endpoint({
  name: 'listTrials',
  method: 'GET',
  path: '/trials',
  permission: 'deals.read',
  summary:
    'Trials, demos, samples and gifts, the newest first: of a deal; or, with `due_by`, those still running that end or are to be asked about by that day.',
  query: z.strictObject({ ...pageQuery, deal: z.optional(id), due_by: z.optional(day), owner: z.optional(id) }),
  output: page(trial),
})
export const startTrial = endpoint({
  name: 'startTrial',
  method: 'POST',
  path: '/trials',
  permission: 'deals.work',
  summary: 'Lets the buyer try something, or gives it away; gifts stay within their limits.',
  body: z.strictObject({
    dealId: id,
    kind: z.enum(trialKinds),
    what: trialFields.what,
    startsOn: z.optional(day),
    productId: z.optional(trialFields.productId),
    personId: z.optional(trialFields.personId),
    endsOn: z.optional(trialFields.endsOn),
    remindOn: z.optional(trialFields.remindOn),
    costMinor: z.optional(trialFields.costMinor),
  }),
  output: trial,
  status: 201,
  errors: ['invalid', 'unknown_reference', 'occurred_in_future', 'over_gift_limit'],
})
export const changeTrial = endpoint({
  name: 'changeTrial',
  method: 'PATCH',
  path: '/trials/{id}',
  permission: 'deals.work',
  summary: 'Says how much a trial is used, prolongs it, or asks to be reminded.',
  params: byId,
  body: z.partial(z.strictObject(trialFields)),
  output: trial,
  errors: ['unknown_reference', 'over_gift_limit'],
})
export const endTrial = endpoint({
  name: 'endTrial',
  method: 'POST',
  path: '/trials/{id}/end',
  permission: 'deals.work',
  summary: 'What came of a trial; one that convinced says that the buyer is near.',
  params: byId,
  body: z.strictObject({
    outcome: z.enum(trialOutcomes),
    use: z.optional(trialFields.use),
    feedback: z.optional(z.nullable(text(2000))),
    occurredAt,
  }),
  output: trial,
  errors: ['occurred_in_future', 'trial_ended'],
})
export const withdrawTrial = endpoint({
  name: 'withdrawTrial',
  method: 'DELETE',
  path: '/trials/{id}',
  permission: 'deals.work',
  summary: 'Takes back a trial that was entered by mistake.',
  params: byId,
  output: nothing,
})

const limits = {
  /** What all gifts of a calendar month may cost; null is no limit. */
  monthMinor: z.nullable(price),
  /** What all gifts to the buyer of one deal may cost. */
  dealMinor: z.nullable(price),
}
export const giftLimits = z.strictObject({
  ...limits,
  /** What the gifts of this month have cost. */
  spentMinor: z.int(),
  currency,
})
export type GiftLimits = z.infer<typeof giftLimits>

export const showGiftLimits = endpoint({
  name: 'showGiftLimits',
  method: 'GET',
  path: '/gift-limits',
  permission: 'deals.read',
  summary: 'What gifts may cost, and what those of this month have.',
  output: giftLimits,
})
export const setGiftLimits = endpoint({
  name: 'setGiftLimits',
  method: 'PUT',
  path: '/gift-limits',
  permission: 'process.edit',
  summary: 'Limits what gifts may cost.',
  body: z.strictObject(limits),
  output: giftLimits,
})
