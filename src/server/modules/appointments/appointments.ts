import { type RawBuilder, sql } from 'kysely'
import * as z from 'zod/mini'
import type * as contract from '../../../contract/appointments.ts'
import type { QueryOf } from '../../../contract/endpoint.ts'
import { instant } from '../../../contract/primitives.ts'
import type { AppointmentMove } from '../../database/tables/appointments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { namedBy } from '../../kernel/named.ts'
import { decodeCursor, pageOf } from '../../kernel/page.ts'
import { seen } from '../../kernel/seen.ts'
import { aboutSeen } from '../outreach/index.ts'

type Shown = contract.Appointment

export interface AppointmentRow
  extends Pick<
    Shown,
    | 'id'
    | 'version'
    | 'title'
    | 'form'
    | 'place'
    | 'minutes'
    | 'status'
    | 'deal'
    | 'company'
    | 'household'
    | 'people'
    | 'owner'
  > {
  readonly field_versions: Record<string, number>
  readonly starts_at: Date
  readonly time_zone: string
  readonly deal_id: string | null
  readonly company_id: string | null
  readonly household_id: string | null
  readonly owner_id: string | null
  readonly other_deals: Shown['otherDeals']
  readonly without_decider: string | null
  readonly moved_times: number
  readonly moves: readonly AppointmentMove[]
  readonly cancelled_by: Shown['cancelledBy']
  readonly settled_at: Date | null
  /** Instants as JSON brings them. */
  readonly reminders: Shown['reminders']
}

const cursor = z.tuple([instant, z.uuid()])

/** Appointments in the order of their times. */
export async function listAppointments(ctx: Context, query: QueryOf<typeof contract.listAppointments>) {
  const after = decodeCursor(query.after, cursor)
  const conditions = [...about(ctx, query)]
  if (query.from) conditions.push(sql`t.starts_at >= ${query.from}::timestamptz`)
  if (query.to) conditions.push(sql`t.starts_at < ${query.to}::timestamptz`)
  if (query.status) conditions.push(sql`t.status = ${query.status}`)
  if (query.reminded) conditions.push(sql`${wasReminded} = ${query.reminded === 'true'}`)
  if (query.without_decider) {
    conditions.push(sql`(t.without_decider is not null) = ${query.without_decider === 'true'}`)
  }
  if (after) conditions.push(sql`(t.starts_at, t.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`)
  const rows = await readAppointments(ctx, sql`${sql.join([sql`true`, ...conditions], sql` and `)}`, query.limit + 1)
  return pageOf(rows, query.limit, (row) => [row.starts_at.toISOString(), row.id], showRow)
}

function* about(ctx: Context, query: QueryOf<typeof contract.listAppointments>): Generator<RawBuilder<unknown>> {
  const workspace = ctx.workspace.id
  if (query.member) yield sql`t.owner_id = ${query.member}`
  if (query.deal) {
    yield sql`(t.deal_id = ${query.deal} or t.id = any(array(
      select o.appointment_id from appointment_deals o where o.workspace_id = ${workspace} and o.deal_id = ${query.deal})))`
  }
  if (query.company) yield sql`t.company_id = ${query.company}`
  if (query.household) yield sql`t.household_id = ${query.household}`
  if (query.person) {
    yield sql`t.id = any(array(
      select o.appointment_id from appointment_people o where o.workspace_id = ${workspace} and o.person_id = ${query.person}))`
  }
}

/** Whether a reminder of appointment `t` was given before it began. */
const wasReminded = sql<boolean>`exists (
  select from appointment_reminders r
  where r.workspace_id = t.workspace_id and r.appointment_id = t.id and r.done_at < t.starts_at)`

/** The appointments `t` of which a condition is true, first the earliest. */
export async function readAppointments(ctx: Context, where: RawBuilder<unknown>, most: number) {
  const { rows } = await sql<AppointmentRow>`
    ${appointmentRows(ctx, where)} order by t.starts_at, t.id limit ${most}`.execute(ctx.tx)
  return rows
}

export async function showAppointment(ctx: Context, id: string): Promise<Shown> {
  const [row] = await readAppointments(ctx, sql`t.id = ${id}`, 1)
  return row ? showRow(row) : fail('not_found', { kind: 'appointment' })
}

/** An appointment that the actor sees, locked for a change. */
export async function holdRow(ctx: Context, id: string): Promise<AppointmentRow> {
  const { rows } = await sql<AppointmentRow>`
    ${appointmentRows(ctx, sql`t.id = ${id}`)} for update of t`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'appointment' })
}

/** Whoever sees its deal, or those it is with, sees an appointment `t`. */
export function appointmentSeen(ctx: Context): RawBuilder<boolean> {
  return aboutSeen(ctx, 'appointment_people', 'appointment_id')
}

function appointmentRows(ctx: Context, where: RawBuilder<unknown>): RawBuilder<AppointmentRow> {
  return sql<AppointmentRow>`
    select t.id, t.version, t.field_versions, t.title, t.form, t.place, t.starts_at, t.minutes, t.time_zone, t.status,
      t.deal_id, t.company_id, t.household_id, t.owner_id, t.without_decider, t.moved_times, t.moves, t.cancelled_by, t.settled_at,
      ${namedBy('deals', 't.deal_id')} as deal, ${namedBy('companies', 't.company_id')} as company,
      ${namedBy('households', 't.household_id')} as household, ${namedBy('members', 't.owner_id')} as owner,
      (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by o.id), '[]')
        from appointment_deals o join deals d on d.workspace_id = o.workspace_id and d.id = o.deal_id
        where o.workspace_id = t.workspace_id and o.appointment_id = t.id and ${seen(ctx.actor, sql.ref('d.owner_id'))}
      ) as other_deals,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'email', p.email,
          'phone', coalesce(p.phone_e164, p.phone)) order by o.id), '[]')
        from appointment_people o join people p on p.workspace_id = o.workspace_id and p.id = o.person_id
        where o.workspace_id = t.workspace_id and o.appointment_id = t.id) as people,
      (select coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'dueAt', r.due_at, 'doneAt', r.done_at)
          order by r.due_at, r.id), '[]')
        from appointment_reminders r
        where r.workspace_id = t.workspace_id and r.appointment_id = t.id) as reminders
    from appointments t where t.workspace_id = ${ctx.workspace.id} and ${where} and ${appointmentSeen(ctx)}`
}

export function showRow(row: AppointmentRow): Shown {
  const { id, version, title, form, place, minutes, status, deal, company, household, people, owner } = row
  return {
    id,
    version,
    title,
    form,
    place,
    startsAt: row.starts_at.toISOString(),
    minutes,
    timeZone: row.time_zone,
    status,
    deal,
    otherDeals: row.other_deals,
    company,
    household,
    people,
    owner,
    withoutDecider: row.without_decider,
    movedTimes: row.moved_times,
    cancelledBy: row.cancelled_by,
    settledAt: row.settled_at?.toISOString() ?? null,
    reminders: row.reminders.map((each) => ({
      ...each,
      dueAt: new Date(each.dueAt).toISOString(),
      doneAt: each.doneAt && new Date(each.doneAt).toISOString(),
    })),
  }
}
