import { sql } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { TouchOutcome } from '../../../contract/facts.ts'
import type * as contract from '../../../contract/visits.ts'
import { type Context, today } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { requireWhom, tableOf, whomColumns, whomIn, whomOf } from '../../kernel/whom.ts'
import { openDeal, withdrawOpening } from '../deals/index.ts'
import { logTouch, withdrawTouch } from '../outreach/index.ts'
import { findVisit, show, type VisitRow } from './visits.ts'

const touchOutcome: Record<(typeof contract.visitOutcomes)[number], TouchOutcome> = {
  no_answer: 'no_answer',
  refused: 'refused',
  revisit: 'call_back',
  talked: 'reached',
  sold: 'reached',
}

/** Whoever talks at the door is worked from then on. */
const opensDeal: ReadonlySet<string> = new Set(['talked', 'sold'])

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
  const dealId = row.deal?.id ?? (opensDeal.has(outcome) ? await openDealOf(ctx, row, input.occurredAt) : null)
  const touch = await logTouch(ctx, {
    channel: 'visit',
    direction: 'outbound',
    outcome: touchOutcome[outcome],
    words: input.words ?? null,
    occurredAt: input.occurredAt,
    ...about(row),
    ...(dealId === null ? {} : { dealId }),
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
  if (row.touch_id !== null && !(await withdrawDeal(ctx, row.touch_id))) await withdrawTouch(ctx, row.touch_id)
  await set(ctx, row, { status: 'planned', done_at: null, revisit_on: null, touch_id: null })
  return show(await findVisit(ctx, id))
}

async function openDealOf(ctx: Context, row: VisitRow, occurredAt: string | undefined): Promise<string> {
  const { kind, id } = whomIn(row)
  const { rows } = await sql<{ name: string; source_id: string | null }>`
    select c.name, c.source_id from ${sql.table(tableOf(kind))} c
    where c.workspace_id = ${ctx.workspace.id} and c.id = ${id}`.execute(ctx.tx)
  const { name = row.customer.name, source_id: sourceId = null } = rows[0] ?? {}
  const whose = kind === 'company' ? { companyId: id } : kind === 'household' ? { householdId: id } : { personId: id }
  const deal = await openDeal(ctx, { name, sourceId, occurredAt, ...whose })
  return deal.id
}

/** Its opening and the touch are all that has happened to a deal that a visit has opened. */
const versionWithTouch = 2

/** The deal that was opened with a touch goes with it, unless somebody has worked on it since. Says whether it did. */
async function withdrawDeal(ctx: Context, touchId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select d.id from touches t join deals d on d.workspace_id = t.workspace_id and d.id = t.deal_id
    where t.workspace_id = ${ctx.workspace.id} and t.id = ${touchId} and d.created_at = t.created_at
      and d.version = ${versionWithTouch}`.execute(ctx.tx)
  const [opened] = rows
  if (!opened) return false
  await withdrawOpening(ctx, opened.id, versionWithTouch)
  return true
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
