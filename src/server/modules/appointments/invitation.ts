import type { Context } from '../../kernel/context.ts'
import { type Invited, calendarFile } from './calendar-file.ts'
import { showAppointment } from './appointments.ts'

/** An appointment as a file for calendars. */
export async function invitationOf(ctx: Context, id: string): Promise<AsyncIterable<string>> {
  const { title, place, startsAt, minutes, status, version, people } = await showAppointment(ctx, id)
  const invited: Invited = {
    id,
    title,
    place,
    startsAt: new Date(startsAt),
    minutes,
    sequence: version,
    isCancelled: status === 'cancelled',
    isConfirmed: status !== 'proposed',
    people: people.map(({ name }) => name),
  }
  return whole(calendarFile(invited, ctx.now))
}

/** A file in one piece. */
async function* whole(text: string): AsyncGenerator<string> {
  yield text
}
