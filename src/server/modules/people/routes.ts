import * as contract from '../../../contract/people.ts'
import { type Route, read, write } from '../../kernel/route.ts'
import { addCompany, changeCompany, listCompanies, showCompany } from './companies.ts'
import { addHousehold, changeHousehold, listHouseholds, showHousehold } from './households.ts'
import { addPerson, changePerson, listPeople, showPerson } from './people.ts'
import { addSource, listSources } from './sources.ts'

export const peopleRoutes: readonly Route[] = [
  read(contract.listCompanies, (ctx, { query }) => listCompanies(ctx, query)),
  read(contract.showCompany, (ctx, { params }) => showCompany(ctx, params.id)),
  write(contract.addCompany, (ctx, { body }) => addCompany(ctx, body)),
  write(contract.changeCompany, (ctx, { params, body }) => changeCompany(ctx, params.id, body)),
  read(contract.listPeople, (ctx, { query }) => listPeople(ctx, query)),
  read(contract.showPerson, (ctx, { params }) => showPerson(ctx, params.id)),
  write(contract.addPerson, (ctx, { body }) => addPerson(ctx, body)),
  write(contract.changePerson, (ctx, { params, body }) => changePerson(ctx, params.id, body)),
  read(contract.listHouseholds, (ctx, { query }) => listHouseholds(ctx, query)),
  read(contract.showHousehold, (ctx, { params }) => showHousehold(ctx, params.id)),
  write(contract.addHousehold, (ctx, { body }) => addHousehold(ctx, body)),
  write(contract.changeHousehold, (ctx, { params, body }) => changeHousehold(ctx, params.id, body)),
  read(contract.listSources, (ctx, { query }) => listSources(ctx, query)),
  write(contract.addSource, (ctx, { body }) => addSource(ctx, body)),
]
