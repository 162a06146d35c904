import { type RawBuilder, sql } from 'kysely'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'

/** Whether a member's pay, `m` being a row of members, may be seen: one's own, that of one's team, or everybody's. */
export function paySeen(ctx: Context): RawBuilder<boolean> {
  if (has(ctx.actor, 'commission.manage')) return sql`true`
  const self = memberOf(ctx)
  if (!has(ctx.actor, 'commission.team')) return sql`m.id = ${self}::uuid`
  return sql`(m.id = ${self}::uuid or m.team_id = (
    select t.team_id from members t where t.workspace_id = ${ctx.workspace.id} and t.id = ${self}::uuid))`
}

/** The member, if their pay may be seen. */
export async function requirePay(ctx: Context, memberId: string): Promise<{ id: string; name: string }> {
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id, m.name from members m
    where m.workspace_id = ${ctx.workspace.id} and m.id = ${memberId} and ${paySeen(ctx)}`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'member' })
}
