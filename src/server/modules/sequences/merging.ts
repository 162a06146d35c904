import { type MergeField, mergeFields } from '../../../contract/sequences.ts'

/** What the fields stand for; null where nobody knows. */
export type MergeValues = Readonly<Record<MergeField, string | null>>

export interface Merged {
  readonly text: string
  /** Asked for, and not known: they stay in the text as they are. */
  readonly missing: readonly MergeField[]
}

/** Puts values in the place of '{first_name}' and its like; braces around anything else are left alone. */
export function merge(text: string, values: MergeValues): Merged {
  const missing = new Set<MergeField>()
  const merged = text.replace(/\{([a-z_]+)\}/g, (written, name: string) => {
    const field = mergeFields.find((each) => each === name)
    if (!field) return written
    const value = values[field]
    if (!value) missing.add(field)
    return value || written
  })
  return { text: merged, missing: [...missing] }
}
