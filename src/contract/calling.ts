import * as z from 'zod/mini'
import { customer } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { disqualifyReasons } from './facts.ts'
import { touch } from './outreach.ts'
import { day, id, instant, line, page, pageQuery, text } from './primitives.ts'
import { prospect } from './prospects.ts'
import { phoneKinds } from './reach.ts'

const byId = z.strictObject({ id })

/** What became of a call, in the order of its keys. */
export const callOutcomes = [
  'reached',
  'no_answer',
  'busy',
  'left_message',
  'call_back',
  'refused',
  'wrong_number',
  'dead_number',
  'opted_out',
] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** What callers found out about a number: somebody else has it, or nobody. */
export const numberReports = ['wrong', 'dead'] as const

/** What kind of line a number belongs to, as a service of the operator's choice says. */
export const lineTypes = ['mobile', 'fixed', 'voip', 'toll_free', 'premium', 'unknown'] as const
export type LineType = (typeof lineTypes)[number]

const phone = z.strictObject({
  kind: z.enum(phoneKinds),
  number: z.string(),
  e164: z.nullable(z.string()),
  shown: z.string(),
  /** Of a colleague at the company; null for the prospect's own. */
  whose: z.nullable(z.strictObject({ id, name: z.string(), title: z.nullable(z.string()) })),
  reported: z.nullable(z.enum(numberReports)),
  lineType: z.nullable(z.enum(lineTypes)),
})

/** A prospect on the line: what the seller needs, and until when nobody else gets it. */
export const callSheet = z.strictObject({
  prospect,
  heldUntil: instant,
  /** Those that can be dialled first. */
  phones: z.array(phone),
  /** Calls in a row that reached nobody. */
  attempts: z.int(),
  /** The moment that was agreed. */
  callAt: z.nullable(instant),
  touches: z.array(touch),
  /** What to say: of the campaign that runs on the list, else of the first stage of the process. */
  script: z.nullable(z.strictObject({ from: z.enum(['campaign', 'stage']), name: z.string(), text: z.string() })),
})
export type CallSheet = z.infer<typeof callSheet>

export const takeNextCall = endpoint({
  name: 'takeNextCall',
  method: 'POST',
  path: '/calls/next',
  permission: 'deals.work',
  summary:
    'Gives the best waiting prospect of a list to one caller for ten minutes; asked again, the same one for ten more. Agreed calls come first when they are due.',
  body: z.strictObject({
    listId: id,
    /** Not these now; one of them that was held is let go. */
    skipped: z._default(z.array(id).check(z.maxLength(200)), []),
    /** This one if it is free, instead of the best. */
    wanted: z.optional(id),
  }),
  output: z.strictObject({
    call: z.nullable(callSheet),
    /** Without a call: when the next one is due. */
    nextAt: z.nullable(instant),
    /** What the caller has done on the list today. */
    today: z.strictObject({ calls: z.int(), reached: z.int() }),
  }),
})
export const releaseCall = endpoint({
  name: 'releaseCall',
  method: 'POST',
  path: '/calls/{id}/release',
  permission: 'deals.work',
  summary: 'Lets a prospect go that the caller holds: others may get it at once.',
  params: byId,
  output: z.strictObject({}),
})

const logged = z.strictObject({
  /** Of the call, to take it back. */
  id,
  touchId: id,
  /** The deal that was opened, or the open one that was joined. */
  deal: z.nullable(z.strictObject({ id, name: z.string() })),
  prospect,
})

export const logCall = endpoint({
  name: 'logCall',
  method: 'POST',
  path: '/calls/{id}/outcome',
  permission: 'deals.work',
  summary:
    'Says what became of a call: logs the touch, and puts the prospect where it belongs. Whoever was reached becomes a deal; an attempt that reached nobody stays on the list and comes again.',
  params: byId,
  body: z.strictObject({
    outcome: z.enum(callOutcomes),
    /** The number that was dialled, as it is in the base; a report of it as wrong or dead is about this one. */
    number: z.optional(line(40)),
    /** With a colleague instead of the prospect. */
    personId: z.optional(id),
    words: z.optional(z.nullable(text(4000))),
    minutes: z.optional(z.nullable(z.int().check(z.nonnegative(), z.maximum(1440)))),
    /** When to call back; needed for that outcome. */
    callAt: z.optional(instant),
    /** Of who said no. */
    reason: z._default(z.enum(disqualifyReasons), 'no_need'),
    /** Of the deal of who was reached. */
    nextStep: z.optional(z.strictObject({ text: line(200), on: day })),
  }),
  output: logged,
  errors: ['already_claimed', 'call_held', 'day_not_ahead', 'no_published_process', 'unknown_reference'],
})
export type LoggedCall = z.infer<typeof logged>

export const undoCall = endpoint({
  name: 'undoCall',
  method: 'POST',
  path: '/calls/{id}/undo',
  permission: 'deals.work',
  summary:
    'Takes a call back that was logged by mistake, within a day, by whoever made it: its touch, its deal, its report.',
  params: byId,
  output: prospect,
  errors: ['nothing_to_undo'],
})

const optOut = z.strictObject({
  id,
  customer,
  createdAt: instant,
  createdBy: z.nullable(z.string()),
})
export type OptOut = z.infer<typeof optOut>

export const listOptOuts = endpoint({
  name: 'listOptOuts',
  method: 'GET',
  path: '/opt-outs',
  permission: 'base.read',
  summary: 'Who asked not to be contacted, newest first; or whether one customer did.',
  query: z.strictObject({
    ...pageQuery,
    company: z.optional(id),
    person: z.optional(id),
    household: z.optional(id),
  }),
  output: page(optOut),
})
export const addOptOut = endpoint({
  name: 'addOptOut',
  method: 'POST',
  path: '/opt-outs',
  permission: 'base.edit',
  summary: 'A customer asks not to be contacted: they come up in no call list and no campaign any more.',
  body: z.strictObject({ companyId: z.optional(id), personId: z.optional(id), householdId: z.optional(id) }),
  output: optOut,
  status: 201,
  errors: ['unknown_reference'],
})
export const removeOptOut = endpoint({
  name: 'removeOptOut',
  method: 'DELETE',
  path: '/opt-outs/{id}',
  permission: 'base.edit',
  summary: 'They may be contacted again, because they said so or because it was a mistake.',
  params: byId,
  output: z.strictObject({}),
})
