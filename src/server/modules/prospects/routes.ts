import * as lists from '../../../contract/lists.ts'
import * as contract from '../../../contract/prospects.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addByFilter, addToList, removeFromList } from './adding.ts'
import { ask, claim, unclaim } from './claim.ts'
import { addList, changeList, deleteList, listLists, showList } from './lists.ts'
import { pasteToList, previewPaste } from './paste.ts'
import { countProspects, listProspects, showProspect } from './ranked.ts'
import { drop, giveBack, setAside, setGrade } from './triage.ts'

export const prospectsRoutes: readonly Route[] = [
  read(contract.listProspects, (ctx, { query }) => listProspects(ctx, query)),
  read(contract.countProspects, (ctx, { query }) => countProspects(ctx, query)),
  read(contract.showProspect, (ctx, { params }) => showProspect(ctx, params.id)),
  write(contract.claimProspect, (ctx, { params, body }) => claim(ctx, params.id, body)),
  write(contract.unclaimProspect, (ctx, { params }) => unclaim(ctx, params.id)),
  write(contract.setAsideProspect, (ctx, { params, body }) => setAside(ctx, params.id, body)),
  write(contract.dropProspect, (ctx, { params, body }) => drop(ctx, params.id, body)),
  write(contract.returnProspect, (ctx, { params }) => giveBack(ctx, params.id)),
  write(contract.gradeProspect, (ctx, { params, body }) => setGrade(ctx, params.id, body)),
  write(contract.prospectAsks, (ctx, { body }) => ask(ctx, body)),
  read(lists.listLists, (ctx, { query }) => listLists(ctx, query)),
  read(lists.showList, (ctx, { params }) => showList(ctx, params.id)),
  write(lists.addList, (ctx, { body }) => addList(ctx, body)),
  write(lists.changeList, (ctx, { params, body }) => changeList(ctx, params.id, body)),
  write(lists.deleteList, (ctx, { params }) => deleteList(ctx, params.id)),
  write(lists.addToList, (ctx, { params, body }) => addToList(ctx, params.id, body)),
  write(lists.removeFromList, (ctx, { params, body }) => removeFromList(ctx, params.id, body)),
  write(lists.addByFilter, (ctx, { params, body }) => addByFilter(ctx, params.id, body)),
  write(lists.previewPaste, (ctx, { body }) => previewPaste(ctx, body)),
  write(lists.pasteToList, (ctx, { params, body }) => pasteToList(ctx, params.id, body)),
]
