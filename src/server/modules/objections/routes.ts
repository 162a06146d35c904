import * as contract from '../../../contract/objections.ts'
import * as kinds from '../../../contract/objection-kinds.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { addAnswer, changeAnswer, listAnswers, listAnswerVersions } from './answers.ts'
import { addObjectionKind, changeObjectionKind, listObjectionKinds, mergeObjectionKind } from './kinds.ts'
import { moveObjections } from './moving.ts'
import { changeObjection, listObjections, logObjection, settleObjection, withdrawObjection } from './objections.ts'
import { resolutions } from './resolutions.ts'

export const objectionRoutes: readonly Route[] = [
  read(contract.listObjections, (ctx, { query }) => listObjections(ctx, query)),
  write(contract.logObjection, (ctx, { body }) => logObjection(ctx, body)),
  write(contract.changeObjection, (ctx, { params, body }) => changeObjection(ctx, params.id, body)),
  write(contract.settleObjection, (ctx, { params, body }) => settleObjection(ctx, params.id, body)),
  write(contract.withdrawObjection, (ctx, { params }) => withdrawObjection(ctx, params.id)),
  report(contract.showResolutions, (ctx, { query }) => resolutions(ctx, query)),
  read(kinds.listObjectionKinds, (ctx, { query }) => listObjectionKinds(ctx, query)),
  write(kinds.addObjectionKind, (ctx, { body }) => addObjectionKind(ctx, body)),
  write(kinds.changeObjectionKind, (ctx, { params, body }) => changeObjectionKind(ctx, params.id, body)),
  write(kinds.mergeObjectionKind, (ctx, { params, body }) => mergeObjectionKind(ctx, params.id, body)),
  write(kinds.moveObjections, (ctx, { body }) => moveObjections(ctx, body)),
  read(contract.listAnswers, (ctx, { query }) => listAnswers(ctx, query)),
  write(contract.addAnswer, (ctx, { body }) => addAnswer(ctx, body)),
  write(contract.changeAnswer, (ctx, { params, body }) => changeAnswer(ctx, params.id, body)),
  read(contract.listAnswerVersions, (ctx, { params, query }) => listAnswerVersions(ctx, params.id, query)),
]
