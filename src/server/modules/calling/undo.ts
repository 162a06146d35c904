import { type Selectable, sql } from 'kysely'
import type { Prospect } from '../../../contract/prospects.ts'
import type { Calls } from '../../database/tables/calling.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { withdrawOpening } from '../deals/index.ts'
import { withdrawTouch } from '../outreach/index.ts'
import { type HeldProspect, holdProspect, promised, showProspect, uncalled, unpromised } from '../prospects/index.ts'
import { callerOf } from './next.ts'
import { reportNumber } from './numbers.ts'

const dayMs = 24 * 3_600_000

/** Takes the latest call with a prospect back, with all that followed from it. */
export async function undoCall(ctx: Context, id: string): Promise<Prospect> {
  const call = await findCall(ctx, id)
  const held = await holdProspect(ctx, call.prospect_id)
  const isLatest = !(await hasLater(ctx, call))
  const isOwn = call.caller_id === callerOf(ctx) && ctx.now.getTime() - call.called_at.getTime() <= dayMs
  if (!isLatest || !isOwn) fail('nothing_to_undo')
  await restore(ctx, held, call)
  // The touch goes with the deal that it opened; the deal's own log would else keep it.
  if (call.deal_id !== null && call.deal_version !== null) await withdrawOpening(ctx, call.deal_id, call.deal_version)
  else await withdrawTouch(ctx, call.touch_id)
  if (call.number !== null && (call.outcome === 'wrong_number' || call.outcome === 'dead_number'))
    await reportNumber(ctx, call.number, null)
  if (call.opt_out_id !== null) await withdrawOptOut(ctx, call)
  await leaveChange(ctx, { kind: 'prospects', id: call.prospect_id, fields: [] })
  return showProspect(ctx, call.prospect_id)
}

type Call = Selectable<Calls>

async function findCall(ctx: Context, id: string): Promise<Call> {
  const row = await ctx.tx
    .selectFrom('calls')
    .selectAll()
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? fail('not_found', { kind: 'call' })
}

async function hasLater(ctx: Context, { prospect_id, id }: Call): Promise<boolean> {
  const { rows } = await sql`
    select from calls c where c.workspace_id = ${ctx.workspace.id} and c.prospect_id = ${prospect_id} and c.id > ${id}
    limit 1`.execute(ctx.tx)
  return rows.length > 0
}

async function restore(ctx: Context, held: HeldProspect, { before }: Call): Promise<void> {
  const { promised: wasPromised, call_at, retry_at, worked_at, ...kept } = before
  const at = (instant: string | null) => (instant === null ? null : new Date(instant))
  await ctx.tx
    .updateTable('prospects')
    .set({
      ...kept,
      ...(wasPromised ? promised(held) : unpromised(held)),
      ...uncalled,
      call_at: at(call_at),
      retry_at: at(retry_at),
      worked_at: at(worked_at),
      deal_id: null,
      version: held.version + 1,
    })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', held.id)
    .execute()
}

/** They may be contacted again, and wait again on the other lists that they were dropped from by it. */
async function withdrawOptOut(ctx: Context, call: Call): Promise<void> {
  await sql`
    update prospects p set state = 'waiting', drop_reason = null, version = p.version + 1
    from opt_outs o
    where o.workspace_id = ${ctx.workspace.id} and o.id = ${call.opt_out_id} and p.workspace_id = o.workspace_id
      and (p.person_id = o.person_id or p.company_id = o.company_id or p.household_id = o.household_id)
      and p.state = 'dropped' and p.worked_at = ${call.called_at}`.execute(ctx.tx)
  await sql`delete from opt_outs o where o.workspace_id = ${ctx.workspace.id} and o.id = ${call.opt_out_id}`.execute(
    ctx.tx,
  )
}
