import * as areas from '../../../contract/areas.ts'
import * as visits from '../../../contract/visits.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { addArea, changeArea, deleteArea, listAreas } from './areas.ts'
import { dropVisit, finishVisit, setCoordinates, takeBackVisit } from './outcomes.ts'
import { layRoute, planVisits } from './planning.ts'
import { listVisits } from './visits.ts'
import { chooseWay, setWayRules, showWay, wayRules } from './ways.ts'

export const visitRoutes: readonly Route[] = [
  read(areas.listAreas, (ctx, { query }) => listAreas(ctx, query)),
  write(areas.addArea, (ctx, { body }) => addArea(ctx, body)),
  write(areas.changeArea, (ctx, { params, body }) => changeArea(ctx, params.id, body)),
  write(areas.deleteArea, (ctx, { params }) => deleteArea(ctx, params.id)),

  snapshot(visits.listVisits, (ctx, { query }) => listVisits(ctx, query)),
  write(visits.planVisits, (ctx, { body }) => planVisits(ctx, body)),
  write(visits.layRoute, (ctx, { body }) => layRoute(ctx, body)),
  write(visits.finishVisit, (ctx, { params, body }) => finishVisit(ctx, params.id, body)),
  write(visits.takeBackVisit, (ctx, { params }) => takeBackVisit(ctx, params.id)),
  write(visits.dropVisit, (ctx, { params }) => dropVisit(ctx, params.id)),
  write(visits.setCoordinates, (ctx, { body }) => setCoordinates(ctx, body)),

  read(visits.showWayRules, (ctx) => wayRules(ctx)),
  write(visits.setWayRules, (ctx, { body }) => setWayRules(ctx, body)),
  snapshot(visits.showWay, (ctx, { params }) => showWay(ctx, params)),
  write(visits.chooseWay, (ctx, { params, body }) => chooseWay(ctx, params, body)),
]
