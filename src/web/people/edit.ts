import { Problem } from '../api.ts'

interface Versioned {
  readonly version: number
}

/** How a record that is edited in place is read and sent: one for all its fields. */
export interface RecordEdit<Row extends Versioned, Changes extends object> {
  readonly row: Row
  /** Sends the named fields with the version they were made on. */
  readonly send: (changes: Changes, version: number) => Promise<Row>
  /** The row as it now is, for the cache. */
  readonly keep: (row: Row) => void
}

/**
 * Saves changes made on a version. If the row has changed since, but in other fields, nothing was in dispute and the same changes
 * are sent on the newer version; otherwise the refusal rises, and `rowInConflict` reads the other one's row from it.
 */
export async function saveFields<Row extends Versioned, Changes extends object>(
  edit: RecordEdit<Row, Changes>,
  changes: Changes,
  version: number,
): Promise<void> {
  try {
    edit.keep(await edit.send(changes, version))
  } catch (error) {
    const conflict = conflictOf<Row>(error)
    if (!conflict || conflict.changed.some((field) => field in changes)) throw error
    await saveFields(edit, changes, conflict.current.version)
  }
}

/** The row as somebody else left it, if that is why the edit was refused. */
export function rowInConflict<Row extends Versioned>(error: unknown): Row | null {
  return conflictOf<Row>(error)?.current ?? null
}

interface Conflict<Row> {
  readonly changed: readonly string[]
  readonly current: Row
}

function conflictOf<Row>(error: unknown): Conflict<Row> | null {
  if (!(error instanceof Problem) || error.code !== 'version_conflict') return null
  // The contract: `current` is what the edited endpoint answers with.
  return error.data as Conflict<Row>
}
