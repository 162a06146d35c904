import * as z from 'zod/mini'
import { mostOptions } from './custom-fields.ts'
import { customKinds } from './custom-values.ts'
import { line } from './primitives.ts'

/** As long as the name of a field may be. */
const longestName = 60

/** A field of the workspace's own that is made for a column when the import starts; one that is called so already is that one. */
export const newField = z.strictObject({
  /** Left out, what the column is called. */
  name: z.optional(line(longestName)),
  kind: z.enum(customKinds),
  /** Of a choice: the values that the file has. */
  options: z.optional(z.array(line(100)).check(z.maxLength(mostOptions))),
})
export type NewField = z.infer<typeof newField>

/** What a column would be as a field, by all that stands in it. */
export const columnProposal = z.strictObject({
  kind: z.enum(customKinds),
  /** In how many rows something stands there. */
  filled: z.int(),
  /** What it says, the commonest first, where that is few enough to choose from. */
  options: z.array(z.string()),
})
export type ColumnProposal = z.infer<typeof columnProposal>

/** What a field for a column is called, unless somebody says otherwise. */
export function fieldNameOf(header: string): string {
  return header.replace(/\s+/g, ' ').trim().slice(0, longestName).toWellFormed().trim()
}

const asNew = 'new.'

/** How a trial names a field that is not made yet, after its column. */
export function newFieldKey(header: string): string {
  return asNew + header
}

/** The column that such a name stands for; null for every other field. */
export function newFieldColumn(key: string): string | null {
  return key.startsWith(asNew) ? key.slice(asNew.length) : null
}
