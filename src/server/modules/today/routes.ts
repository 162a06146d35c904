import * as contract from '../../../contract/today.ts'
import { type Route, snapshot } from '../../kernel/route.ts'
import { showToday } from './day.ts'

export const todayRoutes: readonly Route[] = [snapshot(contract.showToday, (ctx, { query }) => showToday(ctx, query))]
