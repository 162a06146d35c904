import * as board from '../../../contract/board.ts'
import * as changeovers from '../../../contract/changeovers.ts'
import * as contract from '../../../contract/deals.ts'
import * as lines from '../../../contract/lines.ts'
import * as moves from '../../../contract/moves.ts'
import * as qualifying from '../../../contract/qualifying.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { showBoard, showColumn } from './board.ts'
import { listChangeovers, showChangeover } from './changeover-rows.ts'
import { previewChangeover, startChangeover, undoChangeover } from './changeovers.ts'
import { removeStakeholder, setStakeholder } from './committee.ts'
import { confirmCriterion } from './criteria.ts'
import { qualifyDeal } from './qualification.ts'
import { assignDeal, changeDeal } from './edits.ts'
import { showDeal } from './hold.ts'
import { setLines, showLinePrice } from './lines.ts'
import { listDeals } from './list.ts'
import { moveDeal } from './move.ts'
import { dropNextStep, finishNextStep, planNextStep } from './next-step.ts'
import { comeBack, openDeal } from './opening.ts'
import { disqualifyDeal, loseDeal, postponeDeal, reopenDeal, reverseWin, winDeal } from './outcomes.ts'
import { listFacts } from './timeline.ts'
import { undoMove } from './undo.ts'

export const dealsRoutes: readonly Route[] = [
  read(contract.listDeals, (ctx, { query }) => listDeals(ctx, query)),
  read(contract.showDeal, (ctx, { params }) => showDeal(ctx, params.id)),
  snapshot(lines.showLinePrice, (ctx, { params }) => showLinePrice(ctx, params.id, params.productId)),
  read(contract.listFacts, (ctx, { params, query }) => listFacts(ctx, params.id, query)),
  read(board.showBoard, (ctx, { query }) => showBoard(ctx, query)),
  read(board.showColumn, (ctx, { params, query }) => showColumn(ctx, params.stage, query)),
  snapshot(changeovers.previewChangeover, (ctx, { body }) => previewChangeover(ctx, body)),
  write(changeovers.startChangeover, (ctx, { body }) => startChangeover(ctx, body)),
  snapshot(changeovers.showChangeover, (ctx, { params }) => showChangeover(ctx, params.id)),
  snapshot(changeovers.listChangeovers, (ctx, { params, query }) => listChangeovers(ctx, params.id, query)),
  write(changeovers.undoChangeover, (ctx, { params }) => undoChangeover(ctx, params.id)),
  write(contract.openDeal, (ctx, { body }) => openDeal(ctx, body)),
  write(moves.moveDeal, (ctx, { params, body }) => moveDeal(ctx, params.id, body)),
  write(moves.winDeal, (ctx, { params, body }) => winDeal(ctx, params.id, body)),
  write(moves.reverseWin, (ctx, { params, body }) => reverseWin(ctx, params.id, body)),
  write(moves.loseDeal, (ctx, { params, body }) => loseDeal(ctx, params.id, body)),
  write(moves.disqualifyDeal, (ctx, { params, body }) => disqualifyDeal(ctx, params.id, body)),
  write(moves.postponeDeal, (ctx, { params, body }) => postponeDeal(ctx, params.id, body)),
  write(moves.reopenDeal, (ctx, { params, body }) => reopenDeal(ctx, params.id, body)),
  write(moves.comeBack, (ctx, { params, body }) => comeBack(ctx, params.id, body)),
  write(moves.undoMove, (ctx, { params, body }) => undoMove(ctx, params.id, body.factId)),
  write(contract.changeDeal, (ctx, { params, body }) => changeDeal(ctx, params.id, body)),
  write(contract.assignDeal, (ctx, { params, body }) => assignDeal(ctx, params.id, body)),
  write(lines.setLines, (ctx, { params, body }) => setLines(ctx, params.id, body)),
  write(qualifying.qualifyDeal, (ctx, { params, body }) => qualifyDeal(ctx, params.id, body)),
  write(contract.confirmCriterion, (ctx, { params, body }) => confirmCriterion(ctx, params.id, body)),
  write(contract.planNextStep, (ctx, { params, body }) => planNextStep(ctx, params.id, body)),
  write(contract.finishNextStep, (ctx, { params, body }) => finishNextStep(ctx, params.id, body)),
  write(contract.dropNextStep, (ctx, { params }) => dropNextStep(ctx, params.id)),
  write(contract.setStakeholder, (ctx, { params, body }) => setStakeholder(ctx, params.id, params.personId, body)),
  write(contract.removeStakeholder, (ctx, { params }) => removeStakeholder(ctx, params.id, params.personId)),
]
