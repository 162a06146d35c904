import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, line, nothing, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })

const areaFields = {
  name: line(100),
  /** Beginnings of postal codes: '414' is every code that begins so. Spaces do not count. */
  postalCodes: z.array(line(12)).check(z.maxLength(50)),
  /** Only addresses of this city; without postal codes, all of them. */
  city: z.nullable(line(100)),
  /** Whose area it is. */
  memberId: z.nullable(id),
}

/** A piece of the map where somebody goes from door to door. */
export const area = z.strictObject({
  id,
  version,
  ...areaFields,
  member: z.nullable(z.strictObject({ id, name: z.string() })),
})
export type Area = z.infer<typeof area>

export const listAreas = endpoint({
  name: 'listAreas',
  method: 'GET',
  path: '/areas',
  permission: 'base.read',
  summary: 'Areas for visits, by name.',
  query: z.strictObject(pageQuery),
  output: page(area),
})
export const addArea = endpoint({
  name: 'addArea',
  method: 'POST',
  path: '/areas',
  permission: 'deals.work',
  summary: 'Adds an area: by postal codes, by a city, or both.',
  body: z.strictObject({
    name: areaFields.name,
    postalCodes: z._default(areaFields.postalCodes, []),
    city: z.optional(areaFields.city),
    memberId: z.optional(areaFields.memberId),
  }),
  output: area,
  status: 201,
  errors: ['name_taken', 'unknown_reference', 'too_many'],
})
export const changeArea = endpoint({
  name: 'changeArea',
  method: 'PATCH',
  path: '/areas/{id}',
  permission: 'deals.work',
  summary: 'Changes an area; what is planned already stays.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(areaFields)),
  output: area,
  errors: ['name_taken', 'unknown_reference'],
})
export const deleteArea = endpoint({
  name: 'deleteArea',
  method: 'DELETE',
  path: '/areas/{id}',
  permission: 'deals.work',
  summary: 'Deletes an area; its addresses and what was done there stay.',
  params: byId,
  output: nothing,
})
