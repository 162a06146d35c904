import * as contract from '../../../../contract/kpis.ts'
import { type Route, read, report, write } from '../../../kernel/route.ts'
import { chooseKpiOptions, listKpiChoices, listKpiDeals, showKpis } from './kpis.ts'

export const kpiRoutes: readonly Route[] = [
  report(contract.showKpis, (ctx, { query }) => showKpis(ctx, query)),
  report(contract.listKpiDeals, (ctx, { query }) => listKpiDeals(ctx, query)),
  read(contract.listKpiChoices, listKpiChoices),
  write(contract.chooseKpiOptions, (ctx, { body }) => chooseKpiOptions(ctx, body)),
]
