import { type RawBuilder, sql } from 'kysely'
import type { BodyOf, OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/nurture.ts'
import { findChoice } from '../../kernel/choices.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { namedBy } from '../../kernel/named.ts'
import { whomIn } from '../../kernel/whom.ts'
import { comeBack, holdDeal, showDeal, tellDeal } from '../deals/index.ts'
import { refuseOptedOut } from '../people/index.ts'
import { touchesOf } from './touches.ts'
import { tracks } from './tracks.ts'

const mostShown = 20

export async function showNurtures(ctx: Context, dealId: string): Promise<{ items: contract.Nurture[] }> {
  await showDeal(ctx, dealId)
  const { rows } = await nurtures(
    ctx,
    sql<boolean>`g.deal_id = ${dealId} order by g.created_at desc limit ${mostShown}`,
  ).execute(ctx.tx)
  return { items: await withTouches(ctx, dealId, rows) }
}

/** Puts a deal that ended without a win onto a track; its touches have their dates from the start. */
export async function startNurture(
  ctx: Context,
  dealId: string,
  input: BodyOf<typeof contract.startNurture>,
): Promise<contract.Nurture> {
  const held = await holdDeal(ctx, dealId)
  if (held.outcome === 'open' || held.outcome === 'won' || held.next_deal_id !== null) fail('deal_not_ended')
  // A deal without a customer is nobody's.
  const whom = whomIn(held)
  if (whom.id !== '') await refuseOptedOut(ctx, [whom])
  const track = await findChoice(ctx, tracks, input.trackId, { field: 'trackId' })
  if (track.retired_at !== null) fail('unknown_reference', { field: 'trackId' })
  const running = await nurtures(ctx, isRunning(dealId)).execute(ctx.tx)
  if (running.rows.length > 0) fail('already_nurtured')
  const ownerId = input.ownerId === undefined ? held.owner_id : input.ownerId
  await requireMember(ctx, ownerId)
  const from = today(ctx)
  const comeBackOn = input.comeBackOn === undefined ? held.come_back_on : input.comeBackOn
  if (input.comeBackOn && input.comeBackOn <= from) fail('day_not_ahead')
  const id = newId()
  await ctx.tx
    .insertInto('nurtures')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      deal_id: dealId,
      track_id: track.id,
      owner_id: ownerId,
      started_on: from,
      come_back_on: comeBackOn,
      ended_at: null,
      end_reason: null,
      signal: null,
      created_at: ctx.now,
    })
    .execute()
  await planTouches(ctx, id, track.steps, from, comeBackOn)
  await tellDeal(ctx, dealId, {
    facts: [{ type: 'deal.nurtured', data: { nurtureId: id, trackId: track.id, comeBackOn } }],
  })
  return findOf(ctx, dealId, id)
}

/** The touches of a track up to the day to come back on: what lies behind it nobody needs. */
async function planTouches(
  ctx: Context,
  nurtureId: string,
  steps: readonly contract.TrackStep[],
  from: string,
  until: string | null,
): Promise<void> {
  const start = Temporal.PlainDate.from(from)
  const touches = steps
    .map(({ afterDays, channel, content }) => ({
      workspace_id: ctx.workspace.id,
      id: newId(),
      nurture_id: nurtureId,
      channel,
      content,
      due_on: start.add({ days: afterDays }).toString(),
      done_at: null,
      touch_id: null,
    }))
    .filter(({ due_on }) => until === null || due_on < until)
  if (touches.length > 0) await ctx.tx.insertInto('nurture_touches').values(touches).execute()
}

/** Takes a deal off its track. The buyer who stirs, or whose day has come, comes back in a new deal. */
export async function endNurture(
  ctx: Context,
  dealId: string,
  { reason, signal }: BodyOf<typeof contract.endNurture>,
): Promise<OutputOf<typeof contract.endNurture>> {
  const held = await holdDeal(ctx, dealId)
  const { rows } = await nurtures(ctx, isRunning(dealId)).execute(ctx.tx)
  const [row] = rows
  if (!row) return fail('nurture_over')
  const said = reason === 'signal' ? (signal ?? 'not_stated') : null
  await ctx.tx
    .updateTable('nurtures')
    .set({ ended_at: ctx.now, end_reason: reason, signal: said })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  await tellDeal(ctx, dealId, {
    facts: [
      { type: 'deal.nurture_ended', data: { nurtureId: row.id, reason, ...(said === null ? {} : { signal: said }) } },
    ],
  })
  // The customer may have come back by another way.
  const isBack = held.outcome === 'open' || held.outcome === 'won' || held.next_deal_id !== null
  const deal = reason === 'stopped' || isBack ? null : await comeBack(ctx, dealId, {})
  return { nurture: await findOf(ctx, dealId, row.id), deal }
}

async function requireMember(ctx: Context, id: string | null): Promise<void> {
  if (id === null) return
  const row = await ctx.tx
    .selectFrom('members')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) fail('unknown_reference', { field: 'ownerId' })
}

interface Row extends Pick<contract.Nurture, 'id' | 'track' | 'owner' | 'signal' | 'stirred'> {
  readonly started_on: string
  readonly come_back_on: string | null
  readonly ended_at: Date | null
  readonly end_reason: contract.Nurture['endReason']
}

const isRunning = (dealId: string) => sql<boolean>`g.deal_id = ${dealId} and g.ended_at is null`

/** Tracks `g` that deals `d` are or were on; the deal itself was looked at before. */
function nurtures(ctx: Context, where: RawBuilder<boolean>): RawBuilder<Row> {
  return sql<Row>`
    select g.id, ${namedBy('nurture_tracks', 'g.track_id')} as track, ${namedBy('members', 'g.owner_id')} as owner, g.started_on,
      g.come_back_on, g.ended_at, g.end_reason, g.signal,
      exists (select from touches t where t.workspace_id = g.workspace_id and t.direction = 'inbound'
        and t.occurred_at >= g.created_at and t.occurred_at <= coalesce(g.ended_at, 'infinity')
        and (t.deal_id = d.id or t.company_id = d.company_id or t.household_id = d.household_id)) as stirred
    from nurtures g join deals d on d.workspace_id = g.workspace_id and d.id = g.deal_id
    where g.workspace_id = ${ctx.workspace.id} and ${where}`
}

async function findOf(ctx: Context, dealId: string, id: string): Promise<contract.Nurture> {
  const { rows } = await nurtures(ctx, sql<boolean>`g.id = ${id}`).execute(ctx.tx)
  const [found] = await withTouches(ctx, dealId, rows)
  return found ?? fail('not_found', { kind: 'nurture' })
}

async function withTouches(ctx: Context, dealId: string, rows: readonly Row[]): Promise<contract.Nurture[]> {
  const touches = await touchesOf(ctx, dealId)
  return rows.map(({ started_on, come_back_on, ended_at, end_reason, ...row }) => ({
    ...row,
    startedOn: started_on,
    comeBackOn: come_back_on,
    endedAt: ended_at?.toISOString() ?? null,
    endReason: end_reason,
    touches: touches.filter(({ nurtureId }) => nurtureId === row.id),
  }))
}
