/**
 * Campaigns: a message to those on a list, in a time, at a cost. Owns the check of their data before they start and what is
 * told of what came of them. Not here: the list (prospects), the calls (calling), the deals that open (deals).
 */
export { addCampaign } from './campaigns.ts'
export { campaignJobs } from './check.ts'
export { campaignRoutes } from './routes.ts'
