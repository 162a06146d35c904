import { type RawBuilder, sql } from 'kysely'
import type { Sharing } from '../../../contract/views.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { has } from '../../kernel/rights.ts'

/** Whether a row was made by the actor or is shared with them; `row` is the alias of a table with created_by, shared and team_id. */
export function sharedWith(ctx: Context, row: string): RawBuilder<boolean> {
  const column = (name: string) => sql.ref(`${row}.${name}`)
  const team = sql`(select m.team_id from members m where m.workspace_id = ${ctx.workspace.id} and m.id = ${ctx.actor.id})`
  return sql<boolean>`(${column('shared')} = 'everyone' or ${column('created_by')} = ${ctx.actor.id}
    or ${column('team_id')} = ${team})`
}

interface Made {
  readonly created_by: string
  readonly shared: Sharing
}

/** Whether the actor may change what somebody made: their own, and what is shared where they manage the workspace. */
export function isMine(ctx: Context, row: Made): boolean {
  return row.created_by === ctx.actor.id || (row.shared !== 'own' && has(ctx.actor, 'workspace.manage'))
}

export function requireMine(ctx: Context, row: Made): void {
  if (!isMine(ctx, row)) fail('forbidden', { permission: 'workspace.manage' })
}

/** The columns of a sharing; one's own anybody may keep, what others find is shared by those who edit the base. */
export async function sharing(ctx: Context, shared: Sharing) {
  if (shared !== 'own' && !has(ctx.actor, 'base.edit')) fail('forbidden', { permission: 'base.edit' })
  if (shared !== 'team') return { shared, team_id: null }
  const member = await ctx.tx
    .selectFrom('members')
    .select('team_id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', ctx.actor.id)
    .executeTakeFirst()
  return { shared, team_id: member?.team_id ?? fail('no_team') }
}
