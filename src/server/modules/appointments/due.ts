import { sql } from 'kysely'
import type { OutputOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/appointments.ts'
import { type Context, startOfDay, today } from '../../kernel/context.ts'
import { readAppointments, showRow } from './appointments.ts'

const mostOfEach = 100
/** Reminders are planned for the working day before at the earliest: a week of holidays with its weekends lies between at most. */
const daysAhead = 10
/** After that nobody will say any more how it went. */
const daysBack = 60

/**
 * What a member has to do about appointments on a day: those of the day, reminders due by its end, and those that are over
 * and not settled. `memberId` null: those of everybody whom the actor sees. Read by the index of owners and times.
 */
export async function dueAppointments(
  ctx: Context,
  { memberId, day = today(ctx) }: { readonly memberId: string | null; readonly day?: string | undefined },
): Promise<OutputOf<typeof contract.listDueAppointments>> {
  const { timeZone } = ctx.workspace
  const [from, until] = [startOfDay(day, timeZone), startOfDay(day, timeZone, 1)]
  const own = memberId === null ? sql`true` : sql`t.owner_id = ${memberId}`
  const isOpen = sql`t.settled_at is null`
  const ofDay = await readAppointments(
    ctx,
    sql`${own} and t.starts_at >= ${from} and t.starts_at < ${until} and t.status <> 'cancelled'`,
    mostOfEach,
  )
  const reminding = await readAppointments(
    ctx,
    sql`${own} and ${isOpen} and t.starts_at > ${ctx.now} and t.starts_at < ${startOfDay(day, timeZone, daysAhead)}
      and exists (select from appointment_reminders r where r.workspace_id = t.workspace_id and r.appointment_id = t.id
        and r.done_at is null and r.due_at < ${until})`,
    mostOfEach,
  )
  const over = await readAppointments(
    ctx,
    sql`${own} and ${isOpen} and t.starts_at < ${ctx.now} and t.starts_at >= ${startOfDay(day, timeZone, -daysBack)}`,
    mostOfEach,
  )
  const reminders = reminding
    .map(showRow)
    .flatMap((appointment) =>
      appointment.reminders
        .filter(({ doneAt, dueAt }) => doneAt === null && new Date(dueAt) < until)
        .map((reminder) => ({ ...reminder, appointment })),
    )
  return {
    appointments: ofDay.map(showRow),
    reminders: reminders.toSorted((one, other) => one.dueAt.localeCompare(other.dueAt)).slice(0, mostOfEach),
    unsettled: over.map(showRow),
  }
}
