import * as z from 'zod/mini'
import { deal, stageRef } from './deals.ts'
import { endpoint } from './endpoint.ts'
import { lostReasons, reversalReasons, saidDisqualifyReasons, signals } from './facts.ts'
import { day, id, line, occurredAt, price, text } from './primitives.ts'

const byId = z.strictObject({ id })

/** What a change of stage or outcome starts from, so that two people cannot both make it. */
const from = { fromStage: z.optional(stageRef), occurredAt }
const verbErrors = ['deal_not_open', 'deal_elsewhere', 'occurred_in_future', 'occurred_too_early'] as const

/** A deal after a verb, and the fact that it wrote: what `/undo` takes. */
const moved = z.strictObject({ deal, factId: id })

export const moveDeal = endpoint({
  name: 'moveDeal',
  method: 'POST',
  path: '/deals/{id}/move',
  permission: 'deals.work',
  summary: 'Moves an open deal to another stage, forward or back; stages between are recorded as skipped.',
  params: byId,
  body: z.strictObject({ stage: stageRef, ...from, overrideReason: z.optional(text(1000)) }),
  output: moved,
  errors: [
    ...verbErrors,
    'already_in_stage',
    'gate_not_met',
    'override_not_allowed',
    'stage_not_in_process',
    'stage_only_by_winning',
  ],
})
export const winDeal = endpoint({
  name: 'winDeal',
  method: 'POST',
  path: '/deals/{id}/win',
  permission: 'deals.work',
  summary: 'Wins an open deal from any stage; names the buying signal or leaves it not stated.',
  params: byId,
  body: z.strictObject({
    signal: z._default(z.enum(signals), 'not_stated'),
    amountMinor: z.optional(price),
    note: z.optional(text(2000)),
    ...from,
  }),
  output: moved,
  errors: verbErrors,
})
export const reverseWin = endpoint({
  name: 'reverseWin',
  method: 'POST',
  path: '/deals/{id}/reverse-win',
  permission: 'deals.work',
  summary: 'A won deal was cancelled afterwards: it counts as lost from then on, and its win stays in the history.',
  params: byId,
  body: z.strictObject({
    reason: z._default(z.enum(reversalReasons), 'other'),
    note: z.optional(text(2000)),
    occurredAt,
  }),
  output: moved,
  errors: ['deal_elsewhere', 'occurred_in_future', 'occurred_too_early'],
})
export const loseDeal = endpoint({
  name: 'loseDeal',
  method: 'POST',
  path: '/deals/{id}/lose',
  permission: 'deals.work',
  summary: 'Loses an open deal, with a reason and, if known, to whom; with a day to come back on, if wanted.',
  params: byId,
  body: z.strictObject({
    reason: z._default(z.enum(lostReasons), 'not_stated'),
    competitorId: z.optional(z.nullable(id)),
    comeBackOn: z.optional(z.nullable(day)),
    note: z.optional(text(2000)),
    ...from,
  }),
  output: moved,
  errors: [...verbErrors, 'unknown_reference'],
})
export const disqualifyDeal = endpoint({
  name: 'disqualifyDeal',
  method: 'POST',
  path: '/deals/{id}/disqualify',
  permission: 'deals.work',
  summary: 'Takes an open deal out of this cycle, honestly: the prospect stays in the base.',
  params: byId,
  body: z.strictObject({
    reason: z.enum(saidDisqualifyReasons),
    note: z.optional(text(2000)),
    ...from,
  }),
  output: moved,
  errors: verbErrors,
})
export const postponeDeal = endpoint({
  name: 'postponeDeal',
  method: 'POST',
  path: '/deals/{id}/postpone',
  permission: 'deals.work',
  summary: 'Not now: ends an open deal with a day to come back on.',
  params: byId,
  body: z.strictObject({ comeBackOn: day, note: z.optional(text(2000)), ...from }),
  output: moved,
  errors: verbErrors,
})
export const reopenDeal = endpoint({
  name: 'reopenDeal',
  method: 'POST',
  path: '/deals/{id}/reopen',
  permission: 'deals.work',
  summary: 'Corrects an end that was a mistake: the same clock runs on.',
  params: byId,
  body: z.strictObject({ occurredAt }),
  output: moved,
  errors: ['deal_open', 'occurred_in_future', 'occurred_too_early'],
})
export const comeBack = endpoint({
  name: 'comeBack',
  method: 'POST',
  path: '/deals/{id}/come-back',
  permission: 'deals.work',
  summary: 'Opens a new deal with the same customer, linked to the one that ended.',
  params: byId,
  body: z.strictObject({ name: z.optional(line(200)), ownerId: z.optional(z.nullable(id)), occurredAt }),
  output: deal,
  status: 201,
  errors: [
    'unknown_reference',
    'deal_open',
    'no_published_process',
    'occurred_in_future',
    'occurred_too_early',
    'forbidden',
  ],
})
export const undoMove = endpoint({
  name: 'undoMove',
  method: 'POST',
  path: '/deals/{id}/undo',
  permission: 'deals.work',
  summary: 'Undoes the latest change of stage or outcome, as if it had not been made; both stay in the history.',
  params: byId,
  body: z.strictObject({ factId: id }),
  output: moved,
  errors: ['nothing_to_undo'],
})
