import * as z from 'zod/mini'
import { fail } from './fail.ts'

/** A page of rows: `limit` of them, and the cursor that continues after the last. */
export interface Page<Item> {
  readonly items: Item[]
  readonly next: string | null
}

/**
 * Cuts a page out of rows that were asked for with `limit + 1`; the one too many only says that there is more.
 * `key` are the values the list is sorted by, of the last row on the page.
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly unknown[],
  show: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const next = rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null
  return { items: shown.map(show), next }
}

function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/** Reads a cursor back; one that was edited or belongs to another list is refused. */
export function decodeCursor<Schema extends z.ZodMiniType>(
  cursor: string | undefined,
  schema: Schema,
): z.output<Schema> | null {
  if (cursor === undefined) return null
  const parsed = z.safeParse(schema, readJson(Buffer.from(cursor, 'base64url').toString()))
  return parsed.success ? parsed.data : fail('unreadable', { part: 'cursor' })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON, so not a cursor of ours: the schema refuses undefined.
    return undefined
  }
}

/** A text in a cursor, as it can stand in a column: a made-up one may hold anything. */
export const cursorText = z.string().check(z.regex(/^[^\0\p{Cs}]*$/u))

/** The cursor of a list that is sorted by id. */
export const idCursor = z.tuple([z.uuid()])
