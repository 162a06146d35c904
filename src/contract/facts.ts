import * as z from 'zod/mini'
import { customValue } from './custom-values.ts'
import { currency, day, id, instant, minor } from './primitives.ts'
import { channels, directions } from './process.ts'
import { aspects } from './stage-playbook.ts'

/** What says that the buyer is ready; 'not_stated' is counted, never invented. */
export const signals = [
  'asked_price',
  'asked_delivery',
  'asked_contract',
  'asked_terms',
  'objection_overcome',
  'verbal_yes',
  'trial_succeeded',
  'other',
  'not_stated',
] as const
export type Signal = (typeof signals)[number]

export const lostReasons = [
  'price',
  'timing',
  'budget',
  'competitor',
  'no_decision',
  'no_reply',
  'offer_unclear',
  'relationship',
  'other',
  'not_stated',
] as const
export const disqualifyReasons = [
  'no_need',
  'no_means',
  'neither_need_nor_means',
  'no_authority',
  'outside_market',
  'unreachable',
  'duplicate',
  'other',
  'not_stated',
] as const
export const reversalReasons = [
  'cancelled_by_customer',
  'unpaid',
  'withdrawn_by_us',
  'entered_by_mistake',
  'other',
] as const

/** The ways a deal can stand. 'not_now' has a day to come back on. */
export const outcomes = ['open', 'won', 'lost', 'disqualified', 'not_now'] as const
export type Outcome = (typeof outcomes)[number]

/** Roles in the buying committee. */
export const stakeholderRoles = ['decides', 'champion', 'influences', 'uses', 'blocks', 'signs'] as const

/** What came of it. 'sent' is for what was written and has no answer yet. */
export const touchOutcomes = [
  'reached',
  'no_answer',
  'left_message',
  'call_back',
  'refused',
  'wrong_address',
  'sent',
] as const
export type TouchOutcome = (typeof touchOutcomes)[number]
/** What a touch began with, where it began with anything of the kind. */
export const approaches = ['gift', 'question', 'product'] as const

/** What a deal needs to be one: a need, the means, the say, and a time. */
export const qualificationAspects = aspects
export const verdicts = ['yes', 'no', 'unknown'] as const
export const confidences = ['low', 'medium', 'high'] as const
/** Asked straight, learned by a clue such as what was bought before, or guessed. */
export const knownBy = ['asked', 'clue', 'guess'] as const

/** What buyers object to. 'offer_unclear' is confusion about the offer. */
export const objectionKinds = [
  'price',
  'timing',
  'budget',
  'competitor',
  'offer_unclear',
  'no_need',
  'trust',
  'authority',
  'other',
] as const
export type ObjectionKind = (typeof objectionKinds)[number]
/** What became of an objection: it was overcome, or it stands. */
export const objectionOutcomes = ['overcome', 'stands'] as const

/** How somebody took what was presented. */
export const reactions = ['keen', 'open', 'doubtful', 'against'] as const
export type Reaction = (typeof reactions)[number]
/** What a buyer gets before buying: to use for a time, to be shown at work, to taste, or to keep. */
export const trialKinds = ['trial', 'demo', 'sample', 'gift'] as const
export type TrialKind = (typeof trialKinds)[number]
export const trialUses = ['not_used', 'tried', 'used_often'] as const
export const trialOutcomes = ['convinced', 'undecided', 'not_convinced'] as const

/** How an appointment stands. One that was moved is proposed or confirmed at its new time. */
export const appointmentStatuses = ['proposed', 'confirmed', 'held', 'no_show', 'cancelled'] as const
export type AppointmentStatus = (typeof appointmentStatuses)[number]
export const appointmentForms = ['in_person', 'phone', 'video'] as const
export const reminderKinds = ['message', 'call'] as const

