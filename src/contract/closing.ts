import * as z from 'zod/mini'
import { closingItem } from './closing-items.ts'
import { deal, stageRef } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { closeAnswers, closeTechniques, incentiveKinds, signals } from './facts.ts'
import {
  currency,
  day,
  id,
  instant,
  line,
  minor,
  nothing,
  occurredAt,
  page,
  pageQuery,
  price,
  text,
  version,
} from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** The order was asked for, and what the buyer said. */
export const closeAsk = z.strictObject({
  id,
  deal: named,
  technique: z.enum(closeTechniques),
  /** The workspace's own one. */
  ownTechnique: z.nullable(named),
  signal: z.enum(signals),
  answer: z.enum(closeAnswers),
  scarcity: z.nullable(named),
  incentive: z.nullable(named),
  askedBy: z.nullable(named),
  askedAt: instant,
})
export type CloseAsk = z.infer<typeof closeAsk>

/** Something added to win the deal: what it costs, and until when it holds. */
export const incentive = z.strictObject({
  id,
  deal: named,
  kind: z.enum(incentiveKinds),
  name: z.string(),
  costMinor: price,
  currency,
  expiresOn: day,
  /** 'waiting' until somebody with the right has decided; 'expired' when its day is over. */
  state: z.enum(['waiting', 'approved', 'refused', 'expired']),
  offeredBy: z.nullable(named),
  offeredAt: instant,
  decidedBy: z.nullable(named),
  /** Whether the one who asks may take the decision about it back. */
  mayTakeBack: z.boolean(),
})
export type Incentive = z.infer<typeof incentive>

/** One that waits for a decision, beside what it is decided by; both in the deal's currency. */
export const waitingIncentive = z.extend(incentive, {
  dealAmountMinor: z.nullable(price),
  /** What the deal's lines leave after all that was approved before; null where nobody knows what a line costs. */
  marginMinor: z.nullable(minor),
})
export type WaitingIncentive = z.infer<typeof waitingIncentive>

/** All that a deal's close is made of. */
export const closing = z.strictObject({
  asks: z.array(closeAsk),
  incentives: z.array(incentive),
  items: z.array(closingItem),
  /** Whether its process has a checklist to begin with. */
  hasTemplate: z.boolean(),
  /** To whom it is lost. */
  lostTo: z.nullable(named),
  /** What its lines leave, before and after approved incentives; null where a line has no cost. */
  margin: z.nullable(z.strictObject({ beforeMinor: z.int(), afterMinor: z.int(), currency })),
})
export type Closing = z.infer<typeof closing>

export const showClosing = endpoint({
  name: 'showClosing',
  method: 'GET',
  path: '/deals/{id}/closing',
  permission: 'deals.read',
  summary: 'How the order was asked for, what was added to win it, the checklist, and to whom it was lost.',
  params: byId,
  output: closing,
})
export const askToClose = endpoint({
  name: 'askToClose',
  method: 'POST',
  path: '/deals/{id}/close',
  permission: 'deals.work',
  summary:
    'Asks for the order, from any stage: a yes wins the deal. Scarcity needs something that really ends, an incentive one that is approved.',
  params: byId,
  body: z.strictObject({
    technique: z._default(z.enum(closeTechniques), 'direct'),
    techniqueId: z.optional(id),
    signal: z._default(z.enum(signals), 'not_stated'),
    answer: z.enum(closeAnswers),
    scarcityId: z.optional(id),
    incentiveId: z.optional(id),
    /** Of a yes. */
    amountMinor: z.optional(price),
    note: z.optional(text(2000)),
    fromStage: z.optional(stageRef),
    occurredAt,
  }),
  output: z.strictObject({ ask: closeAsk, deal, factId: z.nullable(id) }),
  errors: [
    'deal_not_open',
    'deal_elsewhere',
    'occurred_in_future',
    'occurred_too_early',
    'unknown_reference',
    'claim_not_backed',
  ],
})
export const listCloseAsks = endpoint({
  name: 'listCloseAsks',
  method: 'GET',
  path: '/close-asks',
  permission: 'deals.read',
  summary: 'When and how orders were asked for, newest first; with `first` only the first time in each deal.',
  query: z.strictObject({
    ...pageQuery,
    technique: z.optional(z.enum(closeTechniques)),
    ownTechnique: z.optional(id),
    first: z.optional(z.literal('true')),
  }),
  output: page(closeAsk),
})
export const withdrawCloseAsk = endpoint({
  name: 'withdrawCloseAsk',
  method: 'DELETE',
  path: '/close-asks/{id}',
  permission: 'deals.work',
  summary: 'Takes back that the order was asked for; a win stands, and is undone by itself.',
  params: byId,
  output: nothing,
})

