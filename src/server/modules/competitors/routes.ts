import * as contract from '../../../contract/competitors.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addCompetitor, changeCompetitor, listCompetitors } from './competitors.ts'

export const competitorRoutes: readonly Route[] = [
  read(contract.listCompetitors, (ctx, { query }) => listCompetitors(ctx, query)),
  write(contract.addCompetitor, (ctx, { body }) => addCompetitor(ctx, body)),
  write(contract.changeCompetitor, (ctx, { params, body }) => changeCompetitor(ctx, params.id, body)),
]
