import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Actor } from './context.ts'

/**
 * Whether the actor sees a row by its owner: their own, their team's, or all; what nobody owns, everybody sees. Every
 * query over deals or customers carries it, so that no list, sum, search or export shows what the member may not see.
 * @param owner the column of the owner's id, as `sql.ref('deals.owner_id')` or `eb.ref('owner_id')`
 */
export function seen(actor: Actor, owner: Expression<string | null>): RawBuilder<SqlBool> {
  if (actor.sees === null) return sql<SqlBool>`true`
  return sql<SqlBool>`(${owner} is null or ${owner} = any(${actor.sees}::uuid[]))`
}

/** The same for a row that was read already. */
export function sees(actor: Pick<Actor, 'sees'>, owner: string | null): boolean {
  return actor.sees === null || owner === null || actor.sees.includes(owner)
}

/** Whose rows the member `m` sees, as an array of ids; null for all. Who belongs to no team is a team of one. */
export const seenByMember = sql<string[] | null>`
  case m.sees
    when 'own' then array[m.id]
    when 'team' then array(
      select t.id from members t where t.workspace_id = m.workspace_id and (t.team_id = m.team_id or t.id = m.id))
  end`
