import { sql } from 'kysely'
import type { WorkingHours } from '../../../contract/handoffs.ts'
import { closedDaysOf } from '../../kernel/closed-days.ts'
import type { Context } from '../../kernel/context.ts'
import { failFields } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { weekendOf } from '../../kernel/working-days.ts'
import { countryOfWorkspace } from '../people/index.ts'
import type { Work } from './working-time.ts'

/** Nine to five on the working days of the workspace's country, Sunday to Thursday in Israel. */
function usual({ workspace }: Context): WorkingHours {
  const weekend = weekendOf(countryOfWorkspace(workspace))
  const days = [1, 2, 3, 4, 5, 6, 7].filter((day) => !weekend.includes(day))
  return { days, fromMinute: 9 * 60, untilMinute: 17 * 60 }
}

export async function showWorkingHours(ctx: Context): Promise<WorkingHours> {
  const row = await ctx.tx
    .selectFrom('working_hours')
    .select(['days', 'from_minute as fromMinute', 'until_minute as untilMinute'])
    .where('workspace_id', '=', ctx.workspace.id)
    .executeTakeFirst()
  return row ?? usual(ctx)
}

/** The same with where that is: what is needed to count hours. */
export async function workOf(ctx: Context): Promise<Work> {
  const { timeZone } = ctx.workspace
  const country = countryOfWorkspace(ctx.workspace)
  return { ...(await showWorkingHours(ctx)), timeZone, country, closed: await closedDaysOf(ctx) }
}

export async function setWorkingHours(ctx: Context, { days, fromMinute, untilMinute }: WorkingHours) {
  if (untilMinute <= fromMinute) failFields([{ field: 'untilMinute', code: 'too_small', limit: fromMinute + 1 }])
  const each = [...new Set(days)].toSorted()
  await sql`
    insert into working_hours (workspace_id, id, days, from_minute, until_minute)
    values (${ctx.workspace.id}, ${newId()}, ${each}::smallint[], ${fromMinute}, ${untilMinute})
    on conflict (workspace_id) do update set days = excluded.days, from_minute = excluded.from_minute,
      until_minute = excluded.until_minute`.execute(ctx.tx)
  return { days: each, fromMinute, untilMinute }
}
