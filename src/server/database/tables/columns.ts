import type { ColumnType } from 'kysely'
import type { CustomValues } from '../../../contract/custom-values.ts'

/** Written as JSON text, read as the value. */
export type Json<Value> = ColumnType<Value, string, string>

/** Field → the version of the row in which it last changed. */
export type FieldVersions = ColumnType<Record<string, number>, string | undefined, string>

/** The values of a workspace's own fields by their keys: none unless written. */
export type Custom = ColumnType<CustomValues, string | undefined, string>
