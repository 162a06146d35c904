/**
 * Whom we know: companies, people, households, and the sources they came from. They stay whatever happens to a deal.
 * Not here: members of the workspace (access), roles in a buying committee (deals), and who may be called when (privacy).
 */
export { costsKnownAt } from './costs.ts'
export { customerEditors } from './editors.ts'
export {
  companySource,
  householdSource,
  listCompanies,
  listHouseholds,
  listPeople,
  peopleSource,
} from './lists.ts'
export { keepForgotten, rememberForgotten } from './forgotten.ts'
export { countryOfPerson, countryOfWorkspace, type Told } from './country.ts'
export { hasOptedOut, isOfOptedOut, refuseOptedOut } from './opt-outs.ts'
export { countryNamed, countryOfZone, isNumber, readPhone } from './phone.ts'
export { peopleRoutes } from './routes.ts'
export { requireTags } from './tags.ts'
export { listSources } from './sources.ts'
