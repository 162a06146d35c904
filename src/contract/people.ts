import * as z from 'zod/mini'
import { customChanges, customValues } from './custom-values.ts'
import { endpoint } from './endpoint.ts'
import { currency, day, email, id, instant, line, listQuery, minor, page, pageQuery, version } from './primitives.ts'
import { reach, reachBody } from './reach.ts'
import { tagIds } from './tags.ts'

const byId = z.strictObject({ id })
const search = { q: z.optional(line(100)) }

/** What every customer has; the number, mail address and address are the primary ones of `reach`. */
const customerFields = {
  name: line(200),
  phone: z.nullable(line(40)),
  email: z.nullable(email),
  street: z.nullable(line(200)),
  postalCode: z.nullable(line(20)),
  city: z.nullable(line(100)),
  country: z.nullable(line(100)),
  ownerId: z.nullable(id),
  sourceId: z.nullable(id),
  externalId: z.nullable(line(200)),
  tagIds,
}

const companyFields = {
  ...customerFields,
  domain: z.nullable(line(253).check(z.toLowerCase())),
  sector: z.nullable(line(100)),
  foundedYear: z.nullable(z.int().check(z.minimum(1000), z.maximum(2200))),
  employees: z.nullable(z.int().check(z.nonnegative())),
  /** Yearly, in minor units of `revenueCurrency`. */
  revenueMinor: z.nullable(minor),
  revenueCurrency: z.nullable(currency),
  parentId: z.nullable(id),
}

const personFields = {
  ...customerFields,
  title: z.nullable(line(200)),
  linkedin: z.nullable(line(300)),
  /** Where the person mainly works now, and since when; other and former roles are positions. */
  companyId: z.nullable(id),
  companySince: z.nullable(day),
}

const householdFields = customerFields

const kept = {
  id,
  version,
  createdAt: instant,
  updatedAt: instant,
  archivedAt: z.nullable(instant),
  ...reach,
  custom: customValues,
}
/** What can be changed of every customer beside the fields of its kind. */
const more = { ...reachBody, custom: customChanges }
const names = { ownerName: z.nullable(z.string()), sourceName: z.nullable(z.string()) }
export const company = z.strictObject({
  ...kept,
  ...companyFields,
  parentName: z.nullable(z.string()),
  ...names,
})
export const person = z.strictObject({
  ...kept,
  ...personFields,
  companyName: z.nullable(z.string()),
  ...names,
})
export const household = z.strictObject({ ...kept, ...householdFields, ...names })
export type Company = z.infer<typeof company>
export type Person = z.infer<typeof person>
export type Household = z.infer<typeof household>

const companyChanges = z.partial(z.strictObject({ ...companyFields, ...more }))
const personChanges = z.partial(z.strictObject({ ...personFields, ...more }))
const householdChanges = z.partial(z.strictObject({ ...householdFields, ...more }))

/** For a new row only the name is asked. */
const companyBody = z.strictObject({ ...companyChanges.shape, name: companyFields.name })
const personBody = z.strictObject({ ...personChanges.shape, name: personFields.name })
const householdBody = z.strictObject({ ...householdChanges.shape, name: householdFields.name })

export const listCompanies = endpoint({
  name: 'listCompanies',
  method: 'GET',
  path: '/companies',
  permission: 'base.read',
  summary: 'Companies, newest first; `q` is a piece of the name or domain.',
  query: z.strictObject({ ...pageQuery, ...listQuery, ...search }),
  output: page(company),
})
export const showCompany = endpoint({
  name: 'showCompany',
  method: 'GET',
  path: '/companies/{id}',
  permission: 'base.read',
  summary: 'One company.',
  params: byId,
  output: company,
})
export const addCompany = endpoint({
  name: 'addCompany',
  method: 'POST',
  path: '/companies',
  permission: 'base.edit',
  summary: 'Adds a company.',
  body: companyBody,
  output: company,
  status: 201,
  errors: ['unknown_reference', 'unknown_currency', 'name_taken'],
})
export const changeCompany = endpoint({
  name: 'changeCompany',
  method: 'PATCH',
  path: '/companies/{id}',
  permission: 'base.edit',
  summary: 'Changes the named fields of a company.',
  versioned: true,
  params: byId,
  body: companyChanges,
  output: company,
  errors: ['unknown_reference', 'unknown_currency', 'name_taken'],
})

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/people',
  permission: 'base.read',
  summary: 'People, newest first; `q` is a piece of the name or e-mail address.',
  query: z.strictObject({ ...pageQuery, ...listQuery, ...search, company: z.optional(id) }),
  output: page(person),
})
export const showPerson = endpoint({
  name: 'showPerson',
  method: 'GET',
  path: '/people/{id}',
  permission: 'base.read',
  summary: 'One person.',
  params: byId,
  output: person,
})
export const addPerson = endpoint({
  name: 'addPerson',
  method: 'POST',
  path: '/people',
  permission: 'base.edit',
  summary: 'Adds a person.',
  body: personBody,
  output: person,
  status: 201,
  errors: ['unknown_reference', 'name_taken'],
})
export const changePerson = endpoint({
  name: 'changePerson',
  method: 'PATCH',
  path: '/people/{id}',
  permission: 'base.edit',
  summary: 'Changes the named fields of a person.',
  versioned: true,
  params: byId,
  body: personChanges,
  output: person,
  errors: ['unknown_reference', 'name_taken'],
})

export const listHouseholds = endpoint({
  name: 'listHouseholds',
  method: 'GET',
  path: '/households',
  permission: 'base.read',
  summary: 'Households, newest first; `q` is a piece of the name or street.',
  query: z.strictObject({ ...pageQuery, ...listQuery, ...search }),
  output: page(household),
})
export const showHousehold = endpoint({
  name: 'showHousehold',
  method: 'GET',
  path: '/households/{id}',
  permission: 'base.read',
  summary: 'One household.',
  params: byId,
  output: household,
})
export const addHousehold = endpoint({
  name: 'addHousehold',
  method: 'POST',
  path: '/households',
  permission: 'base.edit',
  summary: 'Adds a household: an address where private customers live.',
  body: householdBody,
  output: household,
  status: 201,
  errors: ['unknown_reference', 'name_taken'],
})
export const changeHousehold = endpoint({
  name: 'changeHousehold',
  method: 'PATCH',
  path: '/households/{id}',
  permission: 'base.edit',
  summary: 'Changes the named fields of a household.',
  versioned: true,
  params: byId,
  body: householdChanges,
  output: household,
  errors: ['unknown_reference', 'name_taken'],
})
