import * as contract from '../../../contract/scoring.ts'
import { type Route, read, report, snapshot, write } from '../../kernel/route.ts'
import { changeScoreRules, chooseScoreField, useScoreVersion } from './choosing.ts'
import { beginFit } from './fit-run.ts'
import { showScore, showScoring } from './show.ts'
import { listScoreVersions } from './versions.ts'

export const scoringRoutes: readonly Route[] = [
  report(contract.showScoring, (ctx) => showScoring(ctx)),
  write(contract.changeScoreRules, (ctx, { body }) => changeScoreRules(ctx, body)),
  write(contract.fitScore, (ctx) => beginFit(ctx)),
  write(contract.useScoreVersion, (ctx, { body }) => useScoreVersion(ctx, body)),
  write(contract.chooseScoreField, (ctx, { body }) => chooseScoreField(ctx, body)),
  read(contract.listScoreVersions, (ctx, { query }) => listScoreVersions(ctx, query)),
  snapshot(contract.showScore, (ctx, { params }) => showScore(ctx, params)),
]
