import * as contract from '../../../contract/forecast.ts'
import * as heldCommits from '../../../contract/held-commits.ts'
import { type Route, report, snapshot, write } from '../../kernel/route.ts'
import { listCommits, sayCommit } from './commits.ts'
import { backTest, showForecast } from './forecasts.ts'
import { listHeldCommits } from './held-commits.ts'
import { listSnapshots } from './snapshots.ts'
import { showStand } from './stands.ts'

export const forecastRoutes: readonly Route[] = [
  report(contract.showForecast, (ctx, { query }) => showForecast(ctx, query)),
  report(contract.backTestForecast, (ctx, { query }) => backTest(ctx, query)),
  report(contract.showStand, (ctx, { query }) => showStand(ctx, query)),
  write(contract.sayCommit, (ctx, { body }) => sayCommit(ctx, body)),
  snapshot(contract.listCommits, (ctx, { query }) => listCommits(ctx, query)),
  report(heldCommits.listHeldCommits, (ctx) => listHeldCommits(ctx)),
  snapshot(contract.listSnapshots, (ctx, { query }) => listSnapshots(ctx, query)),
]
