import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { closingKinds } from './facts.ts'
import { day, id, instant, line, nothing, page, pageQuery, version } from './primitives.ts'

const byId = z.strictObject({ id })
const named = z.strictObject({ id, name: z.string() })
const most = 100

export const closingItem = z.strictObject({
  id,
  version,
  deal: named,
  kind: z.enum(closingKinds),
  title: z.string(),
  owner: z.nullable(named),
  dueOn: z.nullable(day),
  /** Since when others have it: the buyer's lawyers, the bank. */
  sentAt: z.nullable(instant),
  /** How long others have had it, in whole days up to now, and how often it went there. */
  waitedDays: z.int(),
  rounds: z.int(),
  doneAt: z.nullable(instant),
})
export type ClosingItem = z.infer<typeof closingItem>

const itemFields = {
  kind: z.enum(closingKinds),
  title: line(200),
  ownerId: z.nullable(id),
  dueOn: z.nullable(day),
}
/** A line of a process's checklist: due so many days after the list is begun; with no owner, it is for the deal's. */
export const templateItem = z.strictObject({
  kind: itemFields.kind,
  title: itemFields.title,
  ownerId: itemFields.ownerId,
  afterDays: z.int().check(z.nonnegative(), z.maximum(730)),
})
export type TemplateItem = z.infer<typeof templateItem>
const template = z.strictObject({ items: z.array(templateItem) })

export const showClosingTemplate = endpoint({
  name: 'showClosingTemplate',
  method: 'GET',
  path: '/processes/{id}/closing-template',
  permission: 'process.read',
  summary: 'What a process asks for between the yes and the delivery.',
  params: byId,
  output: template,
})
export const setClosingTemplate = endpoint({
  name: 'setClosingTemplate',
  method: 'PUT',
  path: '/processes/{id}/closing-template',
  permission: 'process.edit',
  summary: 'Sets the closing checklist of a process; lists that were begun stay as they are.',
  params: byId,
  body: z.strictObject({ items: z.array(templateItem).check(z.maxLength(most)) }),
  output: template,
  errors: ['unknown_reference'],
})
export const beginClosingList = endpoint({
  name: 'beginClosingList',
  method: 'POST',
  path: '/deals/{id}/closing-list',
  permission: 'deals.work',
  summary: 'Begins the closing checklist of a deal with that of its process, with owners and dates.',
  params: byId,
  body: z.strictObject({}),
  output: z.strictObject({ items: z.array(closingItem) }),
  errors: ['closing_list_begun'],
})
export const addClosingItem = endpoint({
  name: 'addClosingItem',
  method: 'POST',
  path: '/deals/{id}/closing-items',
  permission: 'deals.work',
  summary: 'Adds a line to the closing checklist of a deal.',
  params: byId,
  body: z.strictObject({
    ...itemFields,
    ownerId: z.optional(itemFields.ownerId),
    dueOn: z.optional(itemFields.dueOn),
  }),
  output: closingItem,
  status: 201,
  errors: ['unknown_reference', 'too_many'],
})
export const changeClosingItem = endpoint({
  name: 'changeClosingItem',
  method: 'PATCH',
  path: '/closing-items/{id}',
  permission: 'base.edit',
  summary: 'Changes a line: its words, owner, day; that it is done; that others have it now, and since when.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ ...itemFields, done: z.boolean(), sent: z.boolean() })),
  output: closingItem,
  errors: ['unknown_reference'],
})
export const dropClosingItem = endpoint({
  name: 'dropClosingItem',
  method: 'DELETE',
  path: '/closing-items/{id}',
  permission: 'deals.work',
  summary: 'Takes a line off the closing checklist.',
  params: byId,
  output: nothing,
})
export const listClosingItems = endpoint({
  name: 'listClosingItems',
  method: 'GET',
  path: '/closing-items',
  permission: 'deals.read',
  summary: 'Lines of closing checklists that are still to be done, by their day; of an owner, up to a day.',
  query: z.strictObject({ ...pageQuery, owner: z.optional(id), until: z.optional(day) }),
  output: page(closingItem),
})
