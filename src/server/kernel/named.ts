import { type RawBuilder, sql } from 'kysely'

/** A row that another one points to, as the API names it. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** Whom a column names that holds who did something: a member, or a key. */
export function byWhom(reference: `${string}.${string}`): RawBuilder<Named | null> {
  return sql<Named | null>`coalesce(${namedBy('members', reference)}, ${namedBy('api_keys', reference)})`
}

/**
 * What a column refers to, by id and name, as a part of a select; null where it refers to nothing.
 * @param reference the column with its table's alias, which has the workspace too: 't.deal_id'
 */
export function namedBy(table: string, reference: `${string}.${string}`): RawBuilder<Named | null> {
  const [alias] = reference.split('.')
  return sql<Named | null>`(
    select json_build_object('id', n.id, 'name', n.name) from ${sql.table(table)} n
    where n.workspace_id = ${sql.ref(`${alias}.workspace_id`)} and n.id = ${sql.ref(reference)})`
}
