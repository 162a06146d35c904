/**
 * Handoffs: a deal goes from one member to another, or the customer of a won one to whoever cares for them; the receiver
 * accepts within a time of work, and until then the sender is whom the customer turns to. Not here: what a member who leaves
 * hands over (handover), prospects that are handed out (prospects).
 */
export { acceptHandoff } from './decisions.ts'
export { draftHandoff } from './draft.ts'
export { handoffRoutes } from './routes.ts'
export { handOverHandoffs } from './hand-over.ts'
export { handoffsToAccept } from './handoffs.ts'
export { addHandoffKind, listHandoffKinds } from './kinds.ts'
export { offerHandoff } from './offer.ts'
export { workOf } from './working-hours.ts'
export { workingMinutes } from './working-time.ts'