/** How one asks for the order; 'own' is one of the workspace's own, named beside it. */
export const closeTechniques = [
  'direct',
  'summary',
  'alternative_choice',
  'added_incentive',
  'standing_room_only',
  'own',
] as const
export type CloseTechnique = (typeof closeTechniques)[number]
/** What the buyer said to that. */
export const closeAnswers = ['yes', 'not_yet', 'no'] as const
export const incentiveKinds = ['discount', 'free_period', 'extra', 'other'] as const
/** What there is to do between the yes and the delivery. */
export const closingKinds = ['paperwork', 'legal', 'logistics', 'payment', 'other'] as const
/** Why a deal leaves the track it was kept in touch on: the buyer stirred, the day came, or it was enough. */
export const nurtureEnds = ['signal', 'date', 'stopped'] as const
export const handoffStates = ['offered', 'accepted', 'declined', 'withdrawn'] as const
export const declineReasons = ['no_time', 'wrong_person', 'not_ready', 'missing_information', 'other'] as const

/** How far the market of what is sold has come. */
export const marketMaturities = ['introduction', 'growth', 'maturity', 'decline'] as const
export type MarketMaturity = (typeof marketMaturities)[number]

const skipped = z.array(id)

/**
 * The facts of a deal: append-only, each with its data. Ids, codes and numbers only: words of people live in rows that
 * can be erased. Fields may be added as optional ones; none is ever renamed or removed.
 * The columns of the log itself say deal, time, actor, and for changes of stage the stage left and the stage entered.
 */
export const facts = {
  /** The deal began: its first stage, its place in a process version. */
  'deal.opened': z.strictObject({
    versionId: id,
    sourceId: z.optional(z.nullable(id)),
    previousDealId: z.optional(id),
    importId: z.optional(id),
    /** What the deal began with; later changes are facts of their own. */
    ownerId: z.optional(z.nullable(id)),
    minor: z.optional(z.nullable(minor)),
    currency: z.optional(currency),
    expectedCloseOn: z.optional(z.nullable(day)),
  }),
  /** It came into an experiment when it was opened, to this arm, and stays in it whatever becomes of it. */
  'deal.assigned_to_arm': z.strictObject({
    experimentId: id,
    arm: z.enum(['control', 'changed']),
    versionId: id,
    /** Whose deal it was then. */
    ownerId: z.nullable(id),
  }),
  /**
   * Forward, or back; stages passed over are named, not counted as zero days. `missing` are the criteria that advising
   * gates on the way asked for in vain.
   */
  'deal.moved': z.strictObject({
    direction: z.enum(['forward', 'back']),
    skipped,
    missing: z.optional(z.array(z.string())),
  }),
  /**
   * Moved to another version or another process by a mapping of stages: no step forward or back, and the deal's clock runs
   * on. `enteredAt` is since when it counts as being in its stage: kept where the stage is the same by its key. `missing`
   * are the criteria that the new stage's gate asks for in vain.
   */
  'deal.version_changed': z.strictObject({
    fromVersionId: id,
    toVersionId: id,
    fromNumber: z.int(),
    toNumber: z.int(),
    /** Where it came from and where it came to; equal within one process. */
    fromProcessId: id,
    processId: id,
    from: z.string(),
    to: z.string(),
    enteredAt: instant,
    changeoverId: z.optional(id),
    missing: z.optional(z.array(z.string())),
  }),
  /** A gate was passed although something was missing, by the move `moveId`; the reason's words stand beside the fact, erasable. */
  'deal.gate_overridden': z.strictObject({ missing: z.array(z.string()), moveId: z.optional(id) }),
  /** A criterion of a gate was confirmed by a person, or the confirmation was taken back. */
  'deal.criterion_confirmed': z.strictObject({ criterion: z.string(), met: z.boolean() }),
  /** `minorBefore` is there when the win changed the amount: an undone win gives it back. */
  'deal.won': z.strictObject({
    signal: z.enum(signals),
    skipped,
    minor: z.nullable(minor),
    currency,
    minorBefore: z.optional(z.nullable(minor)),
  }),
  'deal.win_reversed': z.strictObject({ reason: z.enum(reversalReasons) }),
  /** `competitorId` is to whom, where that is known. */
  'deal.lost': z.strictObject({
    reason: z.enum(lostReasons),
    comeBackOn: z.nullable(day),
    competitorId: z.optional(id),
  }),
  'deal.disqualified': z.strictObject({ reason: z.enum(disqualifyReasons) }),
  'deal.postponed': z.strictObject({ comeBackOn: day }),
  /** A mistake corrected: the same clock runs on. */
  'deal.reopened': z.strictObject({ was: z.enum(outcomes) }),
  /** On the old deal: its customer came back in a new one. */
  'deal.came_back': z.strictObject({ newDealId: id }),
  /** The latest change of stage or outcome was a slip: the named fact does not count. */
  'deal.undone': z.strictObject({ type: z.string() }),
  'deal.assigned': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  /** Who shares the win, in hundredths of a per cent; none: it is the owner's. The latest holds for the win, also one before it. */
  'deal.split_set': z.strictObject({ memberIds: z.array(id), basisPoints: z.array(z.int()) }),
  'deal.amount_changed': z.strictObject({ from: z.nullable(minor), to: z.nullable(minor), currency }),
  'deal.expected_close_changed': z.strictObject({ from: z.nullable(day), to: z.nullable(day) }),
  'deal.customer_changed': z.strictObject({
    companyId: z.nullable(id),
    personId: z.nullable(id),
    householdId: z.nullable(id),
  }),
  'deal.source_changed': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  'deal.renamed': z.strictObject({}),
  'deal.stakeholder_set': z.strictObject({ personId: id, role: z.enum(stakeholderRoles) }),
  'deal.stakeholder_removed': z.strictObject({ personId: id }),
  'deal.next_step_planned': z.strictObject({ on: day }),
  'deal.next_step_done': z.strictObject({ on: day }),
  'deal.next_step_dropped': z.strictObject({}),
  'deal.terms_changed': z.strictObject({ from: z.nullable(id), to: z.nullable(id) }),
  'deal.maturity_changed': z.strictObject({
    from: z.nullable(z.enum(marketMaturities)),
    to: z.nullable(z.enum(marketMaturities)),
  }),
  'deal.tagged': z.strictObject({ added: z.array(id), removed: z.array(id) }),
  /** A field of the workspace's own; what a text was before stands beside the fact, erasable, and what it is now on the deal. */
  'deal.custom_changed': z.strictObject({
    fieldId: id,
    from: z.optional(z.nullable(customValue)),
    to: z.optional(z.nullable(customValue)),
  }),
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
  'deal.lines_changed': z.strictObject({ count: z.int(), minor, currency }),
} satisfies Record<string, z.ZodMiniType>

