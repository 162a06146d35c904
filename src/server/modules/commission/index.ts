/**
 * Commission: plans with their terms, who is on them, how a win is shared, and the statements. As it stands, a statement is
 * reckoned from what deals say of themselves wherever nothing was said about a win since; it is closed from the facts alone, once, and never
 * changed: what was told later, or reversed, is set right by a later one. Quotas come from quotas.
 * Not here: wages, taxes, payments.
 */
export { addCommissionPlan, putOnCommissionPlan } from './plans.ts'
export { commissionRoutes } from './routes.ts'
export { closeCommission } from './statements.ts'
