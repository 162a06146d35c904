import * as contract from '../../../contract/people.ts'
import * as positions from '../../../contract/positions.ts'
import * as records from '../../../contract/records.ts'
import * as sources from '../../../contract/sources.ts'
import * as tags from '../../../contract/tags.ts'
import { type Route, read, snapshot, write } from '../../kernel/route.ts'
import { companyType } from './companies.ts'
import { addCost, changeCost, deleteCost, listCosts } from './costs.ts'
import { addCustomer, changeCustomer, setArchived, showCustomer } from './customers.ts'
import { showFamily } from './family.ts'
import { householdType } from './households.ts'
import { listCompanies, listHouseholds, listPeople } from './lists.ts'
import { personType } from './people.ts'
import { addPosition, changePosition, deletePosition, listColleagues, listPositions } from './positions.ts'
import { deleteCompany, deleteHousehold, deletePerson } from './removal.ts'
import { addSource, changeSource, listSources } from './sources.ts'
import { addTag, changeTag, deleteTag, listTags } from './tags.ts'

export const peopleRoutes: readonly Route[] = [
  read(contract.listCompanies, (ctx, { query }) => listCompanies(ctx, query)),
  read(contract.showCompany, (ctx, { params }) => showCustomer(ctx, companyType, params.id)),
  write(contract.addCompany, (ctx, { body }) => addCustomer(ctx, companyType, body)),
  write(contract.changeCompany, (ctx, { params, body }) => changeCustomer(ctx, companyType, params.id, body)),
  write(records.archiveCompany, (ctx, { params }) => setArchived(ctx, companyType, params.id, true)),
  write(records.restoreCompany, (ctx, { params }) => setArchived(ctx, companyType, params.id, false)),
  write(records.deleteCompany, (ctx, { params }) => deleteCompany(ctx, params.id)),
  read(contract.listPeople, (ctx, { query }) => listPeople(ctx, query)),
  read(contract.showPerson, (ctx, { params }) => showCustomer(ctx, personType, params.id)),
  write(contract.addPerson, (ctx, { body }) => addCustomer(ctx, personType, body)),
  write(contract.changePerson, (ctx, { params, body }) => changeCustomer(ctx, personType, params.id, body)),
  write(records.archivePerson, (ctx, { params }) => setArchived(ctx, personType, params.id, true)),
  write(records.restorePerson, (ctx, { params }) => setArchived(ctx, personType, params.id, false)),
  write(records.deletePerson, (ctx, { params }) => deletePerson(ctx, params.id)),
  read(contract.listHouseholds, (ctx, { query }) => listHouseholds(ctx, query)),
  read(contract.showHousehold, (ctx, { params }) => showCustomer(ctx, householdType, params.id)),
  write(contract.addHousehold, (ctx, { body }) => addCustomer(ctx, householdType, body)),
  write(contract.changeHousehold, (ctx, { params, body }) => changeCustomer(ctx, householdType, params.id, body)),
  write(records.archiveHousehold, (ctx, { params }) => setArchived(ctx, householdType, params.id, true)),
  write(records.restoreHousehold, (ctx, { params }) => setArchived(ctx, householdType, params.id, false)),
  write(records.deleteHousehold, (ctx, { params }) => deleteHousehold(ctx, params.id)),
  read(positions.showFamily, (ctx, { params }) => showFamily(ctx, params.id)),
  snapshot(positions.listColleagues, (ctx, { params, query }) => listColleagues(ctx, params.id, query)),
  snapshot(positions.listPositions, (ctx, { params }) => listPositions(ctx, params.id)),
  write(positions.addPosition, (ctx, { params, body }) => addPosition(ctx, params.id, body)),
  write(positions.changePosition, (ctx, { params, body }) => changePosition(ctx, params.id, body)),
  write(positions.deletePosition, (ctx, { params }) => deletePosition(ctx, params.id)),
  read(tags.listTags, (ctx) => listTags(ctx)),
  write(tags.addTag, (ctx, { body }) => addTag(ctx, body)),
  write(tags.changeTag, (ctx, { params, body }) => changeTag(ctx, params.id, body)),
  write(tags.deleteTag, (ctx, { params }) => deleteTag(ctx, params.id)),
  read(sources.listSources, (ctx, { query }) => listSources(ctx, query)),
  write(sources.addSource, (ctx, { body }) => addSource(ctx, body)),
  write(sources.changeSource, (ctx, { params, body }) => changeSource(ctx, params.id, body)),
  read(sources.listCosts, (ctx, { query }) => listCosts(ctx, query)),
  write(sources.addCost, (ctx, { body }) => addCost(ctx, body)),
  write(sources.changeCost, (ctx, { params, body }) => changeCost(ctx, params.id, body)),
  write(sources.deleteCost, (ctx, { params }) => deleteCost(ctx, params.id)),
]
