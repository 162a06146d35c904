import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, line, page, pageQuery, version } from './primitives.ts'

/** Somebody who sells to the same customers. */
export const competitor = z.strictObject({
  id,
  version,
  name: z.string(),
  archived: z.boolean(),
  /** Deals, of those one sees, that are lost to them. */
  lostTo: z.int(),
})
export type Competitor = z.infer<typeof competitor>

export const listCompetitors = endpoint({
  name: 'listCompetitors',
  method: 'GET',
  path: '/competitors',
  permission: 'deals.read',
  summary: 'Competitors by name, with how many deals are lost to each; archived ones on demand.',
  query: z.strictObject({ ...pageQuery, q: z.optional(line(100)), archived: z.optional(z.literal('true')) }),
  output: page(competitor),
})
export const addCompetitor = endpoint({
  name: 'addCompetitor',
  method: 'POST',
  path: '/competitors',
  permission: 'deals.work',
  summary: 'Adds a competitor by name.',
  body: z.strictObject({ name: line(120) }),
  output: competitor,
  status: 201,
  errors: ['name_taken'],
})
export const changeCompetitor = endpoint({
  name: 'changeCompetitor',
  method: 'PATCH',
  path: '/competitors/{id}',
  permission: 'base.edit',
  summary: 'Renames a competitor, or archives it: deals lost to it keep it.',
  versioned: true,
  params: z.strictObject({ id }),
  body: z.partial(z.strictObject({ name: line(120), archived: z.boolean() })),
  output: competitor,
  errors: ['name_taken'],
})
