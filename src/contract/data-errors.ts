import { error, type ErrorKind } from './error-kind.ts'
import type { UnreadableReason } from './unreadable.ts'

/** Refusals about what comes in, goes out, is merged, edited by the thousand or erased. */
export const dataErrors = {
  field_not_comparable: error<{ name: string; reason: 'retired' | 'kind' | 'values'; limit: number }>(
    422,
    'Deals cannot be compared by this field: it is retired, gives a deal more or less than one group, or has too many different values.',
  ),
  paste_unreadable: error<{ reason: 'empty' | 'too_many_rows'; limit: number }>(
    422,
    'A pasted text holds no rows, or more than are taken at once.',
  ),
  private_not_stated: error<{ kind: string }>(
    422,
    'Facts of private life are kept only of the kinds, and of people or households, that the owner has stated a basis for.',
  ),
  name_differs: error(422, 'The name that was typed to confirm is not that of the customer.'),
  erased: error<{ kind: string }>(
    409,
    'The customer was erased for good: nothing of it can be changed or brought back.',
  ),
  edit_not_undoable: error(
    409,
    'Only an edit of many rows that is over can be taken back, by whoever made it, within a day, and once.',
  ),
  merged: error<{ kind: string; id: string }>(
    410,
    'The row was merged into another one, which is named: ask for that.',
  ),
  nothing_sure: error(409, 'No two rows of this kind are surely the same.'),
  merge_not_undoable: error(
    409,
    'Only a merge that is over can be taken back, within thirty days, once, and after those that went on with its rows.',
  ),
  file_refused: error<{ reason: 'none' | 'empty' | 'too_many' | 'name' }>(
    422,
    'The upload is not one file that can be kept.',
  ),
  import_not_ready: error<{ status: string }>(409, 'The import is not in a state for this.'),
  import_file_unreadable: error<{ file: string; reason: UnreadableReason | 'unknown_kind' | 'no_deals' }>(
    422,
    'A file cannot be read as a table.',
  ),
  import_mapping_invalid: error<{ problem: string }>(
    422,
    'The mapping names columns or stages that do not exist, or misses one that is needed.',
  ),
  export_not_ready: error<{ status: string }>(409, 'The file is not made yet, or could not be made.'),
  archive_refused: error<{
    reason: 'not_an_archive' | 'broken' | 'newer' | 'too_large' | 'rows' | 'references'
    part: string | null
  }>(
    422,
    'The file is no complete archive of a Rondo, or one that this Rondo cannot take in whole; nothing of it was.',
  ),
  workspace_not_empty: error(409, 'Somebody has worked in this workspace already: an archive comes into an empty one.'),
} satisfies Record<string, ErrorKind<object>>
