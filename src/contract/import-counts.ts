import * as z from 'zod/mini'
import { money } from './primitives.ts'

/** What became of rows: created + updated + merged + rejected = those read so far. */
export const rowCounts = z.strictObject({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  merged: z.int(),
  rejected: z.int(),
})
export type RowCounts = z.infer<typeof rowCounts>

/** A row as it would come in: what is understood of it, by our fields, and what would become of it. */
export const rowSample = z.strictObject({
  file: z.string(),
  row: z.int(),
  fate: z.enum(['created', 'updated', 'merged', 'rejected']),
  /** In the order of a record; text as it is kept, days as '2026-03-02', codes of outcomes as codes. */
  fields: z.array(z.strictObject({ field: z.string(), value: z.union([z.string(), money]) })),
})
export type RowSample = z.infer<typeof rowSample>

/** What an import brings, in the order an undo goes: nothing before what points to it. */
export const undoKinds = [
  'deals',
  'notes',
  'touches',
  'people',
  'households',
  'companies',
  'products',
  'sources',
  'members',
  'teams',
  'tags',
] as const
export type UndoKind = (typeof undoKinds)[number]

/** What an undo does to the rows of one kind. */
export const undoCounts = z.strictObject({
  kind: z.enum(undoKinds),
  /** Made by the import, and gone again. */
  removed: z.int(),
  /** Changed by it, with its former values again. */
  restored: z.int(),
  /** Left as they are, wholly or in part. */
  kept: z.int(),
})
export type UndoCounts = z.infer<typeof undoCounts>
