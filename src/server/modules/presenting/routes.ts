import * as contract from '../../../contract/presenting.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { setGiftLimits, showGiftLimits } from './gift-limits.ts'
import { changeNeed, dropNeed, listNeeds, noteNeed } from './needs.ts'
import { listPresentations, logPresentation, withdrawPresentation } from './presentations.ts'
import { changeTrial, endTrial, listTrials, startTrial, withdrawTrial } from './trials.ts'

export const presentingRoutes: readonly Route[] = [
  read(contract.listNeeds, (ctx, { query }) => listNeeds(ctx, query)),
  write(contract.noteNeed, (ctx, { body }) => noteNeed(ctx, body)),
  write(contract.changeNeed, (ctx, { params, body }) => changeNeed(ctx, params.id, body)),
  write(contract.dropNeed, (ctx, { params }) => dropNeed(ctx, params.id)),
  read(contract.listPresentations, (ctx, { query }) => listPresentations(ctx, query)),
  write(contract.logPresentation, (ctx, { body }) => logPresentation(ctx, body)),
  write(contract.withdrawPresentation, (ctx, { params }) => withdrawPresentation(ctx, params.id)),
  read(contract.listTrials, (ctx, { query }) => listTrials(ctx, query)),
  write(contract.startTrial, (ctx, { body }) => startTrial(ctx, body)),
  write(contract.changeTrial, (ctx, { params, body }) => changeTrial(ctx, params.id, body)),
  write(contract.endTrial, (ctx, { params, body }) => endTrial(ctx, params.id, body)),
  write(contract.withdrawTrial, (ctx, { params }) => withdrawTrial(ctx, params.id)),
  read(contract.showGiftLimits, (ctx) => showGiftLimits(ctx)),
  write(contract.setGiftLimits, (ctx, { body }) => setGiftLimits(ctx, body)),
]
