import * as contract from '../../../contract/objections.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addAnswer, changeAnswer, listAnswers, listAnswerVersions } from './answers.ts'
import { changeObjection, listObjections, logObjection, settleObjection, withdrawObjection } from './objections.ts'

export const objectionRoutes: readonly Route[] = [
  read(contract.listObjections, (ctx, { query }) => listObjections(ctx, query)),
  write(contract.logObjection, (ctx, { body }) => logObjection(ctx, body)),
  write(contract.changeObjection, (ctx, { params, body }) => changeObjection(ctx, params.id, body)),
  write(contract.settleObjection, (ctx, { params, body }) => settleObjection(ctx, params.id, body)),
  write(contract.withdrawObjection, (ctx, { params }) => withdrawObjection(ctx, params.id)),
  read(contract.listAnswers, (ctx, { query }) => listAnswers(ctx, query)),
  write(contract.addAnswer, (ctx, { body }) => addAnswer(ctx, body)),
  write(contract.changeAnswer, (ctx, { params, body }) => changeAnswer(ctx, params.id, body)),
  read(contract.listAnswerVersions, (ctx, { params, query }) => listAnswerVersions(ctx, params.id, query)),
]
