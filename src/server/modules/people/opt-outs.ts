import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { tableOf, type Whom } from '../../kernel/whom.ts'

const kinds = ['person', 'company', 'household'] as const

/**
 * Whether a customer asked not to be contacted; a company speaks for its people too.
 * @param id where the id of the customer stands: 'c.id'
 */
export function hasOptedOut(kind: Whom['kind'], id: `${string}.${string}`): RawBuilder<SqlBool> {
  const workspace = sql.ref(`${id.split('.')[0]}.workspace_id`)
  const asked = sql<SqlBool>`exists (
    select from opt_outs o where o.workspace_id = ${workspace} and ${sql.ref(`o.${kind}_id`)} = ${sql.ref(id)})`
  if (kind !== 'person') return asked
  return sql<SqlBool>`(${asked} or exists (
    select from people h join opt_outs o on o.workspace_id = h.workspace_id and o.company_id = h.company_id
    where h.workspace_id = ${workspace} and h.id = ${sql.ref(id)}))`
}

/** The same of a row, under this alias, whose columns say whom it is about. */
export function isOfOptedOut(alias: string): RawBuilder<SqlBool> {
  const of = (kind: Whom['kind']) =>
    sql`(${sql.ref(`${alias}.${kind}_id`)} is not null and ${hasOptedOut(kind, `${alias}.${kind}_id`)})`
  return sql<SqlBool>`(${sql.join(kinds.map(of), sql` or `)})`
}

/** Refuses to plan a contact with somebody who asked for none. */
export async function refuseOptedOut(ctx: Context, named: readonly Whom[]): Promise<void> {
  for (const kind of kinds) {
    const ids = named.filter((whom) => whom.kind === kind).map(({ id }) => id)
    if (ids.length === 0) continue
    const { rows } = await sql<{ name: string }>`
      select c.name from ${sql.table(tableOf(kind))} c
      where c.workspace_id = ${ctx.workspace.id} and c.id = any(${ids}::uuid[]) and ${hasOptedOut(kind, 'c.id')}
      order by c.id limit 1`.execute(ctx.tx)
    if (rows[0]) fail('opted_out', { name: rows[0].name })
  }
}
