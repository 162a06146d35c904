import type * as contract from '../../../contract/appointments.ts'
import type { BodyOf } from '../../../contract/endpoint.ts'
import { changedFields } from '../../kernel/columns.ts'
import type { Context } from '../../kernel/context.ts'
import { nextVersion, requireVersion } from '../../kernel/edit.ts'
import { holdRow, showAppointment, showRow } from './appointments.ts'

/** Changes what an appointment is like; when it is and how it went are acts of their own. */
export async function changeAppointment(
  ctx: Context,
  id: string,
  input: BodyOf<typeof contract.changeAppointment>,
): Promise<contract.Appointment> {
  const row = await holdRow(ctx, id)
  const current = showRow(row)
  requireVersion(ctx, row, current)
  const changed = changedFields(current, input)
  if (changed.length === 0) return current
  await ctx.tx
    .updateTable('appointments')
    .set({ ...input, ...nextVersion(row, changed) })
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  return showAppointment(ctx, id)
}
