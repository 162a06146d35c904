import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'

// A statement of a few megabytes is read faster than many small ones, and one of all rows would be held in memory twice.
const batch = 3_000

/** Writes rows of one table; every row has the columns of the first. Names of tables and columns are our own. */
export async function insertRows(tx: Queries, table: string, rows: readonly object[]): Promise<void> {
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)))
  for (let first = 0; first < rows.length; first += batch) {
    const json = JSON.stringify(rows.slice(first, first + batch))
    await sql`
      insert into ${sql.table(table)} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${json}::jsonb)`.execute(tx)
  }
}
