import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { storedFile } from './files.ts'
import { id, instant, nothing, page, pageQuery, version } from './primitives.ts'
import { isRichText, type RichText } from './rich-text.ts'

const byId = z.strictObject({ id })

const shape = z.strictObject({ type: z.literal('doc'), content: z.array(z.unknown()).check(z.maxLength(2000)) })

/** Rich text as the editor makes it, by the list in rich-text.ts; nothing else is taken. */
// What has passed the check is rich text: a schema of a tree that contains itself would say less in more words.
const content = shape.check(z.refine(isRichText)) as unknown as z.ZodMiniType<RichText, RichText>

/** What a note or a file hangs on: exactly one of these is named. */
export const attachedTo = {
  companyId: z.optional(id),
  personId: z.optional(id),
  householdId: z.optional(id),
  dealId: z.optional(id),
}
/** The same as a filter of a list. */
export const attachedFilter = {
  company: z.optional(id),
  person: z.optional(id),
  household: z.optional(id),
  deal: z.optional(id),
}

const hangs = {
  companyId: z.nullable(id),
  personId: z.nullable(id),
  householdId: z.nullable(id),
  dealId: z.nullable(id),
}

export const note = z.strictObject({
  id,
  version,
  ...hangs,
  /** What it hangs on is called so now. */
  aboutName: z.string(),
  content,
  pinned: z.boolean(),
  author: z.strictObject({ id: z.nullable(id), name: z.nullable(z.string()) }),
  createdAt: instant,
  editedAt: z.nullable(instant),
  files: z.array(storedFile),
})
export type Note = z.infer<typeof note>

export const listNotes = endpoint({
  name: 'listNotes',
  method: 'GET',
  path: '/notes',
  permission: 'base.read',
  summary: 'Notes on one record, newest first; or those that name a member (`mentions`), or only the pinned ones.',
  query: z.strictObject({
    ...pageQuery,
    ...attachedFilter,
    mentions: z.optional(id),
    pinned: z.optional(z.literal('true')),
  }),
  output: page(note),
})
export const writeNote = endpoint({
  name: 'writeNote',
  method: 'POST',
  path: '/notes',
  permission: 'base.edit',
  summary: 'Writes a note on a company, a person, a household or a deal.',
  body: z.strictObject({ ...attachedTo, content, pinned: z.optional(z.boolean()) }),
  output: note,
  status: 201,
  errors: ['unknown_reference'],
})
export const changeNote = endpoint({
  name: 'changeNote',
  method: 'PATCH',
  path: '/notes/{id}',
  permission: 'base.edit',
  summary: 'Changes the text of a note, or pins it.',
  versioned: true,
  params: byId,
  body: z.partial(z.strictObject({ content, pinned: z.boolean() })),
  output: note,
  errors: ['unknown_reference', 'forbidden'],
})
export const deleteNote = endpoint({
  name: 'deleteNote',
  method: 'DELETE',
  path: '/notes/{id}',
  permission: 'base.edit',
  summary: 'Deletes a note with its files; for thirty days it can be brought back, then its words are gone.',
  params: byId,
  output: nothing,
})
export const restoreNote = endpoint({
  name: 'restoreNote',
  method: 'POST',
  path: '/notes/{id}/restore',
  permission: 'base.edit',
  summary: 'Brings a deleted note back.',
  params: byId,
  output: note,
})
