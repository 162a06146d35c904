import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import type { Named } from '../../kernel/named.ts'
import { seen } from '../../kernel/seen.ts'

/** Whom the customer of a deal turns to: the deal's owner, after a win whoever looks after the customer. */
export async function showContact(ctx: Context, dealId: string): Promise<{ contact: Named | null }> {
  const { rows } = await sql<{ contact: Named | null }>`
    select (select json_build_object('id', m.id, 'name', m.name) from members m
      where m.workspace_id = d.workspace_id and m.id = case when d.outcome = 'won' then coalesce(
        (select c.owner_id from companies c where c.workspace_id = d.workspace_id and c.id = d.company_id),
        (select p.owner_id from people p where p.workspace_id = d.workspace_id and p.id = d.person_id),
        (select h.owner_id from households h where h.workspace_id = d.workspace_id and h.id = d.household_id),
        d.owner_id) else d.owner_id end) as contact
    from deals d
    where d.workspace_id = ${ctx.workspace.id} and d.id = ${dealId} and ${seen(ctx.actor, sql.ref('d.owner_id'))}`.execute(
    ctx.tx,
  )
  return rows[0] ?? fail('not_found', { kind: 'deal' })
}
