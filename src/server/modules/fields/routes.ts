import * as contract from '../../../contract/custom-fields.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { listCustomFields } from './definitions.ts'
import { addCustomField, changeCustomField, orderCustomFields } from './edits.ts'

export const fieldRoutes: readonly Route[] = [
  read(contract.listCustomFields, (ctx, { query }) => listCustomFields(ctx, query.record)),
  write(contract.addCustomField, (ctx, { body }) => addCustomField(ctx, body)),
  write(contract.changeCustomField, (ctx, { params, body }) => changeCustomField(ctx, params.id, body)),
  write(contract.orderCustomFields, (ctx, { body }) => orderCustomFields(ctx, body)),
]
