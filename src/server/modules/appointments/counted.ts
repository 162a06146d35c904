import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/appointment-figures.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { standing } from '../deals/index.ts'
import { appointmentSeen } from './appointments.ts'

/** The days on which counted appointments were to be, and both clocks. */
export interface Counting extends Omit<QueryOf<typeof contract.showAppointmentFigures>, 'as_of' | 'known_at'> {
  readonly from: string
  readonly to: string
  readonly asOf: string
  readonly knownAt: Date
}

const usualDays = 365

export function countingOf(
  ctx: Context,
  { as_of, known_at, ...asked }: QueryOf<typeof contract.showAppointmentFigures>,
): Counting {
  const now = today(ctx)
  const asOf = as_of !== undefined && as_of < now ? as_of : now
  const to = asked.to !== undefined && asked.to < asOf ? asked.to : asOf
  const from = asked.from ?? Temporal.PlainDate.from(to).subtract({ days: usualDays }).toString()
  return { ...asked, from, to, asOf, knownAt: known_at === undefined ? ctx.now : new Date(known_at) }
}

/**
 * The appointments that were to be on the days, as they stood: `id`, `starts_at`, `status` (null while nobody had said how it
 * went), `was_moved`, `without_decider`, `reminded`. That somebody came, or did not, happened on its day, and is known from when it
 * was said; that it was moved or cancelled happened when it was said. Of an appointment without a deal, moves that were made
 * before they were kept count as if it had been made for its last time. What it is about, and whose it is, is of today.
 */
export function countedAppointments(ctx: Context, counting: Counting): RawBuilder<unknown> {
  const { timeZone } = ctx.workspace
  const { from, to, asOf, knownAt, member } = counting
  const said = new Date(Math.min(startOfDay(asOf, timeZone, 1).getTime() - 1, knownAt.getTime()))
  const end = new Date(Math.min(startOfDay(to, timeZone, 1).getTime(), knownAt.getTime()))
  return sql`(
    select t.workspace_id, t.id, t.title, t.deal_id, w.starts_at, t.moved_times > w.later as was_moved,
      case when t.settled_at <= case t.status when 'cancelled' then ${said}::timestamptz else ${knownAt}::timestamptz end
        then t.status end as status,
      t.without_decider is not null as without_decider,
      exists (select from appointment_reminders r where r.workspace_id = t.workspace_id and r.appointment_id = t.id
        and r.done_at < w.starts_at and r.done_at <= ${knownAt}) as reminded
    from appointments t
    cross join lateral (
      select count(*) as later, coalesce(min((m ->> 'from')::timestamptz) filter (where nth = 1), t.starts_at) as starts_at
      from (select m, row_number() over (order by nth) as nth from jsonb_array_elements(t.moves) with ordinality e (m, nth)
        where (m ->> 'at')::timestamptz > ${said}) x) w
    where t.workspace_id = ${ctx.workspace.id} and t.created_at <= ${knownAt}
      and (t.moved_times > 0 or t.starts_at >= ${startOfDay(from, timeZone)} and t.starts_at < ${end})
      and w.starts_at >= ${startOfDay(from, timeZone)} and w.starts_at < ${end}
      ${member === undefined ? sql`` : sql`and t.owner_id = ${member}`} ${ofDeals(ctx, counting)} and ${appointmentSeen(ctx)})`
}

/** Those of deals like these, where it is asked for such. */
function ofDeals(ctx: Context, { product, source, process }: Counting): RawBuilder<unknown> {
  if ((product ?? source ?? process) === undefined) return sql``
  const workspace = ctx.workspace.id
  return sql`and exists (select from deals d where d.workspace_id = ${workspace} and d.id = t.deal_id
    ${source === undefined ? sql`` : sql`and d.source_id = ${source}`}
    ${process === undefined ? sql`` : sql`and d.process_id = ${process}`}
    ${
      product === undefined
        ? sql``
        : sql`and exists (select from deal_lines l
            where l.workspace_id = ${workspace} and l.deal_id = d.id and l.product_id = ${product})`
    })`
}

/** Those that the lead time is of, with `touched_at`: the first of their deal that was held, where somebody was in touch before. */
export function firstHeld(ctx: Context, counting: Counting): RawBuilder<unknown> {
  const { knownAt } = counting
  return sql`(
    select c.*, f.occurred_at as touched_at from ${countedAppointments(ctx, counting)} c
    cross join lateral (select f.occurred_at from facts f
      where f.workspace_id = ${ctx.workspace.id} and f.deal_id = c.deal_id and f.type = 'deal.touched'
        and (f.data ->> 'primary')::boolean and f.occurred_at <= c.starts_at and ${standing('f', { knownAt })}
      order by f.occurred_at, f.id limit 1) f
    where c.status = 'held'
      and not exists (select from appointments e where e.workspace_id = ${ctx.workspace.id} and e.deal_id = c.deal_id
        and e.status = 'held' and e.settled_at <= ${knownAt} and (e.starts_at, e.id) < (c.starts_at, c.id)))`
}

const ended = sql<boolean>`c.status in ('held', 'no_show')`
const missed = sql<boolean>`c.status = 'no_show'`

const numbers = {
  n: sql<boolean>`true`,
  ended,
  held: sql<boolean>`c.status = 'held'`,
  missed,
  cancelled: sql<boolean>`c.status = 'cancelled'`,
  unsettled: sql<boolean>`c.status is null`,
  moved: sql<boolean>`c.was_moved`,
  without_decider: sql<boolean>`c.without_decider`,
  reminded: sql<boolean>`${ended} and c.reminded`,
  reminded_missed: sql<boolean>`${missed} and c.reminded`,
  not_reminded: sql<boolean>`${ended} and not c.reminded`,
  not_reminded_missed: sql<boolean>`${missed} and not c.reminded`,
  first: sql<boolean>`true`,
} satisfies Record<contract.AppointmentNumber, RawBuilder<boolean>>

interface CountedRow extends Omit<contract.CountedAppointment, 'startsAt'> {
  readonly starts_at: Date
}

const cursor = z.tuple([instant, z.uuid()])

/** The appointments behind a number, newest first, by the rules of the figure. */
export async function listCountedAppointments(
  ctx: Context,
  { number, limit, after: cursorText, ...asked }: QueryOf<typeof contract.listCountedAppointments>,
) {
  const after = decodeCursor(cursorText, cursor)
  const counting = countingOf(ctx, asked)
  const { rows } = await sql<CountedRow>`
    select c.id, c.title, c.starts_at, c.status, ${namedBy('deals', 'c.deal_id')} as deal,
      (select json_build_object('id', p.id, 'name', p.name) from appointment_people o
        join people p on p.workspace_id = o.workspace_id and p.id = o.person_id
        where o.workspace_id = c.workspace_id and o.appointment_id = c.id order by o.id limit 1) as person
    from ${number === 'first' ? firstHeld(ctx, counting) : countedAppointments(ctx, counting)} c
    where ${numbers[number]}
      and ${after ? sql`(c.starts_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by c.starts_at desc, c.id desc limit ${limit + 1}`.execute(ctx.tx)
  return pageOf(
    rows,
    limit,
    (row) => [row.starts_at.toISOString(), row.id],
    ({ starts_at, ...row }) => ({ ...row, startsAt: starts_at.toISOString() }),
  )
}
