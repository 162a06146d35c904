/**
 * Prospects: lists of whom we mean to sell to, the one ranked order in which they are worked, and how one becomes a deal.
 * Owns the lists, the places on them and why each stands where it stands. Not here: the people and companies themselves
 * (people), the deal that a claim opens (deals, which writes it with its fact), files that come in (imports).
 */
export { addToList } from './adding.ts'
export { claim, refuseClaimed } from './claim.ts'
export { type HeldProspect, holdList, holdProspect, keep, uncalled } from './hold.ts'
export { addList } from './lists.ts'
export { rankHourly, rankLapsed, rankingJobs } from './jobs.ts'
export { prospectsRoutes } from './routes.ts'
export { showProspect } from './ranked.ts'
export { hasOpenDeal, isOptedOut, isPutAway, seesProspect, worksList } from './sight.ts'
export { promised, unpromised } from './triage.ts'
