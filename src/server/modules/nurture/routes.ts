import * as contract from '../../../contract/nurture.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { endNurture, showNurtures, startNurture } from './nurtures.ts'
import { finishNurtureTouch, listNurtureTouches } from './touches.ts'
import { addNurtureTrack, changeNurtureTrack, listNurtureTracks } from './tracks.ts'

export const nurtureRoutes: readonly Route[] = [
  read(contract.listNurtureTracks, (ctx, { query }) => listNurtureTracks(ctx, query)),
  write(contract.addNurtureTrack, (ctx, { body }) => addNurtureTrack(ctx, body)),
  write(contract.changeNurtureTrack, (ctx, { params, body }) => changeNurtureTrack(ctx, params.id, body)),
  snapshot(contract.showNurtures, (ctx, { params }) => showNurtures(ctx, params.id)),
  write(contract.startNurture, (ctx, { params, body }) => startNurture(ctx, params.id, body)),
  write(contract.endNurture, (ctx, { params, body }) => endNurture(ctx, params.id, body)),
  write(contract.finishNurtureTouch, (ctx, { params, body }) => finishNurtureTouch(ctx, params.id, body)),
  read(contract.listNurtureTouches, (ctx, { query }) => listNurtureTouches(ctx, query)),
]
