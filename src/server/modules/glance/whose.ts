import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'

/** More sellers than this are not shown beside each other. */
export const mostSellers = 200

interface Asked {
  readonly owner?: string | undefined
  readonly team?: string | undefined
}

/** Whose deals are asked for, as far as the actor sees them; null for everybody's. @throws Failure not_found for a team without members */
export async function ownersAsked(ctx: Context, { owner, team }: Asked): Promise<string[] | null> {
  if (owner !== undefined) return [owner]
  if (team === undefined) return null
  const rows = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('team_id', '=', team)
    .limit(1000)
    .execute()
  return rows.length === 0 ? fail('not_found', { kind: 'team' }) : rows.map(({ id }) => id)
}
