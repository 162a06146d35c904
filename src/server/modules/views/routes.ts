import * as bulk from '../../../contract/bulk-edits.ts'
import * as contract from '../../../contract/views.ts'
import { type Route, read, report, write } from '../../kernel/route.ts'
import { beginBulkEdit, showBulkEdit } from './bulk.ts'
import { undoBulkEdit } from './bulk-undo.ts'
import { groupsOf } from './groups.ts'
import { sourceOf } from './sources.ts'
import { addView, changeView, chooseFirstView, deleteView, listViews } from './views.ts'

export const viewsRoutes: readonly Route[] = [
  read(contract.listViews, (ctx, { query }) => listViews(ctx, query.kind)),
  write(contract.addView, (ctx, { body }) => addView(ctx, body)),
  write(contract.changeView, (ctx, { params, body }) => changeView(ctx, params.id, body)),
  write(contract.deleteView, (ctx, { params }) => deleteView(ctx, params.id)),
  write(contract.chooseFirstView, (ctx, { body }) => chooseFirstView(ctx, body)),
  report(contract.groupDeals, async (ctx, { query }) => groupsOf(ctx, await sourceOf(ctx, 'deals'), query)),
  report(contract.groupBase, async (ctx, { params, query }) => groupsOf(ctx, await sourceOf(ctx, params.kind), query)),
  write(bulk.editDeals, (ctx, { body }) => beginBulkEdit(ctx, 'deals', body)),
  write(bulk.editProducts, (ctx, { body }) => beginBulkEdit(ctx, 'products', body)),
  write(bulk.editCustomers, (ctx, { params, body }) => beginBulkEdit(ctx, params.kind, body)),
  read(bulk.showBulkEdit, (ctx, { params }) => showBulkEdit(ctx, params.id)),
  write(bulk.undoBulkEdit, (ctx, { params }) => undoBulkEdit(ctx, params.id)),
]
