import * as contract from '../../../contract/access.ts'
import * as firstSteps from '../../../contract/first-steps.ts'
import { read, type Route, visit, write } from '../../kernel/route.ts'
import { completeFirstRun, type FirstRunGuard, showFirstRun } from './first-run.ts'
import { putFirstStepsAway, showFirstSteps } from './first-steps.ts'

export function setupRoutes(guard: FirstRunGuard): readonly Route[] {
  return [
    visit(contract.showFirstRun, (visitor) => showFirstRun(visitor, guard)),
    visit(contract.completeFirstRun, (visitor, { body }) => completeFirstRun(visitor, body, guard)),
    read(firstSteps.showFirstSteps, showFirstSteps),
    write(firstSteps.putFirstStepsAway, (ctx, { body }) => putFirstStepsAway(ctx, body)),
  ]
}
