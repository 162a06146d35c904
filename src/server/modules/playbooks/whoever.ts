import { type RawBuilder, sql } from 'kysely'

/** What whoever a column names is called: a member, or a key. The column has its table's alias, which has the workspace too. */
export function whoever(column: `${string}.${string}`): RawBuilder<string | null> {
  const [alias] = column.split('.')
  const workspace = sql.ref(`${alias}.workspace_id`)
  return sql<string | null>`coalesce(
    (select m.name from members m where m.workspace_id = ${workspace} and m.id = ${sql.ref(column)}),
    (select k.name from api_keys k where k.workspace_id = ${workspace} and k.id = ${sql.ref(column)}))`
}
