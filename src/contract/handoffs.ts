import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { declineReasons, handoffStates } from './facts.ts'
import { id, instant, language, line, nothing, page, pageQuery, text, version } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })

/** From whom to whom: the finder to the seller, one seller to another, the seller to those who care for customers. */
export const handoffRoutes = ['finder_to_seller', 'seller_to_seller', 'seller_to_care'] as const

const kindFields = {
  name: line(80),
  route: z.enum(handoffRoutes),
  /** Of working time. */
  acceptWithinHours: z.int().check(z.positive(), z.maximum(400)),
  checklist: z.array(line(200)).check(z.maxLength(30)),
  /** Words to the customer in each language written; {customer}, {person}, {sender}, {receiver} and {deal} are filled in. */
  introductions: z.array(z.strictObject({ language, text: text(4000) })).check(z.maxLength(6)),
}
export const handoffKind = z.strictObject({ id, version, ...kindFields, retired: z.boolean() })
export type HandoffKind = z.infer<typeof handoffKind>

export const listHandoffKinds = endpoint({
  name: 'listHandoffKinds',
  method: 'GET',
  path: '/handoff-kinds',
  permission: 'deals.read',
  summary: 'Kinds of handoffs, by name; retired ones on demand.',
  query: z.strictObject({ ...pageQuery, retired: z.optional(z.literal('true')) }),
  output: page(handoffKind),
})
export const addHandoffKind = endpoint({
  name: 'addHandoffKind',
  method: 'POST',
  path: '/handoff-kinds',
  permission: 'process.edit',
  summary: 'Adds a kind of handoff: its way, its checklist, how fast it is accepted, how the customer is told.',
  body: z.strictObject(kindFields),
  output: handoffKind,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeHandoffKind = endpoint({
  name: 'changeHandoffKind',
  method: 'PATCH',
  path: '/handoff-kinds/{id}',
  permission: 'process.edit',
  summary: 'Changes a kind of handoff; those under way stay as they are.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...kindFields, retired: z.boolean() })),
  output: handoffKind,
  errors: ['name_taken'],
})

/** Days of the week from Monday, 1, and hours as minutes of the day. */
const workingHours = z.strictObject({
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
  fromMinute: z.int().check(z.minimum(0), z.maximum(1439)),
  untilMinute: z.int().check(z.minimum(1), z.maximum(1440)),
})
export type WorkingHours = z.infer<typeof workingHours>
export const showWorkingHours = endpoint({
  name: 'showWorkingHours',
  method: 'GET',
  path: '/working-hours',
  permission: 'workspace.read',
  summary: 'When the workspace works, by which the time to accept is counted.',
  output: workingHours,
})
export const setWorkingHours = endpoint({
  name: 'setWorkingHours',
  method: 'PUT',
  path: '/working-hours',
  permission: 'workspace.manage',
  summary: 'Sets the days and hours in which the workspace works.',
  body: workingHours,
  output: workingHours,
})

export const handoffPoint = z.strictObject({ text: z.string(), done: z.boolean() })
export type HandoffPoint = z.infer<typeof handoffPoint>

export const handoff = z.strictObject({
  id,
  version,
  kind: z.strictObject({ id, name: z.string(), route: z.enum(handoffRoutes) }),
  deal: named,
  customer: z.nullable(z.string()),
  from: named,
  to: named,
  state: z.enum(handoffStates),
  note: z.nullable(z.string()),
  /** What the customer is told, in their language. */
  introduction: z.nullable(z.string()),
  introductionLanguage: z.nullable(language),
  checklist: z.array(handoffPoint),
  /** What the buyer was promised and has not got yet. */
  promises: z.array(z.strictObject({ id, text: z.string(), dueAt: instant })),
  offeredAt: instant,
  dueAt: instant,
  decidedAt: z.nullable(instant),
  /** Not decided in time, or not yet and the time is over. */
  late: z.boolean(),
  declineReason: z.nullable(z.enum(declineReasons)),
  declineWords: z.nullable(z.string()),
  /** Whether the one who asks may accept or decline it, and whether they may withdraw it. */
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
})
export type Handoff = z.infer<typeof handoff>

export const listHandoffs = endpoint({
  name: 'listHandoffs',
  method: 'GET',
  path: '/handoffs',
  permission: 'deals.read',
  summary: 'Handoffs, newest first: to or from a member, of a deal, of a kind, in a state, late ones.',
  query: z.strictObject({
    ...pageQuery,
    to: z.optional(id),
    from: z.optional(id),
    deal: z.optional(id),
    kind: z.optional(id),
    state: z.optional(z.enum(handoffStates)),
    late: z.optional(z.literal('true')),
  }),
  output: page(handoff),
})
export const showHandoff = endpoint({
  name: 'showHandoff',
  method: 'GET',
  path: '/handoffs/{id}',
  permission: 'deals.read',
  summary: 'One handoff.',
  params: byId,
  output: handoff,
})
export const showContact = endpoint({
  name: 'showContact',
  method: 'GET',
  path: '/deals/{id}/contact',
  permission: 'deals.read',
  summary:
    'Whom the customer turns to: there is always one. Until a handoff is accepted it is who offers it; after a win, who looks after the customer.',
  params: byId,
  output: z.strictObject({ contact: z.nullable(named) }),
})
export const draftHandoff = endpoint({
  name: 'draftHandoff',
  method: 'GET',
  path: '/deals/{id}/handoff-draft',
  permission: 'deals.work',
  summary: 'The introduction of a kind of handoff, filled in for a deal and a receiver, in the customer’s language.',
  params: byId,
  query: z.strictObject({ kind: z.optional(id), to: z.optional(id), language: z.optional(language) }),
  output: z.strictObject({
    introduction: z.nullable(z.string()),
    language: z.nullable(language),
    languages: z.array(language),
  }),
  errors: ['unknown_reference'],
})
export const offerHandoff = endpoint({
  name: 'offerHandoff',
  method: 'POST',
  path: '/deals/{id}/handoffs',
  permission: 'deals.work',
  summary: 'Offers a deal, or the care of its customer after a win, to another member; the clock to accept runs.',
  params: byId,
  body: z.strictObject({
    kindId: id,
    toId: id,
    note: z.optional(z.nullable(text(4000))),
    introduction: z.optional(z.nullable(text(4000))),
    introductionLanguage: z.optional(language),
  }),
  output: handoff,
  status: 201,
  errors: ['unknown_reference', 'handoff_unfit', 'handoff_under_way'],
})
export const checkHandoff = endpoint({
  name: 'checkHandoff',
  method: 'POST',
  path: '/handoffs/{id}/check',
  permission: 'base.edit',
  summary: 'A point of its checklist is done, or is not after all.',
  params: byId,
  body: z.strictObject({ point: z.int().check(z.nonnegative(), z.maximum(29)), done: z.boolean() }),
  output: handoff,
  errors: ['handoff_decided', 'unknown_reference'],
})
export const acceptHandoff = endpoint({
  name: 'acceptHandoff',
  method: 'POST',
  path: '/handoffs/{id}/accept',
  permission: 'base.edit',
  summary: 'Accepts a handoff: an open deal has a new owner, a customer after a win somebody who looks after them.',
  params: byId,
  body: z.strictObject({}),
  output: handoff,
  errors: ['handoff_decided', 'forbidden'],
})
export const declineHandoff = endpoint({
  name: 'declineHandoff',
  method: 'POST',
  path: '/handoffs/{id}/decline',
  permission: 'base.edit',
  summary: 'Declines a handoff, with the reason: it stays with who offered it.',
  params: byId,
  body: z.strictObject({ reason: z.enum(declineReasons), words: z.optional(text(2000)) }),
  output: handoff,
  errors: ['handoff_decided', 'forbidden'],
})
export const withdrawHandoff = endpoint({
  name: 'withdrawHandoff',
  method: 'DELETE',
  path: '/handoffs/{id}',
  permission: 'deals.work',
  summary: 'Takes back a handoff that was not answered yet.',
  params: byId,
  output: nothing,
  errors: ['handoff_decided', 'forbidden'],
})
