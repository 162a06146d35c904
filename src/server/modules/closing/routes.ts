import * as contract from '../../../contract/closing.ts'
import * as items from '../../../contract/closing-items.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { askToClose, listCloseAsks, withdrawCloseAsk } from './asks.ts'
import {
  addClosingItem,
  beginClosingList,
  changeClosingItem,
  dropClosingItem,
  listClosingItems,
  setClosingTemplate,
  showClosingTemplate,
} from './checklist.ts'
import { showClosing } from './closing.ts'
import {
  decideIncentive,
  listIncentives,
  offerIncentive,
  setIncentiveLimit,
  showIncentiveLimit,
  takeBackIncentiveDecision,
} from './incentives.ts'
import { addScarcity, endScarcity, listScarcities } from './scarcities.ts'
import { addCloseTechnique, changeCloseTechnique, listCloseTechniques } from './techniques.ts'

export const closingRoutes: readonly Route[] = [
  snapshot(contract.showClosing, (ctx, { params }) => showClosing(ctx, params.id)),
  write(contract.askToClose, (ctx, { params, body }) => askToClose(ctx, params.id, body)),
  read(contract.listCloseAsks, (ctx, { query }) => listCloseAsks(ctx, query)),
  write(contract.withdrawCloseAsk, (ctx, { params }) => withdrawCloseAsk(ctx, params.id)),
  read(contract.listCloseTechniques, (ctx, { query }) => listCloseTechniques(ctx, query)),
  write(contract.addCloseTechnique, (ctx, { body }) => addCloseTechnique(ctx, body)),
  write(contract.changeCloseTechnique, (ctx, { params, body }) => changeCloseTechnique(ctx, params.id, body)),
  read(contract.listScarcities, (ctx, { query }) => listScarcities(ctx, query)),
  write(contract.addScarcity, (ctx, { body }) => addScarcity(ctx, body)),
  write(contract.endScarcity, (ctx, { params }) => endScarcity(ctx, params.id)),
  read(contract.showIncentiveLimit, (ctx) => showIncentiveLimit(ctx)),
  write(contract.setIncentiveLimit, (ctx, { body }) => setIncentiveLimit(ctx, body.percent)),
  read(contract.listIncentives, (ctx, { query }) => listIncentives(ctx, query)),
  write(contract.offerIncentive, (ctx, { params, body }) => offerIncentive(ctx, params.id, body)),
  write(contract.decideIncentive, (ctx, { params, body }) => decideIncentive(ctx, params.id, body.approved)),
  write(contract.takeBackIncentiveDecision, (ctx, { params }) => takeBackIncentiveDecision(ctx, params.id)),
  read(items.showClosingTemplate, (ctx, { params }) => showClosingTemplate(ctx, params.id)),
  write(items.setClosingTemplate, (ctx, { params, body }) => setClosingTemplate(ctx, params.id, body.items)),
  write(items.beginClosingList, (ctx, { params }) => beginClosingList(ctx, params.id)),
  write(items.addClosingItem, (ctx, { params, body }) => addClosingItem(ctx, params.id, body)),
  write(items.changeClosingItem, (ctx, { params, body }) => changeClosingItem(ctx, params.id, body)),
  write(items.dropClosingItem, (ctx, { params }) => dropClosingItem(ctx, params.id)),
  read(items.listClosingItems, (ctx, { query }) => listClosingItems(ctx, query)),
]
