import * as contract from '../../../contract/calling.ts'
import { read, type Route, write } from '../../kernel/route.ts'
import { logCall } from './log.ts'
import { release, takeNext } from './next.ts'
import { addOptOut, listOptOuts, removeOptOut } from './opt-outs.ts'
import { undoCall } from './undo.ts'

export const callingRoutes: readonly Route[] = [
  write(contract.takeNextCall, (ctx, { body }) => takeNext(ctx, body)),
  write(contract.releaseCall, (ctx, { params }) => release(ctx, params.id)),
  write(contract.logCall, (ctx, { params, body }) => logCall(ctx, params.id, body)),
  write(contract.undoCall, (ctx, { params }) => undoCall(ctx, params.id)),
  read(contract.listOptOuts, (ctx, { query }) => listOptOuts(ctx, query)),
  write(contract.addOptOut, (ctx, { body }) => addOptOut(ctx, body)),
  write(contract.removeOptOut, (ctx, { params }) => removeOptOut(ctx, params.id)),
]
