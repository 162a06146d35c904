import * as contract from '../../../contract/imports.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { downloadRejected } from './rejected.ts'
import { listImports, showImport } from './show.ts'
import { stageImport } from './staging.ts'
import { startImport } from './start.ts'

export const importsRoutes: readonly Route[] = [
  write(contract.stageImport, (ctx, { body }) => stageImport(ctx, body)),
  write(contract.runImport, (ctx, { params, body }) => startImport(ctx, params.id, body)),
  read(contract.showImport, (ctx, { params }) => showImport(ctx, params.id)),
  read(contract.listImports, (ctx, { query }) => listImports(ctx, query)),
  read(contract.downloadRejected, (ctx, { params }) => downloadRejected(ctx, params.id)),
]
