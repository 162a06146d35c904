import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, line, nearDay, nothing, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })
const fields = {
  name: line(80),
  /** Both days are closed. */
  from: nearDay,
  until: nearDay,
  /** ISO 3166 code: for what happens there alone; null: everywhere. */
  country: z.nullable(z.string().check(z.regex(/^[A-Z]{2}$/))),
}

/** Days on which the workspace is closed, beside weekends and public holidays. */
export const closedDays = z.strictObject({ id, version, ...fields })
export type ClosedDays = z.infer<typeof closedDays>

export const listClosedDays = endpoint({
  name: 'listClosedDays',
  method: 'GET',
  path: '/closed-days',
  permission: 'workspace.read',
  summary: 'Days on which the workspace is closed, in their order: those that are not over, all on demand.',
  query: z.strictObject({ ...pageQuery, past: z.optional(z.literal('true')) }),
  output: page(closedDays),
})
export const addClosedDays = endpoint({
  name: 'addClosedDays',
  method: 'POST',
  path: '/closed-days',
  permission: 'workspace.manage',
  summary:
    'Closes the workspace on a day, or on up to 60 in a row: from then on no wait ends on one and no clock runs; what is planned already stays.',
  body: z.strictObject({ ...fields, until: z.optional(fields.until), country: z.optional(fields.country) }),
  output: closedDays,
  status: 201,
  errors: ['too_many'],
})
export const changeClosedDays = endpoint({
  name: 'changeClosedDays',
  method: 'PATCH',
  path: '/closed-days/{id}',
  permission: 'workspace.manage',
  summary: 'Changes the name, the days or the country.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(fields)),
  output: closedDays,
})
export const dropClosedDays = endpoint({
  name: 'dropClosedDays',
  method: 'DELETE',
  path: '/closed-days/{id}',
  permission: 'workspace.manage',
  summary: 'The workspace is not closed on these days after all.',
  params: byId,
  output: nothing,
})
