import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'

/**
 * What waits for the answer of a member who leaves waits for another one's. With nobody to take over, or offered by that very
 * colleague, it stays as it is: whoever assigns deals may answer, and the sender may withdraw it.
 */
export async function handOverHandoffs(ctx: Context, from: string, to: string | null, most: number): Promise<number> {
  if (to === null) return 0
  const { numAffectedRows = 0n } = await sql`
    update handoffs h set to_id = ${to}, version = h.version + 1,
      field_versions = h.field_versions || jsonb_build_object('to', h.version + 1)
    from (
      select id from handoffs
      where workspace_id = ${ctx.workspace.id} and to_id = ${from} and from_id <> ${to} and state = 'offered'
      order by id limit ${most} for update) batch
    where h.workspace_id = ${ctx.workspace.id} and h.id = batch.id`.execute(ctx.tx)
  if (numAffectedRows > 0n) await leaveChange(ctx, { kind: 'handoffs', id: null, fields: ['to'] })
  return Number(numAffectedRows)
}
