import * as history from '../../../contract/quota-history.ts'
import * as contract from '../../../contract/quotas.ts'
import { type Route, report, snapshot, write } from '../../kernel/route.ts'
import { listQuotaVersions } from './history.ts'
import { showAttainment } from './attainment.ts'
import { setFiscalCalendar, showFiscalCalendar } from './fiscal.ts'
import { leaveQuotaDifference } from './leave.ts'
import {
  approveQuotaPlan,
  beginQuotaPlan,
  deleteQuotaPlan,
  editQuotaPlan,
  listQuotaPlans,
  showQuotaPlan,
} from './plans.ts'
import { giveQuotaReason } from './reasons.ts'
import { showStageQuotas } from './stage-quotas.ts'

export const quotaRoutes: readonly Route[] = [
  snapshot(contract.showFiscalCalendar, showFiscalCalendar),
  write(contract.setFiscalCalendar, (ctx, { body }) => setFiscalCalendar(ctx, body)),
  snapshot(contract.listQuotaPlans, listQuotaPlans),
  write(contract.beginQuotaPlan, (ctx, { body }) => beginQuotaPlan(ctx, body)),
  snapshot(contract.showQuotaPlan, (ctx, { params, query }) => showQuotaPlan(ctx, params.id, query.number)),
  write(contract.editQuotaPlan, (ctx, { params, body }) => editQuotaPlan(ctx, params.id, body)),
  write(contract.approveQuotaPlan, (ctx, { params }) => approveQuotaPlan(ctx, params.id)),
  write(contract.deleteQuotaPlan, (ctx, { params }) => deleteQuotaPlan(ctx, params.id)),
  snapshot(history.listQuotaVersions, (ctx, { params, query }) => listQuotaVersions(ctx, params.id, query)),
  write(history.giveQuotaReason, (ctx, { params, body }) => giveQuotaReason(ctx, params.id, body)),
  write(history.leaveQuotaDifference, (ctx, { params, body }) => leaveQuotaDifference(ctx, params.id, body)),
  report(contract.showAttainment, (ctx, { params, query }) => showAttainment(ctx, params.id, query.as_of)),
  report(contract.showStageQuotas, (ctx, { params, query }) => showStageQuotas(ctx, params.id, query)),
]