export type FactType = keyof typeof facts
export type FactData<Type extends FactType> = z.infer<(typeof facts)[Type]>

/** The facts that change a deal's stage or outcome: only `deals/moves.ts` writes them. */
export const stateFacts = [
  'deal.opened',
  'deal.moved',
  'deal.won',
  'deal.win_reversed',
  'deal.lost',
  'deal.disqualified',
  'deal.postponed',
  'deal.reopened',
  'deal.version_changed',
  'deal.undone',
] as const satisfies readonly FactType[]

/** A fact as the API gives it: `data` by type; `words` are the erasable text that belongs to it; `names` what its ids are called now. */
export const fact = z.strictObject({
  id,
  type: z.enum(Object.keys(facts) as [FactType, ...FactType[]]), // Object.keys forgets the literal keys.
  occurredAt: instant,
  recordedAt: instant,
  /** False when an import knew no date: the time is the import's, and no duration is taken from it. */
  dated: z.boolean(),
  actor: z.strictObject({
    kind: z.enum(['member', 'key', 'import', 'automation']),
    id: z.nullable(id),
    name: z.nullable(z.string()),
  }),
  fromStageId: z.nullable(id),
  stageId: z.nullable(id),
  /** The later fact that undid this one. */
  undoneBy: z.nullable(id),
  data: z.record(z.string(), z.unknown()),
  words: z.nullable(z.string()),
  names: z.record(id, z.string()),
})
export type Fact = z.infer<typeof fact>
