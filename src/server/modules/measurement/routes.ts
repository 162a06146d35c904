import * as contract from '../../../contract/measurement.ts'
import { type Route, report } from '../../kernel/route.ts'
import { showCycleLength } from './cycle-length.ts'
import { showFunnel } from './funnel.ts'
import { listMeasuredDeals } from './measured-deals.ts'
import { showWheel } from './wheel.ts'
import { showWinRate } from './win-rate.ts'

export const measurementRoutes: readonly Route[] = [
  report(contract.showCycleLength, (ctx, { query }) => showCycleLength(ctx, query)),
  report(contract.showWinRate, (ctx, { query }) => showWinRate(ctx, query)),
  report(contract.showFunnel, (ctx, { query }) => showFunnel(ctx, query)),
  report(contract.showWheel, (ctx, { query }) => showWheel(ctx, query)),
  report(contract.listMeasuredDeals, (ctx, { query }) => listMeasuredDeals(ctx, query)),
]
