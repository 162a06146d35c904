import * as contract from '../../../contract/distribution.ts'
import * as lists from '../../../contract/lists.ts'
import { read, type Route, write } from '../../kernel/route.ts'
import { distribute, handOut, takeBack } from './handing.ts'
import { listHandings, seeHanding } from './told.ts'

export const distributionRoutes: readonly Route[] = [
  write(lists.handOut, (ctx, { params, body }) => handOut(ctx, params.id, body)),
  write(lists.takeBack, (ctx, { params, body }) => takeBack(ctx, params.id, body)),
  write(contract.distribute, (ctx, { params }) => distribute(ctx, params.id)),
  read(contract.listHandings, (ctx, { query }) => listHandings(ctx, query)),
  write(contract.seeHanding, (ctx, { params }) => seeHanding(ctx, params.id)),
]
