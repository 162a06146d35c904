import type { Updateable } from 'kysely'
import type * as contract from '../../../contract/appointments.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Tables } from '../../database/tables.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion } from '../../kernel/edit.ts'
import { fail } from '../../kernel/fail.ts'
import { tellDeal } from '../deals/index.ts'
import { logTouch } from '../outreach/index.ts'
import { type AppointmentRow, holdRow, showAppointment } from './appointments.ts'
import { storeReminders } from './make.ts'
import { whereaboutsOf } from './whereabouts.ts'

type Shown = contract.Appointment
type Fact = Parameters<typeof tellDeal>[2]['facts'][number]

export async function confirmAppointment(ctx: Context, id: string): Promise<Shown> {
  const row = await holdOpen(ctx, id)
  if (row.status === 'confirmed') return showAppointment(ctx, id)
  const data = { appointmentId: id, startsAt: row.starts_at.toISOString() }
  await tell(ctx, row, { type: 'deal.appointment_confirmed', data })
  return write(ctx, row, { status: 'confirmed' })
}

/** Another time was found. The buyer says yes to that one anew, unless they have. */
export async function moveAppointment(
  ctx: Context,
  id: string,
  { startsAt, confirmed }: BodyOf<typeof contract.moveAppointment>,
): Promise<Shown> {
  const row = await holdOpen(ctx, id)
  const to = new Date(startsAt)
  const times = { from: row.starts_at.toISOString(), to: to.toISOString() }
  await tell(ctx, row, { type: 'deal.appointment_moved', data: { appointmentId: id, ...times } })
  const where = await whereaboutsOf(ctx, row.people[0]?.id)
  await storeReminders(ctx, id, to, { ...where, timeZone: row.time_zone })
  const status = confirmed ? 'confirmed' : 'proposed'
  const moves = JSON.stringify([...row.moves, { ...times, at: ctx.now.toISOString() }])
  return write(ctx, row, { starts_at: to, status, moved_times: row.moved_times + 1, moves })
}

/** It took place: a touch of its deals, as long as it was. */
export async function holdAppointment(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.holdAppointment>,
): Promise<Shown> {
  const row = await holdOver(ctx, id)
  await tell(ctx, row, { type: 'deal.appointment_held', data: { appointmentId: id, reminded: remindedOf(row) } })
  await logTouch(ctx, {
    channel: row.form === 'phone' ? 'phone' : row.household_id !== null ? 'visit' : 'meeting',
    direction: 'outbound',
    outcome: 'reached',
    minutes: input.minutes ?? row.minutes,
    words: input.words || null,
    occurredAt: row.starts_at.toISOString(),
    ...withWhom(row),
    ...(row.deal_id === null ? {} : { nextStep: input.nextStep }),
  })
  return write(ctx, row, { status: 'held', settled_at: ctx.now })
}

export async function missAppointment(ctx: Context, id: string): Promise<Shown> {
  const row = await holdOver(ctx, id)
  await tell(ctx, row, { type: 'deal.appointment_missed', data: { appointmentId: id, reminded: remindedOf(row) } })
  return write(ctx, row, { status: 'no_show', settled_at: ctx.now })
}

export async function cancelAppointment(ctx: Context, id: string, by: 'us' | 'buyer'): Promise<Shown> {
  const row = await holdOpen(ctx, id)
  await tell(ctx, row, { type: 'deal.appointment_cancelled', data: { appointmentId: id, by } })
  return write(ctx, row, { status: 'cancelled', cancelled_by: by, settled_at: ctx.now })
}

/** Whom a touch about this appointment is with. */
export function withWhom(row: AppointmentRow) {
  return {
    personIds: row.people.map(({ id }) => id),
    otherDealIds: row.other_deals.map(({ id }) => id),
    ...(row.deal_id === null ? {} : { dealId: row.deal_id }),
    ...(row.company_id === null ? {} : { companyId: row.company_id }),
    ...(row.household_id === null ? {} : { householdId: row.household_id }),
  }
}

/** An appointment of which nobody said how it went, locked. */
export async function holdOpen(ctx: Context, id: string): Promise<AppointmentRow> {
  const row = await holdRow(ctx, id)
  if (row.settled_at !== null) fail('appointment_settled', { status: row.status })
  return row
}

async function holdOver(ctx: Context, id: string): Promise<AppointmentRow> {
  const row = await holdOpen(ctx, id)
  if (row.starts_at > ctx.now) fail('appointment_ahead', { startsAt: row.starts_at.toISOString() })
  return row
}

function remindedOf({ reminders, starts_at }: AppointmentRow): boolean {
  return reminders.some(({ doneAt }) => doneAt !== null && new Date(doneAt) < starts_at)
}

async function tell(ctx: Context, row: AppointmentRow, fact: Fact): Promise<void> {
  const ids = [...row.other_deals.map(({ id }) => id), ...(row.deal_id === null ? [] : [row.deal_id])]
  for (const id of ids.toSorted()) await tellDeal(ctx, id, { facts: [fact] })
}

async function write(ctx: Context, row: AppointmentRow, set: Updateable<Tables['appointments']>): Promise<Shown> {
  await ctx.tx
    .updateTable('appointments')
    .set({ ...set, ...nextVersion(row, ['status']) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', row.id)
    .execute()
  return showAppointment(ctx, row.id)
}
