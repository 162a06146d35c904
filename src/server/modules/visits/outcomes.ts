import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { TouchOutcome } from '../../../contract/facts.ts'
import type * as contract from '../../../contract/visits.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireWhom, whomColumns, whomIn, whomOf } from '../../kernel/whom.ts'
import { logTouch, withdrawTouch } from '../outreach/index.ts'
import { findVisit, show, type VisitRow } from './visits.ts'

const touchOutcome: Record<(typeof contract.visitOutcomes)[number], TouchOutcome> = {
  no_answer: 'no_answer',
  refused: 'refused',
  revisit: 'call_back',
  talked: 'reached',
  sold: 'reached',
}

export async function finishVisit(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.finishVisit>,
): Promise<contract.Visit> {
  const row = await findVisit(ctx, id, true)
  requirePlanned(row)
  const { outcome, revisitOn } = input
  if (outcome === 'revisit' && revisitOn === undefined) failFields([{ field: 'revisitOn', code: 'required' }])
  if (revisitOn !== undefined && revisitOn <= today(ctx)) fail('day_not_ahead')
  const touch = await logTouch(ctx, {
    channel: 'visit',
    direction: 'outbound',
    outcome: touchOutcome[outcome],
    words: input.words ?? null,
    occurredAt: input.occurredAt,
    ...about(row),
    ...(row.deal ? { dealId: row.deal.id } : {}),
  })
  await set(ctx, row, {
    status: outcome,
    done_at: new Date(touch.occurredAt),
    revisit_on: revisitOn ?? null,
    touch_id: touch.id,
  })
  return show(await findVisit(ctx, id))
}

export async function takeBackVisit(ctx: Context, id: string): Promise<contract.Visit> {
  const row = await findVisit(ctx, id, true)
  if (row.touch_id !== null) await withdrawTouch(ctx, row.touch_id)
  await set(ctx, row, { status: 'planned', done_at: null, revisit_on: null, touch_id: null })
  return show(await findVisit(ctx, id))
}

export async function dropVisit(ctx: Context, id: string): Promise<Record<string, never>> {
  requirePlanned(await findVisit(ctx, id, true))
  await ctx.tx.deleteFrom('visits').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}

export async function setCoordinates(ctx: Context, input: BodyOf<typeof contract.setCoordinates>) {
  const whom = whomOf(input)
  await requireWhom(ctx, whom)
  const { latitude, longitude } = input
  const row = {
    workspace_id: ctx.workspace.id,
    id: newId(),
    ...whomColumns(whom),
    latitude,
    longitude,
    set_at: ctx.now,
  }
  await ctx.tx.insertInto('coordinates').values(row).execute()
  return { latitude, longitude }
}

function requirePlanned({ status }: VisitRow): void {
  if (status !== 'planned') fail('visit_not_planned', { status })
}

function about(row: VisitRow) {
  const { kind, id } = whomIn(row)
  return kind === 'company' ? { companyId: id } : kind === 'household' ? { householdId: id } : { personIds: [id] }
}

async function set(
  ctx: Context,
  { id }: VisitRow,
  done: Pick<VisitRow, 'status' | 'done_at' | 'revisit_on' | 'touch_id'>,
): Promise<void> {
  await sql`
    update visits set status = ${done.status}, done_at = ${done.done_at}, revisit_on = ${done.revisit_on}::date,
      touch_id = ${done.touch_id}::uuid
    where workspace_id = ${ctx.workspace.id} and id = ${id}`.execute(ctx.tx)
}
