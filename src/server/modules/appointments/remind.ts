import type * as contract from '../../../contract/appointments.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { logTouch } from '../outreach/index.ts'
import { showAppointment } from './appointments.ts'
import { holdOpen, withWhom } from './settle.ts'

/** Somebody was reminded, or nobody answered: either way it was done, and is a touch. */
export async function giveReminder(
  ctx: Context,
  id: string,
  { reminderId, outcome, words }: BodyOf<typeof contract.giveReminder>,
): Promise<contract.Appointment> {
  const row = await holdOpen(ctx, id)
  const reminder = row.reminders.find((each) => each.id === reminderId)
  if (!reminder) return fail('unknown_reference', { field: 'reminderId' })
  if (reminder.doneAt !== null) return showAppointment(ctx, id)
  await logTouch(ctx, {
    channel: reminder.kind === 'call' ? 'phone' : 'email',
    direction: 'outbound',
    outcome,
    words: words || null,
    ...withWhom(row),
  })
  await ctx.tx
    .updateTable('appointment_reminders')
    .set({ done_at: ctx.now, done_by: ctx.actor.id })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', reminderId)
    .execute()
  return showAppointment(ctx, id)
}