const technique = z.strictObject({ id, version, name: z.string(), retired: z.boolean() })
export type OwnTechnique = z.infer<typeof technique>
export const listCloseTechniques = endpoint({
  name: 'listCloseTechniques',
  method: 'GET',
  path: '/close-techniques',
  permission: 'deals.read',
  summary: 'Techniques of one’s own, by name, beside those that everybody has.',
  query: z.strictObject({ ...pageQuery, retired: z.optional(z.literal('true')) }),
  output: page(technique),
})
export const addCloseTechnique = endpoint({
  name: 'addCloseTechnique',
  method: 'POST',
  path: '/close-techniques',
  permission: 'process.edit',
  summary: 'Adds a technique of one’s own.',
  body: z.strictObject({ name: line(80) }),
  output: technique,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeCloseTechnique = endpoint({
  name: 'changeCloseTechnique',
  method: 'PATCH',
  path: '/close-techniques/{id}',
  permission: 'process.edit',
  summary: 'Renames a technique, or takes it out of use.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(80), retired: z.boolean() })),
  output: technique,
  errors: ['name_taken'],
})

/** What really ends: a seller may hold out nothing else as scarce. */
export const scarcity = z.strictObject({
  id,
  version,
  name: z.string(),
  /** Its own last day, or that of its price list. */
  endsOn: z.nullable(day),
  priceList: z.nullable(named),
  places: z.nullable(z.int()),
  /** Fewer with each win that took one. */
  placesLeft: z.nullable(z.int()),
  product: z.nullable(named),
  state: z.enum(['live', 'expired', 'used_up', 'ended']),
})
export type Scarcity = z.infer<typeof scarcity>
export const listScarcities = endpoint({
  name: 'listScarcities',
  method: 'GET',
  path: '/scarcities',
  permission: 'deals.read',
  summary: 'What really ends, newest first: a day, a price list, a number of places.',
  query: z.strictObject(pageQuery),
  output: page(scarcity),
})
export const addScarcity = endpoint({
  name: 'addScarcity',
  method: 'POST',
  path: '/scarcities',
  permission: 'products.edit',
  summary:
    'Says what ends: on a day, with a price list, or after so many places, which wins take (of a product, or of deals it was said to).',
  body: z.strictObject({
    name: line(120),
    endsOn: z.optional(day),
    priceListId: z.optional(id),
    places: z.optional(z.int().check(z.positive(), z.maximum(1_000_000))),
    productId: z.optional(id),
  }),
  output: scarcity,
  status: 201,
  errors: ['unknown_reference', 'claim_not_backed'],
})
export const endScarcity = endpoint({
  name: 'endScarcity',
  method: 'POST',
  path: '/scarcities/{id}/end',
  permission: 'products.edit',
  summary: 'It ends now; nobody may hold it out any more.',
  params: byId,
  output: scarcity,
})

export const showIncentiveLimit = endpoint({
  name: 'showIncentiveLimit',
  method: 'GET',
  path: '/incentive-limit',
  permission: 'deals.read',
  summary: 'Up to which share of a deal, in percent, a seller adds an incentive without asking; 10 unless said.',
  output: z.strictObject({ percent: z.int() }),
})
export const setIncentiveLimit = endpoint({
  name: 'setIncentiveLimit',
  method: 'PUT',
  path: '/incentive-limit',
  permission: 'process.edit',
  summary: 'Sets the share of a deal up to which sellers add incentives without asking.',
  body: z.strictObject({ percent: z.int().check(z.minimum(0), z.maximum(100)) }),
  output: z.strictObject({ percent: z.int() }),
})
export const listIncentives = endpoint({
  name: 'listIncentives',
  method: 'GET',
  path: '/incentives',
  permission: 'deals.read',
  summary: 'Incentives that wait for a decision, the oldest first, with what their deals are worth and leave.',
  query: z.strictObject(pageQuery),
  output: page(waitingIncentive),
})
export const offerIncentive = endpoint({
  name: 'offerIncentive',
  method: 'POST',
  path: '/deals/{id}/incentives',
  permission: 'deals.work',
  summary: 'Adds something to win a deal, with its cost and its last day; above the limit it waits for a decision.',
  params: byId,
  body: z.strictObject({ kind: z.enum(incentiveKinds), name: line(120), costMinor: price, expiresOn: day }),
  output: incentive,
  status: 201,
  errors: ['deal_not_open', 'day_not_ahead', 'too_many'],
})
export const decideIncentive = endpoint({
  name: 'decideIncentive',
  method: 'POST',
  path: '/incentives/{id}/decide',
  permission: 'deals.assign',
  summary: 'Approves or refuses an incentive that waits.',
  params: byId,
  body: z.strictObject({ approved: z.boolean() }),
  output: incentive,
  errors: ['incentive_decided'],
})
export const takeBackIncentiveDecision = endpoint({
  name: 'takeBackIncentiveDecision',
  method: 'POST',
  path: '/incentives/{id}/take-back',
  permission: 'deals.assign',
  summary:
    'Takes back that an incentive was approved or refused, so that it waits again: while the deal is open, and no order was asked for with it.',
  params: byId,
  body: z.strictObject({}),
  output: incentive,
  errors: ['decision_stands'],
})
