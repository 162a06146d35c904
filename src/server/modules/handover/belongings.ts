import { sql } from 'kysely'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/team.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { unfinished } from '../deals/index.ts'

type Belongings = OutputOf<typeof contract.showBelongings>

// Who has more keys than this has them elsewhere too.
const keysShown = 100

/** What somebody else must take over when a member goes, and the keys that depend on them: one statement. */
export async function showBelongings(ctx: Context, memberId: string): Promise<Belongings> {
  const count = (table: 'companies' | 'people' | 'households') =>
    sql`(select count(*) from ${sql.table(table)} o where o.workspace_id = m.workspace_id and o.owner_id = m.id)`
  const { rows } = await sql<Belongings>`
    select
      (select count(*) from deals d where d.workspace_id = m.workspace_id and d.owner_id = m.id and ${unfinished}) as deals,
      ${count('companies')} as companies, ${count('people')} as people, ${count('households')} as households,
      (select coalesce(json_agg(k order by k.name), '[]') from (
        select k.id, k.name, k.member_id is not distinct from m.id as "standsFor" from api_keys k
        where k.workspace_id = m.workspace_id and coalesce(k.member_id, k.created_by) = m.id and k.revoked_at is null
          and (k.expires_at is null or k.expires_at > now())
        order by k.id limit ${keysShown}) k) as keys
    from members m where m.workspace_id = ${ctx.workspace.id} and m.id = ${memberId}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'member' })
}
