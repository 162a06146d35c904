import { error, type ErrorKind } from './error-kind.ts'

/** Refusals on the way of a deal: its stages, prospects, appointments, touches, objections, closing and care. */
export const sellingErrors = {
  deal_not_open: error<{ outcome: string }>(409, 'The deal has ended; reopen it first.'),
  deal_open: error(409, 'The deal is open: there is nothing to reopen or to come back from.'),
  decider_unconfirmed: error<{ mayOverride: boolean }>(
    409,
    'Nobody who decides is known on the deal: ask first, or make the appointment with a reason.',
  ),
  appointment_settled: error<{ status: string }>(409, 'It was said already how this appointment went.'),
  appointment_ahead: error<{ startsAt: string }>(409, 'The appointment is still to come: nobody can say how it went.'),
  sequence_in_experiment: error<{ id: string; name: string }>(
    409,
    'A running experiment tests the sequence: until it ends, its steps stay and it stays in use.',
  ),
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
  over_gift_limit: error<{ limit: 'month' | 'deal'; limitMinor: number; spentMinor: number; currency: string }>(
    422,
    'Gifts of the month, or those to the buyer of a deal, would cost more than their limit.',
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
} satisfies Record<string, ErrorKind<object>>
