import type { ImportKind, ImportSystem } from '../../../../../contract/import-fields.ts'

/** How one system names the columns of its files. */
export interface Preset {
  readonly system: ImportSystem
  readonly files: readonly PresetFile[]
}

export interface PresetFile {
  readonly kind: ImportKind
  /** Sets of columns, one a line, parted by commas: a file that has all of one set is of this system. */
  readonly known: string
  /**
   * A line a field: its key, then the columns that hold it, the likeliest first, parted by commas. `#` stands for a number
   * in both: `phone:#  Phone # - Value`. Columns are compared without case, marks, spaces and signs.
   */
  readonly fields: string
}
