import type { ColumnType } from 'kysely'

/** Written as JSON text, read as the value. */
export type Json<Value> = ColumnType<Value, string, string>

/** Field → the version of the row in which it last changed. */
export type FieldVersions = ColumnType<Record<string, number>, string | undefined, string>
