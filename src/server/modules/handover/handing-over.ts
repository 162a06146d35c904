import { sql } from 'kysely'
import * as z from 'zod/mini'
import { roles } from '../../../contract/permissions.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { type JobHandlers, nowOf, workspaceOf } from '../../kernel/job.ts'
import { handOverItems } from '../closing/index.ts'
import { handOverDeals } from '../deals/index.ts'
import { handOverHandoffs } from '../handoffs/index.ts'
import { handOverNurtures } from '../nurture/index.ts'

export const handoverJob = 'members.handover'

// So many in one transaction: others wait for its locks no longer than they notice.
const batch = 500

const payload = z.object({
  from: z.uuid(),
  to: z.nullable(z.uuid()),
  by: z.object({ kind: z.enum(['member', 'key']), id: z.uuid(), role: z.enum(roles) }),
})

export const handoverJobs: JobHandlers = {
  /** Hands over what a member has who left. Taken up again after a crash it goes on with what is still theirs. */
  [handoverJob]: async (job) => {
    const { from, to, by } = z.parse(payload, job.payload)
    const workspace = await workspaceOf(job.db, job.workspaceId)
    if (!workspace) return 'done'
    for (const hand of [handOverDeals, ...owned.map(ofTable), handOverProspects, ...aroundDeals]) {
      for (let handed = batch; handed === batch; ) {
        if (job.signal.aborted) return 'later'
        handed = await job.db.transaction().execute(async (tx) => {
          const actor = { ...by, sees: null }
          return hand({ tx, actor, workspace, now: await nowOf(tx), version: null }, from, to, batch)
        })
      }
    }
    return 'done'
  },
}

const aroundDeals = [handOverItems, handOverNurtures, handOverHandoffs]

const owned = ['companies', 'people', 'households'] as const

/** Customers: their owner is a column, and the edit is told as any other. */
function ofTable(table: (typeof owned)[number]) {
  return async (ctx: Context, from: string, to: string | null, most: number): Promise<number> => {
    const { numAffectedRows = 0n } = await sql`
      update ${sql.table(table)} o set owner_id = ${to}, version = o.version + 1, updated_at = ${ctx.now},
        field_versions = o.field_versions || jsonb_build_object('ownerId', o.version + 1)
      from (
        select id from ${sql.table(table)} where workspace_id = ${ctx.workspace.id} and owner_id = ${from}
        order by id limit ${most} for update) batch
      where o.workspace_id = ${ctx.workspace.id} and o.id = batch.id`.execute(ctx.tx)
    if (numAffectedRows > 0n) await leaveChange(ctx, { kind: table, id: null, fields: ['ownerId'] })
    return Number(numAffectedRows)
  }
}

/** Those on lists whom the member had been handed and not worked yet: to the colleague, or back to all. */
async function handOverProspects(ctx: Context, from: string, to: string | null, most: number): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update prospects p set owner_id = ${to}, handed_at = ${to === null ? null : ctx.now}::timestamptz, version = p.version + 1
    from (
      select id from prospects where workspace_id = ${ctx.workspace.id} and owner_id = ${from} and state in ('waiting', 'set_aside')
      order by id limit ${most} for update) batch
    where p.workspace_id = ${ctx.workspace.id} and p.id = batch.id`.execute(ctx.tx)
  return Number(numAffectedRows)
}
