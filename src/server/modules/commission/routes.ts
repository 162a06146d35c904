import * as plans from '../../../contract/commission-plans.ts'
import * as contract from '../../../contract/commission.ts'
import { type Route, read, report, snapshot, write } from '../../kernel/route.ts'
import { commentCommission, listCommissionComments } from './comments.ts'
import { showDealCommission, splitDeal } from './deal-commission.ts'
import { payrollCsv, payrollWorkbook } from './payroll.ts'
import {
  addCommissionPlan,
  changeCommissionPlan,
  listCommissionPlans,
  putOnCommissionPlan,
  setCommissionTerms,
} from './plans.ts'
import { closeCommission, listCommissions, replayCommission, showCommission } from './statements.ts'

export const commissionRoutes: readonly Route[] = [
  snapshot(plans.listCommissionPlans, listCommissionPlans),
  write(plans.addCommissionPlan, (ctx, { body }) => addCommissionPlan(ctx, body)),
  write(plans.changeCommissionPlan, (ctx, { params, body }) => changeCommissionPlan(ctx, params.id, body)),
  write(plans.setCommissionTerms, (ctx, { params, body }) => setCommissionTerms(ctx, params.id, body)),
  write(plans.putOnCommissionPlan, (ctx, { params, body }) => putOnCommissionPlan(ctx, params.id, body)),
  report(contract.listCommissions, (ctx, { query }) => listCommissions(ctx, query)),
  report(contract.showCommission, (ctx, { params, query }) => showCommission(ctx, params.id, query.on)),
  write(contract.closeCommission, (ctx, { params, body }) => closeCommission(ctx, params.id, body.on)),
  report(contract.replayCommission, (ctx, { params }) => replayCommission(ctx, params.id)),
  snapshot(contract.listCommissionComments, (ctx, { params }) => listCommissionComments(ctx, params.id)),
  write(contract.commentCommission, (ctx, { params, body }) => commentCommission(ctx, params.id, body)),
  read(contract.downloadPayroll, (ctx, { query }) => payrollCsv(ctx, query)),
  read(contract.downloadPayrollWorkbook, (ctx, { query }) => payrollWorkbook(ctx, query)),
  report(contract.showDealCommission, (ctx, { params }) => showDealCommission(ctx, params.id)),
  write(contract.splitDeal, (ctx, { params, body }) => splitDeal(ctx, params.id, body)),
]
