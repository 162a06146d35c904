import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { importFileKinds } from './import-fields.ts'
import { fileMapping, importMapping } from './imports.ts'
import { id, instant, line, nothing } from './primitives.ts'

/** How files with such columns are read, kept under a name: the next file with the same columns is read so by itself. */
export const savedMapping = z.strictObject({
  id,
  name: z.string(),
  kind: z.enum(importFileKinds),
  createdAt: instant,
  /** When a file was last read so. */
  usedAt: z.nullable(instant),
})
export type SavedMapping = z.infer<typeof savedMapping>

/** More would be no order any more. */
export const mostMappings = 200

export const listImportMappings = endpoint({
  name: 'listImportMappings',
  method: 'GET',
  path: '/import-mappings',
  permission: 'imports.read',
  summary: 'The mappings that are kept, by name; at most 200 exist.',
  output: z.strictObject({ items: z.array(savedMapping) }),
})
export const saveImportMapping = endpoint({
  name: 'saveImportMapping',
  method: 'POST',
  path: '/import-mappings',
  permission: 'imports.run',
  summary:
    'Keeps how a file of an import is read, for all files with the same columns; what had the name before, or was for these columns, is replaced.',
  body: z.strictObject({
    name: line(100),
    importId: id,
    /** The file's name in that import. */
    file: z.string().check(z.maxLength(300)),
    mapping: fileMapping,
    stages: importMapping.shape.stages,
  }),
  output: savedMapping,
  status: 201,
  errors: ['too_many', 'import_mapping_invalid'],
})
export const deleteImportMapping = endpoint({
  name: 'deleteImportMapping',
  method: 'DELETE',
  path: '/import-mappings/{id}',
  permission: 'imports.run',
  summary: 'Forgets a mapping; files with such columns are guessed again.',
  params: z.strictObject({ id }),
  output: nothing,
})
