import * as z from 'zod/mini'
import { outcomes, stakeholderRoles } from './facts.ts'
import { endpoint } from './endpoint.ts'
import { day, id, line, nothing, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })
const fields = { companyId: id, title: z.nullable(line(200)), since: z.nullable(day), until: z.nullable(day) }

/** A role of a person at a company beside the main one of today, or before it. */
export const position = z.strictObject({
  id,
  version,
  personId: id,
  personName: z.string(),
  ...fields,
  companyName: z.string(),
})
export type Position = z.infer<typeof position>

export const listPositions = endpoint({
  name: 'listPositions',
  method: 'GET',
  path: '/people/{id}/positions',
  permission: 'base.read',
  summary: 'The further and former roles of a person, latest first; at most 100.',
  params: byId,
  output: z.strictObject({ items: z.array(position) }),
})
export const addPosition = endpoint({
  name: 'addPosition',
  method: 'POST',
  path: '/people/{id}/positions',
  permission: 'base.edit',
  summary: 'Adds a further or former role of a person at a company.',
  params: byId,
  body: z.strictObject({ ...z.partial(z.strictObject(fields)).shape, companyId: id }),
  output: position,
  status: 201,
  errors: ['unknown_reference', 'too_many'],
})
export const changePosition = endpoint({
  name: 'changePosition',
  method: 'PATCH',
  path: '/positions/{id}',
  permission: 'base.edit',
  summary: 'Changes a further or former role.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject(fields)),
  output: position,
  errors: ['unknown_reference'],
})
export const deletePosition = endpoint({
  name: 'deletePosition',
  method: 'DELETE',
  path: '/positions/{id}',
  permission: 'base.edit',
  summary: 'Takes a further or former role out again.',
  params: byId,
  output: nothing,
})

/** Somebody at a company: in which role, now or before, and where they take part in decisions. */
export const colleague = z.strictObject({
  personId: id,
  name: z.string(),
  title: z.nullable(z.string()),
  /** 'main': works there; 'further': has a role there beside; 'former': had one. */
  role: z.enum(['main', 'further', 'former']),
  since: z.nullable(day),
  until: z.nullable(day),
  email: z.nullable(z.string()),
  phone: z.nullable(z.string()),
  phoneE164: z.nullable(z.string()),
  committees: z.array(
    z.strictObject({
      dealId: id,
      dealName: z.string(),
      outcome: z.enum(outcomes),
      role: z.enum(stakeholderRoles),
    }),
  ),
})
export type Colleague = z.infer<typeof colleague>
export const listColleagues = endpoint({
  name: 'listColleagues',
  method: 'GET',
  path: '/companies/{id}/people',
  permission: 'base.read',
  summary: 'The people of a company, those who work there first, with their parts in buying committees.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(colleague),
})

const relative = z.strictObject({ id, name: z.string() })
export const showFamily = endpoint({
  name: 'showFamily',
  method: 'GET',
  path: '/companies/{id}/family',
  permission: 'base.read',
  summary: 'The companies above a company, nearest first, and those directly below it.',
  params: byId,
  output: z.strictObject({ above: z.array(relative), below: z.array(relative) }),
})
