import { Readable } from 'node:stream'
import * as audits from '../../../contract/process-audits.ts'
import * as maps from '../../../contract/process-map.ts'
import { showQualities } from '../../../contract/process-qualities.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { mapFile } from './map-file.ts'
import { mapFigures, showQualitiesOf } from './mapped-process.ts'
import { listAudits, makeAudit, replayAudit, showAudit } from './process-audits.ts'

export const processMapRoutes: readonly Route[] = [
  report(maps.showProcessMap, (ctx, { query }) => mapFigures(ctx, query)),
  // Read to its end before its transaction ends; a sheet holds so many deals at most.
  report(maps.downloadProcessMap, async (ctx, { query }) => Readable.from(await Array.fromAsync(mapFile(ctx, query)))),
  report(showQualities, (ctx, { query }) => showQualitiesOf(ctx, query)),
  read(audits.listProcessAudits, (ctx, { query }) => listAudits(ctx, query)),
  write(audits.makeProcessAudit, (ctx, { body }) => makeAudit(ctx, body)),
  report(audits.showProcessAudit, (ctx, { params }) => showAudit(ctx, params.id)),
  report(audits.replayProcessAudit, (ctx, { params }) => replayAudit(ctx, params.id)),
]
