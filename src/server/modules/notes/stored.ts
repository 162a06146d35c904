import { sql } from 'kysely'
import type { StoredFile } from '../../../contract/files.ts'

/** A file as the database tells it, without its content. */
export interface FileRow {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly media_type: string
  readonly added_by: string | null
  /** An instant; text with its offset when it came inside JSON. */
  readonly created_at: Date | string
}

const addedBy = sql<string | null>`coalesce(
  (select m.name from members m where m.workspace_id = f.workspace_id and m.id = f.added_by),
  (select k.name from api_keys k where k.workspace_id = f.workspace_id and k.id = f.added_by))`

/** The columns of a file `f`. */
export const fileColumns = sql<FileRow>`
  f.id, f.name, f.bytes, f.media_type, ${addedBy} as added_by, f.created_at`

/** The same as one JSON value. */
export const fileJson = sql<FileRow>`json_build_object('id', f.id, 'name', f.name, 'bytes', f.bytes,
  'media_type', f.media_type, 'added_by', ${addedBy}, 'created_at', f.created_at)`

export function showFile(row: FileRow): StoredFile {
  return {
    id: row.id,
    name: row.name,
    bytes: Number(row.bytes),
    mediaType: row.media_type,
    addedBy: row.added_by,
    createdAt: new Date(row.created_at).toISOString(),
  }
}
