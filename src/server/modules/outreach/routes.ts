import * as contract from '../../../contract/outreach.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { changeTouch, withdrawTouch } from './correct.ts'
import { logTouch } from './log.ts'
import { dropPromise, giveAnswer, listPromises, promiseAnswer } from './promises.ts'
import { listTouches, showTouch } from './touches.ts'

export const outreachRoutes: readonly Route[] = [
  read(contract.listTouches, (ctx, { query }) => listTouches(ctx, query)),
  read(contract.showTouch, (ctx, { params }) => showTouch(ctx, params.id)),
  write(contract.logTouch, (ctx, { body }) => logTouch(ctx, body)),
  write(contract.changeTouch, (ctx, { params, body }) => changeTouch(ctx, params.id, body)),
  write(contract.withdrawTouch, (ctx, { params }) => withdrawTouch(ctx, params.id)),
  read(contract.listPromises, (ctx, { query }) => listPromises(ctx, query)),
  write(contract.promiseAnswer, (ctx, { body }) => promiseAnswer(ctx, body)),
  write(contract.giveAnswer, (ctx, { params, body }) => giveAnswer(ctx, params.id, body)),
  write(contract.dropPromise, (ctx, { params }) => dropPromise(ctx, params.id)),
]
