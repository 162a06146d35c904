/**
 * Deals: one customer's pass through the cycle, the log of facts that tells it, and the state kept beside the log. Where a
 * deal stands is written by `moves.ts` alone (`bulk.ts` for many at once), always with its fact.
 * Not here: how a company sells (process), whom it knows (people), what it offers (products), what the facts add up to
 * (measurement).
 */
export { askForDecider } from './booking.ts'
export {
  type BulkDeal,
  type BulkFields,
  type BulkLine,
  type BulkPlace,
  type BulkStage,
  type BulkStep,
  type Moment,
  openInBulk,
} from './bulk.ts'
export { type BulkFact, insertFacts } from './bulk-facts.ts'
export { type BulkChange, changeInBulk, type StandingDeal, standingDeals } from './bulk-changes.ts'
export {
  type ChangedDeal,
  givenBackColumns,
  type KeptDeal,
  type MadeDeal,
  removeInBulk,
  takeBackInBulk,
} from './bulk-undo.ts'
export { changeoverJobs } from './changeover-run.ts'
export { gapsOf, gateViewsOf } from './gaps.ts'
export { type GateStage, type GateView, gatesOnTheWay } from './gate.ts'
export { versionOf } from './pinned-version.ts'
export { type Disagreement, findDisagreements } from './doctor.ts'
export { handOverDeals, unfinished } from './hand-over.ts'
export { type AsOf, dealsAt, factTypes, standing, standingTypes } from './history.ts'
export { assignDeal } from './edits.ts'
export { listDeals } from './list.ts'
export { holdDeal, requireFrom, requireOpen, showDeal, showGivenDeal } from './hold.ts'
export { planNextStep } from './next-step.ts'
export { comeBack, openAfter, openDeal } from './opening.ts'
export { winDeal } from './outcomes.ts'
export { type ItemRow, itemColumns, showItem } from './rows.ts'
export { dealsRoutes } from './routes.ts'
export { dealEditor } from './editor.ts'
export { dealSource } from './source.ts'
export { type Happening, type Story, type StoryLine, type ToldFact, storyTables, tellStories } from './stories.ts'
export { qualifyDeal } from './qualification.ts'
export { takingBack } from './taking-back.ts'
export { tellDeal } from './tell.ts'
export { tellCustomers } from './told-customer.ts'
export { withdrawOpening } from './withdraw.ts'
export { type FactRow, factsOf, showFact } from './timeline.ts'
