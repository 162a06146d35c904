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

/** Something to do. Days as in the contract. */
export interface Need {
  readonly kind: NeedKind
  readonly id: string
  /** Null where it is about no deal; whether that one is open and seen is looked up. */
  readonly dealId: string | null
  readonly listId: string | null
  /** Of whom it is, where it is not called by its deal. */
  readonly title: string | null
  readonly text: string | null
  readonly on: string | null
  readonly at: Date | null
  readonly since: Date | null
  readonly count: number
}

/** The least that is said of something to do. */
export function need(kind: NeedKind, id: string, more: Partial<Need>): Need {
  return {
    kind,
    id,
    dealId: null,
    listId: null,
    title: null,
    text: null,
    on: null,
    at: null,
    since: null,
    count: 1,
    ...more,
  }
}

/** The weights of open deals that the actor sees. */
export async function weightsOf(ctx: Context, dealIds: readonly string[]): Promise<Weight[]> {
  if (dealIds.length === 0) return []
  const { rows } = await sql<Weight>`
    select ${weightColumns} from deals d
    where ${ofWhom(ctx, { ownerId: null, processId: null })} and d.id = any(${dealIds}::uuid[])
    limit ${dealIds.length}`.execute(ctx.tx)
  return rows
}

/** More of a kind than this are not ranked: nobody does them in a day. */
const mostOfKind = 1_000

const weightColumns = sql`d.id as "dealId", d.process_id as "processId", d.amount_minor as "amountMinor", d.currency,
  (select s.key from stages s where s.workspace_id = d.workspace_id and s.id = d.stage_id) as "stageKey"`

function ofWhom(ctx: Context, { ownerId, processId }: Whose): RawBuilder<unknown> {
  return sql`d.workspace_id = ${ctx.workspace.id} and d.outcome = 'open' and ${seen(ctx.actor, sql.ref('d.owner_id'))}
    ${ownerId === null ? sql`` : sql`and d.owner_id = ${ownerId}`}
    ${processId === null ? sql`` : sql`and d.process_id = ${processId}`}`
}

/** Answers that buyers wait for. */
export async function answersOwed(ctx: Context, whose: Whose): Promise<Need[]> {
  const { rows } = await sql<{ id: string; dealId: string; text: string; at: Date; since: Date }>`
    select p.id, d.id as "dealId", p.text, p.due_at as at, p.asked_at as since
    from promises p join deals d on d.workspace_id = p.workspace_id and d.id = p.deal_id
    where p.workspace_id = ${ctx.workspace.id} and p.answered_at is null and ${ofWhom(ctx, whose)}
    order by p.due_at, p.id limit ${mostOfKind}`.execute(ctx.tx)
  return rows.map(({ id, ...more }) => need('answer', id, more))
}

/** Steps that are due, and deals for which none is planned. */
export async function stepsDue(ctx: Context, whose: Whose): Promise<Need[]> {
  const read = async (which: RawBuilder<unknown>, order: RawBuilder<unknown>) => {
    const { rows } = await sql<{ dealId: string; text: string | null; on: string | null; entered: Date }>`
      select d.id as "dealId", d.next_step as text, d.next_step_on as "on", d.stage_entered_at as entered
      from deals d where ${ofWhom(ctx, whose)} and ${which} order by ${order} limit ${mostOfKind}`.execute(ctx.tx)
    return rows.map(({ dealId, text, on, entered }) =>
      on === null
        ? need('nothing_planned', dealId, { dealId, on: dayOf(entered, ctx.workspace.timeZone) })
        : need('step', dealId, { dealId, text, on }),
    )
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
  const { rows } = await sql<{ dealId: string; entered: Date; text: string }>`
    select d.id as "dealId", d.stage_entered_at as entered, d.next_step as text
    from jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) as l ("processId" uuid, key text, days double precision)
    join stages s on s.workspace_id = ${ctx.workspace.id} and s.process_id = l."processId" and s.key = l.key
    join deals d on d.workspace_id = s.workspace_id and d.process_id = s.process_id and d.stage_id = s.id
    where ${ofWhom(ctx, whose)} and d.next_step_on > ${today(ctx)}::date
      and d.stage_entered_at < ${ctx.now}::timestamptz - (l.days + 1) * interval '1 day'
    order by d.amount_minor desc nulls last, d.id limit ${mostOfKind}`.execute(ctx.tx)
  return rows.map(({ dealId, entered, text }) =>
    need('stalled', dealId, { dealId, text, on: dayOf(entered, ctx.workspace.timeZone) }),
  )
}
