import * as sheets from '../../../contract/call-sheets.ts'
import * as cards from '../../../contract/cards.ts'
import * as dossiers from '../../../contract/dossiers.ts'
import { type Route, read, report, snapshot, write } from '../../kernel/route.ts'
import { makeCallSheet } from './call-sheet.ts'
import { addCard, changeCard, listCards, listCardVersions } from './cards.ts'
import { dropCompetitor, listDealCards, nameCompetitor } from './deal-cards.ts'
import { addFact, changeFact, eraseFact, listFacts } from './dossiers.ts'
import { tickPrepared, untickPrepared } from './preparation.ts'
import { preparingPays } from './preparing.ts'
import { listStatements, statePrivate } from './private.ts'
import { eraseDossier, exportDossier, readPrivate } from './whole-dossier.ts'

export const researchRoutes: readonly Route[] = [
  snapshot(dossiers.listDossierFacts, (ctx, { query }) => listFacts(ctx, query)),
  write(dossiers.readPrivateFacts, (ctx, { body }) => readPrivate(ctx, body)),
  write(dossiers.addDossierFact, (ctx, { body }) => addFact(ctx, body)),
  write(dossiers.changeDossierFact, (ctx, { params, body }) => changeFact(ctx, params.id, body)),
  write(dossiers.eraseDossierFact, (ctx, { params }) => eraseFact(ctx, params.id)),
  write(dossiers.exportDossier, (ctx, { body }) => exportDossier(ctx, body)),
  write(dossiers.eraseDossier, (ctx, { body }) => eraseDossier(ctx, body)),
  read(dossiers.listPrivateStatements, (ctx, { query }) => listStatements(ctx, query)),
  write(dossiers.statePrivate, (ctx, { body }) => statePrivate(ctx, body)),

  read(cards.listCards, (ctx, { query }) => listCards(ctx, query)),
  write(cards.addCard, (ctx, { body }) => addCard(ctx, body)),
  write(cards.changeCard, (ctx, { params, body }) => changeCard(ctx, params.id, body)),
  snapshot(cards.listCardVersions, (ctx, { params, query }) => listCardVersions(ctx, params.id, query)),
  snapshot(cards.listDealCards, (ctx, { params }) => listDealCards(ctx, params.id)),
  write(cards.nameCompetitor, (ctx, { params, body }) => nameCompetitor(ctx, params.id, body)),
  write(cards.dropCompetitor, (ctx, { params }) => dropCompetitor(ctx, params.id, params.cardId)),

  snapshot(sheets.showCallSheet, (ctx, { params }) => makeCallSheet(ctx, params)),
  write(sheets.tickPrepared, (ctx, { params }) => tickPrepared(ctx, params.id)),
  write(sheets.untickPrepared, (ctx, { params }) => untickPrepared(ctx, params.id)),
  report(sheets.showPreparing, (ctx) => preparingPays(ctx)),
]
