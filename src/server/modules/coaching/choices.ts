import type { CoachingChoice } from '../../../contract/coaching.ts'
import { type Context, memberOf } from '../../kernel/context.ts'
import { newId } from '../../kernel/id.ts'
import { callsPerDay } from '../forecast/index.ts'

/** A week is one's own: time enough to do something about it before somebody asks. */
const usual: CoachingChoice = { delayDays: 7, callsPerDay }

export async function coachingChoice(ctx: Context): Promise<CoachingChoice> {
  const row = await ctx.tx
    .selectFrom('coaching_choices')
    .select(['delay_days', 'calls_per_day'])
    .where('workspace_id', '=', ctx.workspace.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { delayDays: row.delay_days, callsPerDay: row.calls_per_day } : usual
}

export async function chooseCoaching(ctx: Context, choice: CoachingChoice): Promise<CoachingChoice> {
  await ctx.tx
    .insertInto('coaching_choices')
    .values({
      workspace_id: ctx.workspace.id,
      id: newId(),
      delay_days: choice.delayDays,
      calls_per_day: choice.callsPerDay,
      recorded_at: ctx.now,
      recorded_by: memberOf(ctx),
    })
    .execute()
  return choice
}
