import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { id, instant, nothing, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

/** The largest file that is kept, in bytes. */
export const fileLimitBytes = 25 * 1024 * 1024
/** So many files one record takes. */
export const mostFiles = 200

export const storedFile = z.strictObject({
  id,
  name: z.string(),
  bytes: z.int(),
  /** What the content is, by its first bytes. */
  mediaType: z.string(),
  addedBy: z.nullable(z.string()),
  createdAt: instant,
})
export type StoredFile = z.infer<typeof storedFile>

export const listFiles = endpoint({
  name: 'listFiles',
  method: 'GET',
  path: '/files',
  permission: 'base.read',
  summary: 'The files of one record, newest first.',
  query: z.strictObject({
    ...pageQuery,
    company: z.optional(id),
    person: z.optional(id),
    household: z.optional(id),
    deal: z.optional(id),
    note: z.optional(id),
  }),
  output: page(storedFile),
})
export const addFile = endpoint({
  name: 'addFile',
  method: 'POST',
  path: '/files',
  permission: 'base.edit',
  summary:
    'Keeps one file of at most 25 MiB; the form names what it hangs on: companyId, personId, householdId, dealId or noteId.',
  multipart: true,
  bodyLimit: fileLimitBytes + 64 * 1024,
  output: storedFile,
  status: 201,
  errors: ['file_refused', 'unknown_reference', 'too_large', 'too_many'],
})
export const downloadFile = endpoint({
  name: 'downloadFile',
  method: 'GET',
  path: '/files/{id}',
  permission: 'base.read',
  summary: 'The content of a file, always to be saved and never shown by the browser.',
  params: byId,
  produces: 'application/octet-stream',
  output: z.string(),
})
export const deleteFile = endpoint({
  name: 'deleteFile',
  method: 'DELETE',
  path: '/files/{id}',
  permission: 'base.edit',
  summary: 'Deletes a file; for thirty days it can be brought back.',
  params: byId,
  output: nothing,
})
export const restoreFile = endpoint({
  name: 'restoreFile',
  method: 'POST',
  path: '/files/{id}/restore',
  permission: 'base.edit',
  summary: 'Brings a deleted file back.',
  params: byId,
  output: storedFile,
})
