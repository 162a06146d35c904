import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'

/** Gives some of those whom a member keeps in touch with to another, or to nobody. Returns how many: fewer than `most` when there are no more. */
export async function handOverNurtures(ctx: Context, from: string, to: string | null, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update nurtures g set owner_id = ${to}
    from (
      select id from nurtures where workspace_id = ${ctx.workspace.id} and owner_id = ${from} and ended_at is null
      order by id limit ${most} for update) batch
    where g.workspace_id = ${ctx.workspace.id} and g.id = batch.id`.execute(ctx.tx)
  if (numAffectedRows > 0n) await leaveChange(ctx, { kind: 'nurture-touches', id: null, fields: [] })
  return Number(numAffectedRows)
}
