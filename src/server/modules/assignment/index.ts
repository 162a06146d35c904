/**
 * Which arm of a running experiment a new deal comes to, and so which version of its process it is opened in: by a hash, not
 * by a toss, so that nobody can choose and the same deal always gets the same answer. Below deals, which ask it.
 * Not here: what is tested, how long it takes and what it says (experiments).
 */
export { type Assigned, type OpeningDeal, type RunningExperiment, assignArm, runningExperiment } from './assigning.ts'
export { armInBlock, armOf, drawSellers, takesPart } from './arms.ts'
