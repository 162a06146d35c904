import { sql } from 'kysely'
import type { Queries } from '../../kernel/context.ts'

/** The columns of every table as they are now, in the order of their names, the workspace's own left out. */
export async function tableColumns(db: Queries): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.relname as name, array_agg(a.attname::text order by a.attname::text collate "C") as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
      and not a.attisdropped and a.attname <> 'workspace_id'
    group by c.relname`.execute(db)
  return new Map(rows.map(({ name, columns }) => [name, columns]))
}
