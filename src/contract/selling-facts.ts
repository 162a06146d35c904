import * as z from 'zod/mini'
import {
  approaches,
  closeAnswers,
  closeTechniques,
  closingKinds,
  confidences,
  declineReasons,
  incentiveKinds,
  knownBy,
  nurtureEnds,
  objectionKinds,
  objectionOutcomes,
  qualificationAspects,
  resolutions,
  signals,
  touchOutcomes,
  trialKinds,
  trialOutcomes,
  trialUses,
  verdicts,
} from './fact-codes.ts'
import { currency, day, id, instant, minor } from './primitives.ts'
import { channels, directions } from './process.ts'

/** Facts of what sellers do beside moving a deal: touches, qualification, objections, trials, appointments, the close, handoffs. */
export const sellingFacts = {
  /** Somebody was in touch with the buyer. One touch may belong to several deals: it counts for the one where it is `primary`. */
  'deal.touched': z.strictObject({
    touchId: id,
    channel: z.enum(channels),
    direction: z.enum(directions),
    outcome: z.enum(touchOutcomes),
    approach: z.optional(z.enum(approaches)),
    minutes: z.optional(z.int()),
    primary: z.boolean(),
  }),
  /** The touch was logged by mistake, or otherwise than it was: the named fact does not count. */
  'deal.touch_withdrawn': z.strictObject({ touchId: id }),
  /** The buyer asked for something and was promised it by then. */
  'deal.answer_promised': z.strictObject({ promiseId: id, dueAt: instant }),
  'deal.answer_given': z.strictObject({ promiseId: id }),
  /** Nobody waits for it any more. */
  'deal.answer_dropped': z.strictObject({ promiseId: id }),
  /** One aspect of the qualification was assessed anew; verdict null: it is not known any more. The words stand on the deal. */
  'deal.qualified': z.strictObject({
    aspect: z.enum(qualificationAspects),
    verdict: z.nullable(z.enum(verdicts)),
    confidence: z.optional(z.enum(confidences)),
    knownBy: z.optional(z.enum(knownBy)),
    lowMinor: z.optional(z.nullable(minor)),
    highMinor: z.optional(z.nullable(minor)),
    currency: z.optional(currency),
    earliestOn: z.optional(z.nullable(day)),
    likelyOn: z.optional(z.nullable(day)),
    latestOn: z.optional(z.nullable(day)),
  }),
  /** The buyer objected; the words of the buyer stand beside the log, erasable. */
  'deal.objection_raised': z.strictObject({
    objectionId: id,
    kind: z.enum(objectionKinds),
    /** A kind of the workspace's own, below that one. */
    ownKindId: z.optional(id),
    productId: z.optional(id),
  }),
  /** What came of it, and with which prepared answer, in which of its versions. */
  'deal.objection_settled': z.strictObject({
    objectionId: id,
    outcome: z.enum(objectionOutcomes),
    answerId: z.optional(id),
    answerVersion: z.optional(z.int()),
    resolution: z.optional(z.enum(resolutions)),
    minor: z.optional(minor),
    currency: z.optional(currency),
  }),
  /** It was logged by mistake: the named fact does not count. */
  'deal.objection_withdrawn': z.strictObject({ objectionId: id }),
  /** Something was presented to so many people, who asked so much; whether somebody was there who decides or signs. */
  'deal.presented': z.strictObject({
    presentationId: id,
    people: z.int(),
    asked: z.int(),
    toDecider: z.boolean(),
    minutes: z.optional(z.int()),
  }),
  /** It was logged by mistake, or otherwise than it was: the named fact does not count. */
  'deal.presentation_withdrawn': z.strictObject({ presentationId: id }),
  /** The buyer needs something: 3 must be met, 2 matters, 1 would be welcome; and what of ours meets it. */
  'deal.need_noted': z.strictObject({ needId: id, weight: z.int(), productId: z.optional(id) }),
  'deal.need_dropped': z.strictObject({ needId: id }),
  'deal.trial_started': z.strictObject({
    trialId: id,
    kind: z.enum(trialKinds),
    productId: z.optional(id),
    /** What it costs us. */
    minor: z.optional(minor),
    currency: z.optional(currency),
  }),
  'deal.trial_ended': z.strictObject({
    trialId: id,
    outcome: z.enum(trialOutcomes),
    use: z.optional(z.enum(trialUses)),
  }),
  /** It was entered by mistake: the named fact does not count. */
  'deal.trial_withdrawn': z.strictObject({ trialId: id }),
  /** A question of the stage's playbook was asked, both by their keys. */
  'deal.question_asked': z.strictObject({ stage: z.string(), question: z.string() }),
  /** It was not: the named fact does not count. */
  'deal.question_unasked': z.strictObject({ stage: z.string(), question: z.string() }),
  /** Somebody was prepared for the next touch, in this stage. */
  'deal.prepared': z.strictObject({ stageKey: z.string() }),
  /** Not after all: the named fact does not count. */
  'deal.preparation_withdrawn': z.strictObject({}),
  /** A competitor was met in the deal, or it turned out to be none. */
  'deal.competitor_named': z.strictObject({ cardId: id }),
  'deal.competitor_dropped': z.strictObject({ cardId: id }),
  /** One was made with people of the buyer. `withoutDecider`: nobody who decides was known, and it was made with a reason. */
  'deal.appointment_made': z.strictObject({
    appointmentId: id,
    startsAt: instant,
    primary: z.boolean(),
    withoutDecider: z.optional(z.boolean()),
  }),
  'deal.appointment_confirmed': z.strictObject({ appointmentId: id, startsAt: instant }),
  'deal.appointment_moved': z.strictObject({ appointmentId: id, from: instant, to: instant }),
  'deal.appointment_held': z.strictObject({ appointmentId: id, reminded: z.boolean() }),
  /** Nobody came. */
  'deal.appointment_missed': z.strictObject({ appointmentId: id, reminded: z.boolean() }),
  'deal.appointment_cancelled': z.strictObject({ appointmentId: id, by: z.enum(['us', 'buyer']) }),
  /** A step of a sequence was done with a person of the buyer; the touch that it was is a fact of its own. */
  'deal.sequence_step_done': z.strictObject({
    enrolmentId: id,
    sequenceId: id,
    versionId: id,
    /** Counted from 1. */
    step: z.int(),
    /** Which of two texts chance gave to this person: the same at every look. */
    variant: z.optional(z.enum(['a', 'b'])),
  }),
  /** The order was asked for: how, after which signal, and what the buyer said. What was held out is a record of its own. */
  'deal.close_asked': z.strictObject({
    askId: id,
    technique: z.enum(closeTechniques),
    techniqueId: z.optional(id),
    signal: z.enum(signals),
    answer: z.enum(closeAnswers),
    scarcityId: z.optional(id),
    incentiveId: z.optional(id),
  }),
  /** It was told by mistake: the named fact does not count. */
  'deal.close_ask_withdrawn': z.strictObject({ askId: id }),
  /** Something was added to win it; `approved` null: somebody with the right has to say so first. */
  'deal.incentive_offered': z.strictObject({
    incentiveId: id,
    kind: z.enum(incentiveKinds),
    minor,
    currency,
    expiresOn: day,
    approved: z.nullable(z.boolean()),
  }),
  'deal.incentive_decided': z.strictObject({ incentiveId: id, approved: z.boolean() }),
  /** It waits again: the named decision does not count. */
  'deal.incentive_decision_withdrawn': z.strictObject({ incentiveId: id }),
  /** A line of the closing checklist is done, or is not after all. */
  'deal.closing_item_done': z.strictObject({ itemId: id, kind: z.enum(closingKinds), done: z.boolean() }),
  /** The deal has ended, and its customer is kept in touch with. */
  'deal.nurtured': z.strictObject({ nurtureId: id, trackId: id, comeBackOn: z.nullable(day) }),
  'deal.nurture_ended': z.strictObject({
    nurtureId: id,
    reason: z.enum(nurtureEnds),
    signal: z.optional(z.enum(signals)),
  }),
  'deal.handoff_offered': z.strictObject({ handoffId: id, kindId: id, from: id, to: id, dueAt: instant }),
  'deal.handoff_accepted': z.strictObject({ handoffId: id, kindId: id, from: id, to: id }),
  'deal.handoff_declined': z.strictObject({ handoffId: id, to: id, reason: z.enum(declineReasons) }),
  'deal.handoff_withdrawn': z.strictObject({ handoffId: id, to: id }),
} as const
