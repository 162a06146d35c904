import type { Context } from './context.ts'
import { assert, fail } from './fail.ts'

interface Versioned {
  readonly version: number
  readonly field_versions: Record<string, number>
}

/** Refuses an edit that was made on an older version of the row, telling what has changed since and how it is now. */
export function requireVersion(ctx: Context, row: Versioned, current: unknown): void {
  const made = ctx.version
  assert(made !== null, 'a versioned endpoint has an If-Match')
  if (made === row.version) return
  const changed = Object.entries(row.field_versions)
    .filter(([, version]) => version > made)
    .map(([field]) => field)
  fail('version_conflict', { changed: changed.sort(), current })
}

/** The columns that an edit of these fields writes beside them. */
export function nextVersion(row: Versioned, fields: readonly string[]): { version: number; field_versions: string } {
  const version = row.version + 1
  const touched = Object.fromEntries(fields.map((field) => [field, version]))
  return { version, field_versions: JSON.stringify({ ...row.field_versions, ...touched }) }
}
