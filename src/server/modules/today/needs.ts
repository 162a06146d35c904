import { type RawBuilder, sql } from 'kysely'
import type { NeedKind } from '../../../contract/today.ts'
import { type Context, dayOf, today } from '../../kernel/context.ts'
import { seen } from '../../kernel/seen.ts'
import type { Outlook } from '../measurement/index.ts'

/** Whose day it is: a member's, or everybody's whom the actor sees; of one process, if that was asked. */
export interface Whose {
  readonly ownerId: string | null
  readonly processId: string | null
}

/** What a deal counts for, before anybody asks what there is to do with it. */
export interface Weight {
  readonly dealId: string
  readonly processId: string
  readonly stageKey: string
  readonly amountMinor: number | null
  readonly currency: string
}

/** Something to do with a deal. Days and instants as in the contract. */
export interface Need extends Weight {
  readonly kind: NeedKind
  readonly id: string
  readonly text: string | null
  readonly on: string | null
  readonly at: Date | null
  readonly since: Date | null
}

/** More of a kind than this are not ranked: nobody does them in a day. */
export const mostOfKind = 1_000

const weightColumns = sql`d.id as "dealId", d.process_id as "processId", d.amount_minor as "amountMinor", d.currency,
  (select s.key from stages s where s.workspace_id = d.workspace_id and s.id = d.stage_id) as "stageKey"`

function ofWhom(ctx: Context, { ownerId, processId }: Whose): RawBuilder<unknown> {
  return sql`d.workspace_id = ${ctx.workspace.id} and d.outcome = 'open' and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    ${ownerId === null ? sql`` : sql`and d.owner_id = ${ownerId}`}
    ${processId === null ? sql`` : sql`and d.process_id = ${processId}`}`
}

/** Answers that buyers wait for. */
export async function answersOwed(ctx: Context, whose: Whose): Promise<Need[]> {
  const { rows } = await sql<Weight & { id: string; text: string; due_at: Date; asked_at: Date }>`
    select p.id, p.text, p.due_at, p.asked_at, ${weightColumns}
    from promises p join deals d on d.workspace_id = p.workspace_id and d.id = p.deal_id
    where p.workspace_id = ${ctx.workspace.id} and p.answered_at is null and ${ofWhom(ctx, whose)}
    order by p.due_at, p.id limit ${mostOfKind}`.execute(ctx.tx)
  return rows.map(
    ({ id, text, due_at: at, asked_at: since, ...weight }): Need => ({
      ...weight,
      kind: 'answer',
      id,
      text,
      on: null,
      at,
      since,
    }),
  )
}

/** Steps that are due, and deals for which none is planned. */
export async function stepsDue(ctx: Context, whose: Whose): Promise<Need[]> {
  const read = async (which: RawBuilder<unknown>, order: RawBuilder<unknown>) => {
    const { rows } = await sql<Weight & { text: string | null; on: string | null; entered: Date }>`
      select ${weightColumns}, d.next_step as text, d.next_step_on as "on", d.stage_entered_at as entered
      from deals d where ${ofWhom(ctx, whose)} and ${which} order by ${order} limit ${mostOfKind}`.execute(ctx.tx)
    return rows.map(({ text, on, entered, ...weight }): Need => {
      const own = { ...weight, id: weight.dealId, at: null, since: null }
      return on === null
        ? { ...own, kind: 'nothing_planned', text: null, on: dayOf(entered, ctx.workspace.timeZone) }
        : { ...own, kind: 'step', text, on }
    })
  }
  const due = sql`d.next_step_on <= ${today(ctx)}::date`
  return [
    ...(await read(due, sql`d.next_step_on, d.id`)),
    ...(await read(sql`d.next_step_on is null`, sql`d.amount_minor desc nulls last, d.id`)),
  ]
}

/** Deals whose next step is ahead, but which have stayed in their stage for longer than nine of ten do. */
export async function stalled(ctx: Context, whose: Whose, outlooks: ReadonlyMap<string, Outlook>): Promise<Need[]> {
  const limits = [...outlooks].flatMap(([processId, { stages }]) =>
    stages.flatMap(({ key, stalledAfter }) => (stalledAfter === null ? [] : [{ processId, key, days: stalledAfter }])),
  )
  if (limits.length === 0) return []
  const { rows } = await sql<Weight & { entered: Date; text: string }>`
    select ${weightColumns}, d.stage_entered_at as entered, d.next_step as text
    from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) as l ("processId" uuid, key text, days double precision)
    join stages s on s.workspace_id = ${ctx.workspace.id} and s.process_id = l."processId" and s.key = l.key
    join deals d on d.workspace_id = s.workspace_id and d.process_id = s.process_id and d.stage_id = s.id
    where ${ofWhom(ctx, whose)} and d.next_step_on > ${today(ctx)}::date
      and d.stage_entered_at < ${ctx.now}::timestamptz - (l.days + 1) * interval '1 day'
    order by d.amount_minor desc nulls last, d.id limit ${mostOfKind}`.execute(ctx.tx)
  return rows.map(
    ({ entered, text, ...weight }): Need => ({
      ...weight,
      kind: 'stalled',
      id: weight.dealId,
      text,
      on: dayOf(entered, ctx.workspace.timeZone),
      at: null,
      since: null,
    }),
  )
}
