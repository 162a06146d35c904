import * as contract from '../../../contract/privacy.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { eraseAll, showErasure } from './erasures.ts'
import { readKept } from './kept.ts'

export const privacyRoutes: readonly Route[] = [
  write(contract.readKept, (ctx, { body }) => readKept(ctx, body)),
  write(contract.eraseAll, (ctx, { body }) => eraseAll(ctx, body)),
  read(contract.showErasure, (ctx, { params }) => showErasure(ctx, params.id)),
]
