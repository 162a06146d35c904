import { sql } from 'kysely'
import type * as contract from '../../../contract/appointments.ts'
import type { OutputOf, QueryOf } from '../../../contract/endpoint.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import { type Context, memberOf, startOfDay, today } from '../../kernel/context.ts'
import { requireReferences } from '../../kernel/references.ts'
import { countryOfWorkspace } from '../people/index.ts'
import { type Taken, daysLooked, freeTimes } from './free-times.ts'
import { whereaboutsOf } from './whereabouts.ts'

/** The earliest times at which a member is free for somebody. */
export async function freeTimesOf(
  ctx: Context,
  { member, person, minutes, from = today(ctx) }: QueryOf<typeof contract.listFreeTimes>,
): Promise<OutputOf<typeof contract.listFreeTimes>> {
  await requireReferences(ctx, { member: 'members', person: 'people' }, { member, person })
  const { timeZone } = ctx.workspace
  const theirs = await whereaboutsOf(ctx, person)
  const day = from < today(ctx) ? today(ctx) : from
  const until = startOfDay(day, timeZone, daysLooked + 1)
  const { rows } = await sql<Taken>`
    select t.starts_at as "startsAt", t.minutes from appointments t
    where t.workspace_id = ${ctx.workspace.id} and t.owner_id = ${member ?? memberOf(ctx)}::uuid and t.settled_at is null
      and t.starts_at >= ${startOfDay(day, timeZone, -1)} and t.starts_at < ${until}
    order by t.starts_at limit 1000`.execute(ctx.tx)
  const ours = { country: countryOfWorkspace(ctx.workspace), timeZone }
  const closed = await closedDaysOf(ctx)
  const times = freeTimes({ day, now: ctx.now, minutes, theirs, ours, taken: rows, closed })
  return { timeZone: theirs.timeZone, times: times.map((time) => time.toISOString()) }
}
