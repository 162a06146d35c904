import * as contract from '../../../contract/improvements.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { readImprovement } from './figures.ts'
import { addImprovement, changeImprovement, moveImprovement, removeImprovement, restoreImprovement } from './listed.ts'
import { listImprovements, showImprovement } from './rows.ts'
import { dropImprovement, finishImprovement, startImprovement, takeUpImprovement } from './runs.ts'

export const improvementRoutes: readonly Route[] = [
  read(contract.listImprovements, (ctx, { query }) => listImprovements(ctx, query)),
  read(contract.showImprovement, (ctx, { params }) => showImprovement(ctx, params.id)),
  report(contract.readImprovement, (ctx, { params, query }) => readImprovement(ctx, params.id, query)),
  write(contract.addImprovement, (ctx, { body }) => addImprovement(ctx, body)),
  write(contract.changeImprovement, (ctx, { params, body }) => changeImprovement(ctx, params.id, body)),
  write(contract.moveImprovement, (ctx, { params, body }) => moveImprovement(ctx, params.id, body)),
  write(contract.startImprovement, (ctx, { params, body }) => startImprovement(ctx, params.id, body)),
  write(contract.finishImprovement, (ctx, { params, body }) => finishImprovement(ctx, params.id, body)),
  write(contract.dropImprovement, (ctx, { params }) => dropImprovement(ctx, params.id)),
  write(contract.takeUpImprovement, (ctx, { params }) => takeUpImprovement(ctx, params.id)),
  write(contract.removeImprovement, (ctx, { params }) => removeImprovement(ctx, params.id)),
  write(contract.restoreImprovement, (ctx, { params }) => restoreImprovement(ctx, params.id)),
]
