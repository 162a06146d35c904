import * as contract from '../../../contract/glance.ts'
import { type Route, report } from '../../kernel/route.ts'
import { listChanges, showChanges } from './changes.ts'
import { listForecastChange, showForecastChange } from './forecast-change.ts'
import { showTeamAtAGlance } from './team.ts'

export const glanceRoutes: readonly Route[] = [
  report(contract.showTeamAtAGlance, (ctx, { query }) => showTeamAtAGlance(ctx, query)),
  report(contract.showChanges, (ctx, { query }) => showChanges(ctx, query)),
  report(contract.listChanges, (ctx, { query }) => listChanges(ctx, query)),
  report(contract.showForecastChange, (ctx, { query }) => showForecastChange(ctx, query)),
  report(contract.listForecastChange, (ctx, { query }) => listForecastChange(ctx, query)),
]
