import type { UnreadableReason } from './unreadable.ts'

/**
 * Every refusal the API can answer with: its status and when it is thrown. The words stand in the catalogues
 * (`errors.<code>`), never here; the type parameter is the data that comes with the code and fills the words.
 */
interface ErrorKind<Data> {
  readonly status: number
  /** For the API reference: when this is answered. */
  readonly when: string
  // Never set: carries the type of the data only.
  readonly data?: Data
}

const error = <Data = Record<never, never>>(status: number, when: string): ErrorKind<Data> => ({ status, when })

export const errors = {
  unreadable: error<{ part: 'body' | 'query' | 'header' | 'cursor' | 'path' }>(
    400,
    'The request, its query or its cursor cannot be read.',
  ),
  unauthenticated: error(401, 'No valid session or API key came with the request.'),
  sign_in_refused: error(401, 'The e-mail address and the password do not belong together.'),
  code_refused: error(401, 'The code is wrong, was used before, or its thirty seconds are over.'),
  passkey_refused: error(401, 'The device gave no answer that belongs to a passkey of this place.'),
  forbidden: error<{ permission: string }>(
    403,
    'The role of this member or key lacks the right that the endpoint needs.',
  ),
  foreign_origin: error(403, 'A request with a cookie came from another origin.'),
  first_run_closed: error(403, 'The first run is over, or its one-time link is missing or wrong.'),
  not_found: error<{ kind: string }>(404, 'There is no such row, or it is not visible to you.'),
  no_such_endpoint: error(404, 'There is nothing at this address.'),
  method_not_allowed: error<{ allowed: string }>(405, 'There is something at this address, but not for this method.'),
  deal_not_open: error<{ outcome: string }>(409, 'The deal has ended; reopen it first.'),
  deal_open: error(409, 'The deal is open: there is nothing to reopen or to come back from.'),
  decider_unconfirmed: error<{ mayOverride: boolean }>(
    409,
    'Nobody who decides is known on the deal: ask first, or make the appointment with a reason.',
  ),
  appointment_settled: error<{ status: string }>(409, 'It was said already how this appointment went.'),
  appointment_ahead: error<{ startsAt: string }>(409, 'The appointment is still to come: nobody can say how it went.'),
  sequence_retired: error(409, 'The sequence is not in use any more: nobody new comes into it.'),
  opted_out: error<{ name: string }>(409, 'They asked not to be contacted: no contact is planned with them.'),
  enrolment_over: error<{ reason: string }>(409, 'The sequence has ended for this person.'),
  step_elsewhere: error<{ step: number }>(409, 'The person stands at another step of the sequence.'),
  already_claimed: error<{ owner: string | null; dealId: string | null }>(
    409,
    'Somebody has claimed this prospect already; the deal and its owner are named to those who see it.',
  ),
  deal_elsewhere: error<{ stageId: string; outcome: string }>(
    409,
    'The deal is not in the stage that the request starts from.',
  ),
  already_in_stage: error(409, 'The deal is in that stage already.'),
  gate_not_met: error<{
    gates: { stageId: string; stage: string; missing: { key: string; kind: string; text: string | null }[] }[]
    mayOverride: boolean
  }>(
    409,
    'A gate on the way asks for something that the deal lacks; override it with a reason, or supply what is missing.',
  ),
  override_not_allowed: error(403, 'The process lets only others override its gates.'),
  stage_not_in_process: error(422, 'The stage is not one of the process version that the deal is pinned to.'),
  stage_only_by_winning: error(422, 'A deal comes to the stage of customer care by being won.'),
  day_not_ahead: error(422, 'A prospect is set aside until a day that is still to come.'),
  paste_unreadable: error<{ reason: 'empty' | 'too_many_rows'; limit: number }>(
    422,
    'A pasted text holds no rows, or more than are taken at once.',
  ),
  occurred_in_future: error(422, 'A fact cannot lie in the future.'),
  occurred_too_early: error<{ earliest: string }>(
    422,
    'A change of stage or outcome cannot lie before the one that is there already.',
  ),
  nothing_to_undo: error(
    409,
    'Only the latest change of stage or outcome can be undone, by whoever made it, within a day.',
  ),
  objection_settled: error(409, 'What came of this objection has been said already.'),
  quota_plan_exists: error<{ id: string }>(409, 'There is a quota plan for these days already.'),
  quota_plan_approved: error(409, 'A quota plan of which a version was approved stays.'),
  quota_does_not_fit: error<{ mostMinor: number; currency: string }>(
    422,
    'The neighbours cannot take up the difference: what is above has no more in these months.',
  ),
  quota_out_of_place: error(
    422,
    'A quota cannot stand there, or then: its place, its day or its months do not fit the plan.',
  ),
  no_commission_plan: error(409, 'The member is on no commission plan on that day.'),
  commission_not_over: error(409, 'A period is closed when it is over.'),
  commission_closed: error(409, 'The period, or a later one, is closed already.'),
  tiers_invalid: error(422, 'Tiers begin at 0, and each begins higher than the one before.'),
  split_not_whole: error(422, 'The shares of a win are of different members and sum to the whole.'),
  quota_gap_open: error<{ gapMinor: number; currency: string }>(
    409,
    'The figure from above and the one from below differ by more than the named adjustments.',
  ),
  feedback_answered: error(409, 'This word about the playbook has been answered already.'),
  trial_ended: error(409, 'What came of this trial has been said already.'),
  over_gift_limit: error<{ limit: 'month' | 'deal'; limitMinor: number; spentMinor: number; currency: string }>(
    422,
    'Gifts of the month, or those to the buyer of a deal, would cost more than their limit.',
  ),
  private_not_stated: error<{ kind: string }>(
    422,
    'Facts of private life are kept only of the kinds, and of people or households, that the owner has stated a basis for.',
  ),
  name_differs: error(422, 'The name that was typed to confirm is not that of the customer.'),
  erased: error<{ kind: string }>(
    409,
    'The customer was erased for good: nothing of it can be changed or brought back.',
  ),
  visit_not_planned: error<{ status: string }>(409, 'What came of this visit has been said already.'),
  claim_not_backed: error<{ problem: 'missing' | 'endless' | 'expired' | 'used_up' | 'waiting' | 'refused' }>(
    422,
    'What is held out as scarce or added needs something real behind it: a day that it ends, places left, an approval.',
  ),
  incentive_decided: error(409, 'Somebody has decided about this incentive already.'),
  decision_stands: error<{ problem: 'undecided' | 'asked' | 'ended' }>(
    409,
    'This decision cannot be taken back: nobody made one, the order was asked for with the incentive, or the deal has ended.',
  ),
  closing_list_begun: error(409, 'The closing checklist of this deal has been begun already.'),
  deal_not_ended: error(409, 'Only a deal that ended without a win is kept in touch with.'),
  already_nurtured: error(409, 'The deal is on a track already.'),
  nurture_over: error(409, 'The deal has left this track already, or the touch is done.'),
  handoff_unfit: error<{ problem: 'self' | 'not_won' | 'not_open' | 'reader' }>(
    422,
    'This kind of handoff is for open deals, or for won ones, and goes to somebody else who can work with it.',
  ),
  handoff_under_way: error(409, 'A handoff of this deal waits for an answer already.'),
  handoff_decided: error(409, 'This handoff was answered or withdrawn already.'),
  promise_not_open: error(409, 'The buyer has got this answer already.'),
  call_held: error(409, 'A colleague has this prospect on the line.'),
  no_distribution: error(409, 'The list has no rules by which it is handed out.'),
  campaign_not_so: error<{ status: string }>(409, 'The campaign has started already, or is over.'),
  campaign_unchecked: error(409, 'The data of the campaign was not checked within a day, or the check still runs.'),
  campaign_data_unusable: error<{ usable: number; checked: number; percent: number; least: number }>(
    409,
    'Less of the data can be used than the workspace asks for; mend it, or take those off the list.',
  ),
  campaign_running: error<{ name: string }>(409, 'Another campaign runs on this list.'),
  no_published_process: error(409, 'There is no published process version to open a deal in.'),
  version_not_draft: error<{ status: string }>(409, 'Only a draft can be edited, published or discarded.'),
  draft_exists: error<{ versionId: string }>(409, 'The process has a draft already.'),
  stages_invalid: error<{
    problem:
      | 'phases_out_of_order'
      | 'too_few'
      | 'too_many'
      | 'duplicate_key'
      | 'care_not_last'
      | 'duplicate_name'
      | 'sentence_missing'
  }>(422, 'The stages do not make a process.'),
  sample_loaded: error(409, 'The sample company is in this workspace already.'),
  workspace_has_deals: error(409, 'The workspace has deals: the sample company comes only where it mixes with none.'),
  default_process_stays: error(409, 'The default process cannot retire; make another one the default first.'),
  changeover_invalid: error<{
    problem: 'same_version' | 'not_published' | 'never_published' | 'unknown_stage' | 'care_stage' | 'nothing_mapped'
  }>(422, 'The mapping of stages does not lead running deals from one version to another.'),
  experiment_not_so: error<{ status: string }>(409, 'The experiment has begun, has not, or was decided already.'),
  experiment_running: error(
    409,
    'An experiment runs on this process: until it ends, neither another one nor a new version begins.',
  ),
  experiment_plan_changed: error<{ weeks: number | null }>(
    409,
    'How long the experiment takes is not what was shown; look at it again and start then.',
  ),
  experiment_version_unfit: error(422, 'The changed version is in use already, or stages of it are not finished.'),
  changeover_not_undoable: error<{ status: string }>(
    409,
    'Only a changeover that is done can be undone, within a day.',
  ),
  last_owner: error(409, 'A workspace keeps at least one owner.'),
  member_deactivated: error(409, 'The member is deactivated; let them in again first.'),
  member_active: error(409, 'The member is not deactivated.'),
  already_member: error(
    409,
    'Whoever signs in with this address is a member of the workspace, maybe a deactivated one.',
  ),
  already_invited: error(409, 'There is an open invitation for this address; renew or revoke that one.'),
  invitation_closed: error(404, 'The link is wrong, or its invitation has expired, was revoked or was accepted.'),
  invitation_for_another: error<{ email: string }>(
    409,
    'The invitation is for another address than the one signed in.',
  ),
  mail_not_set_up: error(409, 'This server has no mail server to send with: set RONDO_SMTP_URL and RONDO_MAIL_FROM.'),
  challenge_over: error(409, 'What was begun took too long, or is done already: begin again.'),
  second_factor_on: error(409, 'The second factor is on already; turn it off first.'),
  second_factor_off: error(409, 'The second factor is not on, or was not begun.'),
  passkey_needs_name: error(409, 'Browsers make passkeys only for an address with a name, not for a bare IP address.'),
  too_many_passkeys: error<{ limit: number }>(409, 'A user keeps at most so many passkeys.'),
  rate_of_reporting_currency: error<{ currency: string }>(
    422,
    'The currency that a workspace reports in has no rate: an amount in it is what it is.',
  ),
  email_taken: error(409, 'Somebody signs in with this address already.'),
  name_taken: error<{ kind: string; id: string }>(409, 'A row of this kind has this name already.'),
  edit_not_undoable: error(
    409,
    'Only an edit of many rows that is over can be taken back, by whoever made it, within a day, and once.',
  ),
  merged: error<{ kind: string; id: string }>(
    410,
    'The row was merged into another one, which is named: ask for that.',
  ),
  nothing_sure: error(409, 'No two rows of this kind are surely the same.'),
  merge_not_undoable: error(
    409,
    'Only a merge that is over can be taken back, within thirty days, once, and after those that went on with its rows.',
  ),
  no_team: error(409, 'Whoever shares a view with their team belongs to no team.'),
  in_use: error<{ kind: string }>(409, 'Something else still needs this row.'),
  too_many: error<{ kind: string; limit: number }>(
    409,
    'There are as many rows of this kind as a workspace or a record takes.',
  ),
  file_refused: error<{ reason: 'none' | 'empty' | 'too_many' | 'name' }>(
    422,
    'The upload is not one file that can be kept.',
  ),
  import_not_ready: error<{ status: string }>(409, 'The import is not in a state for this.'),
  import_file_unreadable: error<{ file: string; reason: UnreadableReason | 'unknown_kind' | 'no_deals' }>(
    422,
    'A file cannot be read as a table.',
  ),
  import_mapping_invalid: error<{ problem: string }>(
    422,
    'The mapping names columns or stages that do not exist, or misses one that is needed.',
  ),
  export_not_ready: error<{ status: string }>(409, 'The file is not made yet, or could not be made.'),
  archive_refused: error<{
    reason: 'not_an_archive' | 'broken' | 'newer' | 'too_large' | 'rows' | 'references'
    part: string | null
  }>(
    422,
    'The file is no complete archive of a Rondo, or one that this Rondo cannot take in whole; nothing of it was.',
  ),
  workspace_not_empty: error(409, 'Somebody has worked in this workspace already: an archive comes into an empty one.'),
  idempotency_key_reused: error(422, 'The same Idempotency-Key came with another request.'),
  idempotency_in_flight: error(409, 'A request with this Idempotency-Key is still running.'),
  secret_shown_before: error(409, 'This request was answered before, with a secret that is shown once.'),
  invalid: error<Record<never, never>>(422, 'Fields are missing, unknown or out of range; every one is listed.'),
  unknown_reference: error<{ field: string }>(422, 'A field names a row that does not exist in this workspace.'),
  unknown_currency: error<{ currency: string }>(422, 'Not a currency of ISO 4217.'),
  unknown_time_zone: error<{ timeZone: string }>(422, 'Not a time zone of the IANA database.'),
  password_too_short: error<{ minimum: number }>(422, 'The password is shorter than asked.'),
  password_too_common: error(422, 'The password is among the first that anybody would try.'),
  version_missing: error(428, 'An edit must name the version it was made on in If-Match.'),
  version_conflict: error<{ changed: string[]; current: unknown }>(
    412,
    'The row has changed since; the answer carries it as it is now.',
  ),
  too_large: error<{ limitBytes: number }>(413, 'The body is larger than this endpoint takes.'),
  unsupported_media_type: error(415, 'The body is of another kind than this endpoint takes.'),
  too_many_requests: error<{ retryAfterSeconds: number }>(429, 'Too many requests in too short a time.'),
  overloaded: error<{ retryAfterSeconds: number }>(
    503,
    'The server is too busy, stopping, or cannot reach its database.',
  ),
  internal: error(500, 'A defect of Rondo; the log has it under the request id.'),
} satisfies Record<string, ErrorKind<object>>

export type ErrorCode = keyof typeof errors
export type ErrorData<Code extends ErrorCode> = NonNullable<(typeof errors)[Code]['data']>

/** Why a field was refused; worded by `errors.field.<code>`. */
export const fieldErrorCodes = [
  'required',
  'unknown',
  'type',
  'too_short',
  'too_long',
  'too_small',
  'too_large',
  'format',
  'choice',
] as const
export type FieldErrorCode = (typeof fieldErrorCodes)[number]

/** One refused field: where it stands ('lines.0.quantity'), why, and the limit it missed. */
export interface FieldError {
  readonly field: string
  readonly code: FieldErrorCode
  readonly limit?: number | string
}

/** Problem details (RFC 9457) as every refusal is sent, `application/problem+json`. */
export interface ProblemDetails {
  readonly type: string
  readonly status: number
  readonly code: ErrorCode
  readonly data: object
  readonly fields?: readonly FieldError[]
  readonly requestId?: string
}
