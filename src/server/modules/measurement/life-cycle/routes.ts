import * as contract from '../../../../contract/life-cycle.ts'
import { type Route, report, write } from '../../../kernel/route.ts'
import { sayPhase, showLifeCycle } from './products.ts'

export const lifeCycleRoutes: readonly Route[] = [
  report(contract.showLifeCycle, (ctx, { query }) => showLifeCycle(ctx, query)),
  write(contract.sayPhase, (ctx, { body }) => sayPhase(ctx, body)),
]
