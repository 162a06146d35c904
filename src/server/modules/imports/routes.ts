import * as undo from '../../../contract/import-undo.ts'
import * as mappings from '../../../contract/import-mappings.ts'
import * as contract from '../../../contract/imports.ts'
import * as maps from '../../../contract/process-map-files.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { readProcessMap } from './process-map.ts'
import { downloadRejected } from './rejected.ts'
import { rereadFile } from './reread.ts'
import { listImports, showImport } from './show.ts'
import { deleteMapping, listMappings, saveMapping } from './saved-mappings.ts'
import { stageImport } from './staging.ts'
import { startImport } from './start.ts'
import { stopImport } from './stop.ts'
import { listKept, previewUndo, undoImport } from './undo.ts'

export const importsRoutes: readonly Route[] = [
  write(contract.stageImport, (ctx, { body }) => stageImport(ctx, body)),
  write(contract.rereadFile, (ctx, { params, body }) => rereadFile(ctx, params.id, body)),
  write(contract.runImport, (ctx, { params, body }) => startImport(ctx, params.id, body)),
  write(undo.stopImport, (ctx, { params }) => stopImport(ctx, params.id)),
  read(contract.showImport, (ctx, { params }) => showImport(ctx, params.id)),
  read(contract.listImports, (ctx, { query }) => listImports(ctx, query)),
  read(contract.downloadRejected, (ctx, { params, query }) => downloadRejected(ctx, params.id, query.file)),
  report(undo.previewUndo, (ctx, { params }) => previewUndo(ctx, params.id)),
  write(undo.undoImport, (ctx, { params }) => undoImport(ctx, params.id)),
  read(undo.listKept, (ctx, { params, query }) => listKept(ctx, params.id, query)),
  read(mappings.listImportMappings, (ctx) => listMappings(ctx)),
  write(mappings.saveImportMapping, (ctx, { body }) => saveMapping(ctx, body)),
  read(maps.readProcessMap, (ctx, { body }) => readProcessMap(ctx, body)),
  write(mappings.deleteImportMapping, (ctx, { params }) => deleteMapping(ctx, params.id)),
]
