import * as contract from '../../../contract/closed-days.ts'
import { read, type Route, write } from '../../kernel/route.ts'
import { addClosedDays, changeClosedDays, dropClosedDays, listClosedDays } from './closed-days.ts'

export const closedDaysRoutes: readonly Route[] = [
  read(contract.listClosedDays, (ctx, { query }) => listClosedDays(ctx, query)),
  write(contract.addClosedDays, (ctx, { body }) => addClosedDays(ctx, body)),
  write(contract.changeClosedDays, (ctx, { params, body }) => changeClosedDays(ctx, params.id, body)),
  write(contract.dropClosedDays, (ctx, { params }) => dropClosedDays(ctx, params.id)),
]
