import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { currency, day, email, id, instant, line, minor, page, pageQuery, text, version } from './primitives.ts'

const byId = z.strictObject({ id })
const search = { q: z.optional(line(100)) }

/** Where prospects come from. */
export const sourceKinds = [
  'phone_book',
  'network',
  'bought_list',
  'referral',
  'form',
  'chatbot',
  'ad',
  'landing_page',
  'linkedin',
  'event',
  'import',
  'other',
] as const
export type SourceKind = (typeof sourceKinds)[number]

const companyFields = {
  name: line(200),
  domain: z.nullable(line(253).check(z.toLowerCase())),
  phone: z.nullable(line(40)),
  email: z.nullable(email),
  street: z.nullable(line(200)),
  postalCode: z.nullable(line(20)),
  city: z.nullable(line(100)),
  country: z.nullable(line(100)),
  sector: z.nullable(line(100)),
  foundedYear: z.nullable(z.int().check(z.minimum(1000), z.maximum(2200))),
  employees: z.nullable(z.int().check(z.nonnegative())),
  /** Yearly, in minor units of `revenueCurrency`. */
  revenueMinor: z.nullable(minor),
  revenueCurrency: z.nullable(currency),
  parentId: z.nullable(id),
  ownerId: z.nullable(id),
  sourceId: z.nullable(id),
  externalId: z.nullable(line(200)),
}

const personFields = {
  name: line(200),
  title: z.nullable(line(200)),
  email: z.nullable(email),
  phone: z.nullable(line(40)),
  linkedin: z.nullable(line(300)),
  companyId: z.nullable(id),
  ownerId: z.nullable(id),
  sourceId: z.nullable(id),
  externalId: z.nullable(line(200)),
}

const householdFields = {
  name: line(200),
  street: z.nullable(line(200)),
  postalCode: z.nullable(line(20)),
  city: z.nullable(line(100)),
  country: z.nullable(line(100)),
  phone: z.nullable(line(40)),
  ownerId: z.nullable(id),
  sourceId: z.nullable(id),
  externalId: z.nullable(line(200)),
}

const kept = { id, version, createdAt: instant, updatedAt: instant }
export const company = z.strictObject({
  ...kept,
  ...companyFields,
  parentName: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
})
export const person = z.strictObject({
  ...kept,
  ...personFields,
  companyName: z.nullable(z.string()),
  ownerName: z.nullable(z.string()),
})
export const household = z.strictObject({ ...kept, ...householdFields, ownerName: z.nullable(z.string()) })
export type Company = z.infer<typeof company>
export type Person = z.infer<typeof person>
export type Household = z.infer<typeof household>

/** For a new row only the name is asked. */
const companyBody = z.strictObject({ ...z.partial(z.strictObject(companyFields)).shape, name: companyFields.name })
const personBody = z.strictObject({ ...z.partial(z.strictObject(personFields)).shape, name: personFields.name })
const householdBody = z.strictObject({
  ...z.partial(z.strictObject(householdFields)).shape,
  name: householdFields.name,
})

export const listCompanies = endpoint({
  name: 'listCompanies',
  method: 'GET',
  path: '/companies',
  permission: 'base.read',
  summary: 'Companies, newest first; `q` is a piece of the name or domain.',
  query: z.strictObject({ ...pageQuery, ...search }),
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
  body: z.partial(z.strictObject(companyFields)),
  output: company,
  errors: ['unknown_reference', 'unknown_currency', 'name_taken'],
})

export const listPeople = endpoint({
  name: 'listPeople',
  method: 'GET',
  path: '/people',
  permission: 'base.read',
  summary: 'People, newest first; `q` is a piece of the name or e-mail address.',
  query: z.strictObject({ ...pageQuery, ...search, company: z.optional(id) }),
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
  body: z.partial(z.strictObject(personFields)),
  output: person,
  errors: ['unknown_reference', 'name_taken'],
})

export const listHouseholds = endpoint({
  name: 'listHouseholds',
  method: 'GET',
  path: '/households',
  permission: 'base.read',
  summary: 'Households, newest first; `q` is a piece of the name or street.',
  query: z.strictObject({ ...pageQuery, ...search }),
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
  body: z.partial(z.strictObject(householdFields)),
  output: household,
  errors: ['unknown_reference', 'name_taken'],
})

/** A source of prospects; `observedFrom` is the day since when its history of deals is complete. */
export const source = z.strictObject({
  id,
  name: line(100),
  kind: z.enum(sourceKinds),
  observedFrom: z.nullable(day),
  note: z.nullable(text(1000)),
})
export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/sources',
  permission: 'base.read',
  summary: 'Where prospects come from, by name.',
  query: z.strictObject(pageQuery),
  output: page(source),
})
export const addSource = endpoint({
  name: 'addSource',
  method: 'POST',
  path: '/sources',
  permission: 'base.edit',
  summary: 'Adds a source of prospects.',
  body: z.strictObject({
    name: line(100),
    kind: z.enum(sourceKinds),
    observedFrom: z.optional(z.nullable(day)),
    note: z.optional(z.nullable(text(1000))),
  }),
  output: source,
  status: 201,
  errors: ['name_taken'],
})
