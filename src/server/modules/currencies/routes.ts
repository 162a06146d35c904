import * as contract from '../../../contract/currencies.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { listRates, setRates } from './rates.ts'

export const currencyRoutes: readonly Route[] = [
  read(contract.listRates, (ctx, { query }) => listRates(ctx, query)),
  write(contract.setRates, (ctx, { body }) => setRates(ctx, body)),
]
