import * as contract from '../../../contract/dashboards.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addDashboard, changeDashboard, deleteDashboard, listDashboards } from './dashboards.ts'
import { addRemark, changeRemark, deleteRemark, listRemarks } from './remarks.ts'
import { pinToToday, showTodayFigures } from './today.ts'

export const dashboardRoutes: readonly Route[] = [
  read(contract.listRemarks, (ctx, { query }) => listRemarks(ctx, query)),
  write(contract.addRemark, (ctx, { body }) => addRemark(ctx, body)),
  write(contract.changeRemark, (ctx, { params, body }) => changeRemark(ctx, params.id, body)),
  write(contract.deleteRemark, (ctx, { params }) => deleteRemark(ctx, params.id)),
  read(contract.listDashboards, listDashboards),
  write(contract.addDashboard, (ctx, { body }) => addDashboard(ctx, body)),
  write(contract.changeDashboard, (ctx, { params, body }) => changeDashboard(ctx, params.id, body)),
  write(contract.deleteDashboard, (ctx, { params }) => deleteDashboard(ctx, params.id)),
  read(contract.showTodayFigures, showTodayFigures),
  write(contract.pinToToday, (ctx, { body }) => pinToToday(ctx, body)),
]
