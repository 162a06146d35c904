import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { undoCounts, undoKinds } from './import-counts.ts'
import { importResult } from './imports.ts'
import { id, page, pageQuery } from './primitives.ts'

const byId = z.strictObject({ id })

/**
 * Why an undo leaves a row: somebody has edited it since, other records hang on it, it has come to another stage since, or
 * it is gone.
 */
export const keptReasons = ['edited', 'in_use', 'moved', 'gone'] as const

export const keptRow = z.strictObject({
  kind: z.enum(undoKinds),
  id,
  /** What it is called now; null if it is gone. */
  name: z.nullable(z.string()),
  reason: z.enum(keptReasons),
  /** What was edited since, where the reason is that: names of columns. */
  fields: z.array(z.string()),
  /** Records of which kinds hang on it. */
  by: z.array(z.string()),
})
export type KeptRow = z.infer<typeof keptRow>

export const stopImport = endpoint({
  name: 'stopImport',
  method: 'POST',
  path: '/imports/{id}/stop',
  permission: 'imports.run',
  summary:
    'Stops an import that waits or runs: what was taken stays, and can be undone. A trial goes back to its beginning.',
  params: byId,
  output: importResult,
  errors: ['import_not_ready'],
})
export const previewUndo = endpoint({
  name: 'previewUndo',
  method: 'GET',
  path: '/imports/{id}/undo',
  permission: 'imports.read',
  summary: 'What an undo of an import would remove, give back and keep, as things are now.',
  params: byId,
  output: z.strictObject({ counts: z.array(undoCounts) }),
  errors: ['import_not_ready'],
})
export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/imports/{id}/undo',
  permission: 'imports.run',
  summary:
    'Undoes an import as a whole, in the background: what it made and nobody touched is removed, what it changed gets its former values back, what was edited since is kept and listed.',
  params: byId,
  output: importResult,
  status: 202,
  errors: ['import_not_ready'],
})
export const listKept = endpoint({
  name: 'listKept',
  method: 'GET',
  path: '/imports/{id}/kept',
  permission: 'imports.read',
  summary: 'The rows that the undo of an import left, and why.',
  params: byId,
  query: z.strictObject(pageQuery),
  output: page(keptRow),
})
