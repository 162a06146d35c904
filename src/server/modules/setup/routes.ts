import * as contract from '../../../contract/access.ts'
import { type Route, visit } from '../../kernel/route.ts'
import { completeFirstRun, type FirstRunGuard, showFirstRun } from './first-run.ts'

export function setupRoutes(guard: FirstRunGuard): readonly Route[] {
  return [
    visit(contract.showFirstRun, (visitor) => showFirstRun(visitor, guard)),
    visit(contract.completeFirstRun, (visitor, { body }) => completeFirstRun(visitor, body, guard)),
  ]
}
