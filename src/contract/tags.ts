import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, line, nothing, version } from './primitives.ts'

const byId = z.strictObject({ id })

/** Hues that are told apart in light and dark; a tag is always its dot and its name. */
export const tagColours = ['grey', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink'] as const
export type TagColour = (typeof tagColours)[number]

/** The tags of a record. */
export const tagIds = z.array(id).check(z.maxLength(50))

export const tag = z.strictObject({ id, name: z.string(), colour: z.enum(tagColours), version })
export type Tag = z.infer<typeof tag>

/** More would be no order any more; so few are read at once. */
export const mostTags = 500

export const listTags = endpoint({
  name: 'listTags',
  method: 'GET',
  path: '/tags',
  permission: 'base.read',
  summary: 'All tags of the workspace, by name; at most 500 exist.',
  output: z.strictObject({ items: z.array(tag) }),
})
export const addTag = endpoint({
  name: 'addTag',
  method: 'POST',
  path: '/tags',
  permission: 'base.edit',
  summary: 'Adds a tag, for companies, people, households and deals alike.',
  body: z.strictObject({ name: line(60), colour: z.optional(z.enum(tagColours)) }),
  output: tag,
  status: 201,
  errors: ['name_taken', 'too_many'],
})
export const changeTag = endpoint({
  name: 'changeTag',
  method: 'PATCH',
  path: '/tags/{id}',
  permission: 'base.edit',
  summary: 'Gives a tag another name or colour.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ name: line(60), colour: z.enum(tagColours) })),
  output: tag,
  errors: ['name_taken'],
})
export const deleteTag = endpoint({
  name: 'deleteTag',
  method: 'DELETE',
  path: '/tags/{id}',
  permission: 'base.delete',
  summary: 'Deletes a tag and takes it off everything that has it.',
  params: byId,
  output: nothing,
  errors: ['in_use'],
})
