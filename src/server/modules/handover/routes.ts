import * as contract from '../../../contract/team.ts'
import { read, type Route, write } from '../../kernel/route.ts'
import { showBelongings } from './belongings.ts'
import { deactivateMember, reactivateMember } from './leaving.ts'

export const handoverRoutes: readonly Route[] = [
  read(contract.showBelongings, (ctx, { params }) => showBelongings(ctx, params.id)),
  write(contract.deactivateMember, (ctx, { params, body }) => deactivateMember(ctx, params.id, body)),
  write(contract.reactivateMember, (ctx, { params }) => reactivateMember(ctx, params.id)),
]
