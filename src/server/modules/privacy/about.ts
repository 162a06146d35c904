import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'

/** Who asks, or is asked for: one row and those that were merged into it, and the deals of which they are the customer. */
export interface Who {
  readonly kind: 'person' | 'household'
  readonly workspaceId: string
  readonly ids: readonly string[]
  readonly deals: readonly string[]
}

/**
 * How a row is about somebody: it names them, hangs on a deal of theirs, has the id of their row or of such a deal without a
 * reference, or belongs to a row of another table that is about them: its `column` is the `key` of that one.
 */
export type By =
  | 'person'
  | 'household'
  | 'deal'
  | { readonly id: string }
  | { readonly table: string; readonly key: string; readonly column: string; readonly by: readonly By[] }

/** Whether a row, under this alias, is about somebody by one of these ways. */
export function isAboutBy(who: Who, ways: readonly By[], alias = 't'): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join(
    ways.map((way) => isBy(who, way, alias)),
    sql` or `,
  )})`
}

function isBy(who: Who, way: By, alias: string): RawBuilder<unknown> {
  if (way === 'deal') return sql`${sql.ref(`${alias}.deal_id`)} = any(${who.deals}::uuid[])`
  if (typeof way === 'string')
    return way === who.kind ? sql`${sql.ref(`${alias}.${way}_id`)} = any(${who.ids}::uuid[])` : sql`false`
  if ('id' in way) return sql`${sql.ref(`${alias}.${way.id}`)} = any(${[...who.ids, ...who.deals]}::uuid[])`
  const inner = `${alias}x`
  return sql`${sql.ref(`${alias}.${way.column}`)} in (
    select ${sql.ref(`${inner}.${way.key}`)} from ${sql.table(way.table)} as ${sql.ref(inner)}
    where ${sql.ref(`${inner}.workspace_id`)} = ${who.workspaceId} and ${isAboutBy(who, way.by, inner)})`
}

/** Of whom all that is kept is looked for. */
export async function whoIs(
  { tx, workspace }: Pick<Context, 'tx' | 'workspace'>,
  kind: Who['kind'],
  id: string,
): Promise<Who> {
  const table = sql.table(kind === 'person' ? 'people' : 'households')
  const { rows } = await sql<{ ids: string[]; deals: string[] }>`
    with recursive same (id) as (
      select ${id}::uuid
      union select t.id from ${table} t join same s on t.merged_into_id = s.id where t.workspace_id = ${workspace.id})
    select array(select id from same) as ids, array(
      select d.id from deals d where d.workspace_id = ${workspace.id}
        and ${sql.ref(`d.${kind}_id`)} in (select id from same)) as deals`.execute(tx)
  const [found = { ids: [id], deals: [] }] = rows
  return { kind, workspaceId: workspace.id, ...found }
}
