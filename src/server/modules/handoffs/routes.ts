import * as contract from '../../../contract/handoffs.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { showContact } from './contact.ts'
import { acceptHandoff, checkHandoff, declineHandoff, withdrawHandoff } from './decisions.ts'
import { draftHandoff } from './draft.ts'
import { listHandoffs, showHandoff } from './handoffs.ts'
import { addHandoffKind, changeHandoffKind, listHandoffKinds } from './kinds.ts'
import { offerHandoff } from './offer.ts'
import { setWorkingHours, showWorkingHours } from './working-hours.ts'

export const handoffRoutes: readonly Route[] = [
  read(contract.listHandoffKinds, (ctx, { query }) => listHandoffKinds(ctx, query)),
  write(contract.addHandoffKind, (ctx, { body }) => addHandoffKind(ctx, body)),
  write(contract.changeHandoffKind, (ctx, { params, body }) => changeHandoffKind(ctx, params.id, body)),
  read(contract.showWorkingHours, (ctx) => showWorkingHours(ctx)),
  write(contract.setWorkingHours, (ctx, { body }) => setWorkingHours(ctx, body)),
  read(contract.listHandoffs, (ctx, { query }) => listHandoffs(ctx, query)),
  read(contract.showHandoff, (ctx, { params }) => showHandoff(ctx, params.id)),
  read(contract.showContact, (ctx, { params }) => showContact(ctx, params.id)),
  snapshot(contract.draftHandoff, (ctx, { params, query }) => draftHandoff(ctx, params.id, query)),
  write(contract.offerHandoff, (ctx, { params, body }) => offerHandoff(ctx, params.id, body)),
  write(contract.checkHandoff, (ctx, { params, body }) => checkHandoff(ctx, params.id, body)),
  write(contract.acceptHandoff, (ctx, { params }) => acceptHandoff(ctx, params.id)),
  write(contract.declineHandoff, (ctx, { params, body }) => declineHandoff(ctx, params.id, body)),
  write(contract.withdrawHandoff, (ctx, { params }) => withdrawHandoff(ctx, params.id)),
]
