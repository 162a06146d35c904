import * as contract from '../../../contract/segments.ts'
import { type Route, report, snapshot, write } from '../../kernel/route.ts'
import { listEffortDeals, listEffortTouches, showEffort } from './effort.ts'
import { showFit } from './fit.ts'
import { addSegment, changeSegment, deleteSegment, listSegments } from './segments.ts'

export const segmentRoutes: readonly Route[] = [
  report(contract.listSegments, (ctx, { query }) => listSegments(ctx, query)),
  write(contract.addSegment, (ctx, { body }) => addSegment(ctx, body)),
  write(contract.changeSegment, (ctx, { params, body }) => changeSegment(ctx, params.id, body)),
  write(contract.deleteSegment, (ctx, { params }) => deleteSegment(ctx, params.id)),
  snapshot(contract.showFit, (ctx, { params }) => showFit(ctx, params)),
  report(contract.showEffort, (ctx, { query }) => showEffort(ctx, query)),
  report(contract.listEffortDeals, (ctx, { query }) => listEffortDeals(ctx, query)),
  report(contract.listEffortTouches, (ctx, { query }) => listEffortTouches(ctx, query)),
]
