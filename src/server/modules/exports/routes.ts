import * as contract from '../../../contract/exports.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { deleteExport, downloadExport, listExports, showExport } from './files.ts'
import { exportEverything, makeExport } from './request.ts'
import { listRestores, restoreArchive, showRestore } from './restores.ts'

export const exportsRoutes: readonly Route[] = [
  write(contract.makeExport, (ctx, { body }) => makeExport(ctx, body)),
  write(contract.exportEverything, (ctx) => exportEverything(ctx)),
  read(contract.listExports, (ctx) => listExports(ctx)),
  read(contract.showExport, (ctx, { params }) => showExport(ctx, params.id)),
  read(contract.downloadExport, (ctx, { params }) => downloadExport(ctx, params.id)),
  write(contract.deleteExport, (ctx, { params }) => deleteExport(ctx, params.id)),
  write(contract.restoreArchive, (ctx, { body }) => restoreArchive(ctx, body)),
  snapshot(contract.listRestores, (ctx) => listRestores(ctx)),
  read(contract.showRestore, (ctx, { params }) => showRestore(ctx, params.id)),
]
