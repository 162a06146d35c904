import * as contract from '../../../contract/customers.ts'
import { type Route, snapshot } from '../../kernel/route.ts'
import { showCycles } from './cycles.ts'
import { listTimeline } from './timeline.ts'
import { company, household, person } from './whose.ts'

export const customerRoutes: readonly Route[] = [
  snapshot(contract.listCompanyTimeline, (ctx, { params, query }) => listTimeline(ctx, company(params.id), query)),
  snapshot(contract.listPersonTimeline, (ctx, { params, query }) => listTimeline(ctx, person(params.id), query)),
  snapshot(contract.listHouseholdTimeline, (ctx, { params, query }) => listTimeline(ctx, household(params.id), query)),
  snapshot(contract.showCompanyCycles, (ctx, { params }) => showCycles(ctx, company(params.id))),
  snapshot(contract.showPersonCycles, (ctx, { params }) => showCycles(ctx, person(params.id))),
  snapshot(contract.showHouseholdCycles, (ctx, { params }) => showCycles(ctx, household(params.id))),
]
