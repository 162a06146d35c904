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
/** Whoever disqualifies a deal knows why: not stated are only imports. */
export const saidDisqualifyReasons = [
  'no_need',
  'no_means',
  'neither_need_nor_means',
  'no_authority',
  'outside_market',
  'unreachable',
  'duplicate',
  'other',
] as const
export const disqualifyReasons = [...saidDisqualifyReasons, 'not_stated'] as const
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
/** By what an objection is met: words, what shows that they hold, something to try, something given, another offer. */
export const resolutions = ['explanation', 'proof', 'trial', 'concession', 'scope'] as const

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
