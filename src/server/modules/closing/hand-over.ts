import { sql } from 'kysely'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'

/** Gives some of what a member has to do for closes to another, or to nobody. Returns how many: fewer than `most` when there are no more. */
export async function handOverItems(ctx: Context, from: string, to: string | null, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update closing_items i set owner_id = ${to}, version = i.version + 1,
      field_versions = i.field_versions || jsonb_build_object('ownerId', i.version + 1)
    from (
      select id from closing_items where workspace_id = ${ctx.workspace.id} and owner_id = ${from} and done_at is null
      order by id limit ${most} for update) batch
    where i.workspace_id = ${ctx.workspace.id} and i.id = batch.id`.execute(ctx.tx)
  if (numAffectedRows > 0n) await leaveChange(ctx, { kind: 'closing-items', id: null, fields: ['ownerId'] })
  return Number(numAffectedRows)
}
