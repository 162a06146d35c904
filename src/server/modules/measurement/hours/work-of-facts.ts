import type { FactType } from '../../../../contract/facts.ts'
import type { WorkKind } from '../../../../contract/hours.ts'

/**
 * What somebody did who told a fact: null is nobody's work. What was told in one moment is one piece of work, of the first of
 * `factWorks` that any of it is: whoever logs a call and plans the next step has logged a call.
 */
export const workOfFacts = {
  'deal.opened': 'moving',
  'deal.assigned_to_arm': null,
  'deal.moved': 'moving',
  'deal.version_changed': null,
  'deal.gate_overridden': 'moving',
  'deal.criterion_confirmed': 'logging',
  'deal.won': 'moving',
  'deal.win_reversed': 'moving',
  'deal.lost': 'moving',
  'deal.disqualified': 'moving',
  'deal.postponed': 'moving',
  'deal.reopened': 'moving',
  'deal.came_back': 'moving',
  'deal.undone': 'moving',
  'deal.assigned': 'editing',
  'deal.split_set': 'editing',
  'deal.amount_changed': 'editing',
  'deal.expected_close_changed': 'editing',
  'deal.customer_changed': 'editing',
  'deal.source_changed': 'editing',
  'deal.renamed': 'editing',
  'deal.stakeholder_set': 'editing',
  'deal.stakeholder_removed': 'editing',
  'deal.next_step_planned': 'next_step',
  'deal.next_step_done': 'next_step',
  'deal.next_step_dropped': 'next_step',
  'deal.terms_changed': 'offer',
  'deal.maturity_changed': 'editing',
  'deal.tagged': 'editing',
  'deal.custom_changed': 'editing',
  'deal.lines_changed': 'offer',
  'deal.touched': 'logging',
  'deal.touch_withdrawn': 'logging',
  'deal.answer_promised': 'logging',
  'deal.answer_given': 'logging',
  'deal.answer_dropped': 'logging',
  'deal.qualified': 'logging',
  'deal.objection_raised': 'logging',
  'deal.objection_settled': 'logging',
  'deal.objection_withdrawn': 'logging',
  'deal.presented': 'logging',
  'deal.presentation_withdrawn': 'logging',
  'deal.need_noted': 'logging',
  'deal.need_dropped': 'logging',
  'deal.trial_started': 'logging',
  'deal.trial_ended': 'logging',
  'deal.trial_withdrawn': 'logging',
  'deal.question_asked': 'logging',
  'deal.question_unasked': 'logging',
  'deal.prepared': 'preparation',
  'deal.preparation_withdrawn': 'logging',
  'deal.competitor_named': 'logging',
  'deal.competitor_dropped': 'logging',
  'deal.appointment_made': 'appointment',
  'deal.appointment_confirmed': 'appointment',
  'deal.appointment_moved': 'appointment',
  'deal.appointment_held': 'logging',
  'deal.appointment_missed': 'logging',
  'deal.appointment_cancelled': 'appointment',
  'deal.sequence_step_done': 'logging',
  'deal.close_asked': 'logging',
  'deal.close_ask_withdrawn': 'logging',
  'deal.incentive_offered': 'offer',
  'deal.incentive_decided': 'offer',
  'deal.incentive_decision_withdrawn': 'offer',
  'deal.closing_item_done': 'paperwork',
  'deal.nurtured': 'next_step',
  'deal.nurture_ended': null,
  'deal.handoff_offered': 'handoff',
  'deal.handoff_accepted': 'handoff',
  'deal.handoff_declined': 'handoff',
  'deal.handoff_withdrawn': 'handoff',
} as const satisfies Record<FactType, WorkKind | null>

type FactWork = NonNullable<(typeof workOfFacts)[FactType]>

/** In the order in which they go before each other. */
export const factWorks = [
  'handoff',
  'moving',
  'paperwork',
  'offer',
  'preparation',
  'logging',
  'appointment',
  'next_step',
  'editing',
] as const satisfies readonly FactWork[]

/** The facts that are a kind of work. */
export function factsOfWork(kind: FactWork): FactType[] {
  // Object.keys forgets which these are.
  return (Object.keys(workOfFacts) as FactType[]).filter((type) => workOfFacts[type] === kind)
}
