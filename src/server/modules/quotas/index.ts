/**
 * Quotas: the plan of a fiscal year as a tree of company, teams, sellers and products, month by month, from above and from
 * below, every version kept; what holds is what was approved. What was won against it, and what it asks of each stage.
 * Not here: what is expected to be won (forecast), what is paid for it (commission).
 */
export { fiscalFirstMonth } from './fiscal.ts'
export { type Year, yearOf } from './calendar.ts'
export {
  type ApprovedPlan,
  approvedPlans,
  type Period,
  type Quota,
  type QuotaHolder,
  quotaIn,
  quotaOf,
} from './quota-of.ts'
export { approveQuotaPlan, beginQuotaPlan } from './plans.ts'
export { quotaRoutes } from './routes.ts'
