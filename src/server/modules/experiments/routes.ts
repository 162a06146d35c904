import * as contract from '../../../contract/experiments.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { compareVersions } from './before-and-after.ts'
import { listExperimentDeals } from './deals-behind.ts'
import { planExperiment } from './plan.ts'
import { addExperiment, listExperiments, removeExperiment, showExperiment } from './planned.ts'
import { decideExperiment, endExperiment, startExperiment } from './running.ts'
import { readExperiment } from './shown.ts'

export const experimentRoutes: readonly Route[] = [
  read(contract.listExperiments, (ctx, { query }) => listExperiments(ctx, query)),
  read(contract.showExperiment, (ctx, { params }) => showExperiment(ctx, params.id)),
  report(contract.readExperiment, (ctx, { params, query }) => readExperiment(ctx, params.id, query)),
  report(contract.listExperimentDeals, (ctx, { params, query }) => listExperimentDeals(ctx, params.id, query)),
  report(contract.compareVersions, (ctx, { query }) => compareVersions(ctx, query)),
  report(contract.planExperiment, (ctx, { body }) => planExperiment(ctx, body)),
  write(contract.addExperiment, (ctx, { body }) => addExperiment(ctx, body)),
  write(contract.removeExperiment, (ctx, { params }) => removeExperiment(ctx, params.id)),
  write(contract.startExperiment, (ctx, { params, body }) => startExperiment(ctx, params.id, body)),
  write(contract.endExperiment, (ctx, { params }) => endExperiment(ctx, params.id)),
  write(contract.decideExperiment, (ctx, { params, body }) => decideExperiment(ctx, params.id, body)),
]
