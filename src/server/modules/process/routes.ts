import * as contract from '../../../contract/process.ts'
import { type Route, read, visit, write } from '../../kernel/route.ts'
import { changeDraft, discardDraft, draftProcess, publishDraft } from './drafts.ts'
import { addProcess, changeProcess, listProcesses, showProcess } from './processes.ts'
import { renderTemplate, templates } from './templates.ts'

export const processRoutes: readonly Route[] = [
  visit(contract.listTemplates, async (_visitor, { query }) => ({
    items: templates.flatMap(({ key }) => renderTemplate(key, query.language) ?? []),
  })),
  read(contract.listProcesses, (ctx, { query }) => listProcesses(ctx, query)),
  read(contract.showProcess, (ctx, { params }) => showProcess(ctx, params.id)),
  write(contract.addProcess, (ctx, { body }) => addProcess(ctx, body)),
  write(contract.changeProcess, (ctx, { params, body }) => changeProcess(ctx, params.id, body)),
  write(contract.draftProcess, (ctx, { params }) => draftProcess(ctx, params.id)),
  write(contract.changeDraft, (ctx, { params, body }) => changeDraft(ctx, params.id, body)),
  write(contract.publishDraft, (ctx, { params }) => publishDraft(ctx, params.id)),
  write(contract.discardDraft, (ctx, { params }) => discardDraft(ctx, params.id)),
]
