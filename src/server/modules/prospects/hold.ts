import { type Selectable, sql } from 'kysely'
import type { Tables } from '../../database/tables.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { seesProspect, worksList } from './sight.ts'

export type HeldProspect = Selectable<Tables['prospects']>

/** Locks a place on a list that the actor sees. */
export async function holdProspect(ctx: Context, id: string): Promise<HeldProspect> {
  const { rows } = await sql<HeldProspect>`
    select p.* from prospects p
    where p.workspace_id = ${ctx.workspace.id} and p.id = ${id} and ${seesProspect(ctx)}
    for update of p`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'prospect' })
}

/** Locks a list that the actor may work: two who add the same person come one after the other. */
export async function holdList(ctx: Context, id: string): Promise<Selectable<Tables['lists']>> {
  const { rows } = await sql<Selectable<Tables['lists']>>`
    select l.* from lists l where l.workspace_id = ${ctx.workspace.id} and l.id = ${id} and ${worksList(ctx)}
    for update of l`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'list' })
}

/** Nobody has it on the line, and no call is agreed or to be tried again. */
export const uncalled = { held_by: null, held_until: null, call_at: null, retry_at: null } as const

/** Writes what somebody did with a place on a list. */
export async function keep(ctx: Context, held: HeldProspect, set: Partial<HeldProspect>): Promise<void> {
  await ctx.tx
    .updateTable('prospects')
    .set({ ...set, worked_at: ctx.now, worked_by: memberOf(ctx), version: held.version + 1 })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', held.id)
    .execute()
}
