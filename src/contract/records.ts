import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { company, household, person } from './people.ts'
import { id, nothing } from './primitives.ts'

const byId = z.strictObject({ id })

/** Out of the way, and back: what is archived is in no list and no search, but stays with its deals and can always be brought back. */
export const archiveCompany = endpoint({
  name: 'archiveCompany',
  method: 'POST',
  path: '/companies/{id}/archive',
  permission: 'base.edit',
  summary: 'Takes a company out of lists and searches; its deals keep it.',
  params: byId,
  output: company,
})
export const restoreCompany = endpoint({
  name: 'restoreCompany',
  method: 'POST',
  path: '/companies/{id}/restore',
  permission: 'base.edit',
  summary: 'Brings an archived company back.',
  params: byId,
  output: company,
})
export const deleteCompany = endpoint({
  name: 'deleteCompany',
  method: 'DELETE',
  path: '/companies/{id}',
  permission: 'base.delete',
  summary: 'Deletes a company for good, with its notes and files; refused while deals, people or companies hang on it.',
  params: byId,
  output: nothing,
  errors: ['in_use'],
})
export const archivePerson = endpoint({
  name: 'archivePerson',
  method: 'POST',
  path: '/people/{id}/archive',
  permission: 'base.edit',
  summary: 'Takes a person out of lists and searches; their deals keep them.',
  params: byId,
  output: person,
})
export const restorePerson = endpoint({
  name: 'restorePerson',
  method: 'POST',
  path: '/people/{id}/restore',
  permission: 'base.edit',
  summary: 'Brings an archived person back.',
  params: byId,
  output: person,
})
export const deletePerson = endpoint({
  name: 'deletePerson',
  method: 'DELETE',
  path: '/people/{id}',
  permission: 'base.delete',
  summary: 'Deletes a person for good, with their notes and files; refused while deals hang on them.',
  params: byId,
  output: nothing,
  errors: ['in_use'],
})
export const archiveHousehold = endpoint({
  name: 'archiveHousehold',
  method: 'POST',
  path: '/households/{id}/archive',
  permission: 'base.edit',
  summary: 'Takes a household out of lists and searches; its deals keep it.',
  params: byId,
  output: household,
})
export const restoreHousehold = endpoint({
  name: 'restoreHousehold',
  method: 'POST',
  path: '/households/{id}/restore',
  permission: 'base.edit',
  summary: 'Brings an archived household back.',
  params: byId,
  output: household,
})
export const deleteHousehold = endpoint({
  name: 'deleteHousehold',
  method: 'DELETE',
  path: '/households/{id}',
  permission: 'base.delete',
  summary: 'Deletes a household for good, with its notes and files; refused while deals hang on it.',
  params: byId,
  output: nothing,
  errors: ['in_use'],
})

export const customerKinds = ['company', 'person', 'household'] as const
