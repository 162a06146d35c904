import { type Context, today } from '../../kernel/context.ts'
import { approveQuotaPlan, beginQuotaPlan } from '../quotas/index.ts'
import type { Played } from './deal.ts'

/** More than the year before: what every company wants. */
const growth = 1.1

/** The goal of this year, shared out to teams and sellers and approved; none where somebody has planned already. */
export async function planYear(ctx: Context, played: readonly Played[]): Promise<{ readonly id: string }[]> {
  const there = await ctx.tx
    .selectFrom('quota_plans')
    .select('id')
    .where('workspace_id', '=', ctx.workspace.id)
    .limit(1)
    .executeTakeFirst()
  if (there) return []
  const wins = played.filter(({ outcome, scene }) => outcome === 'won' && scene.day >= -365)
  const won = wins.reduce((sum, { scene }) => sum + amountOf(scene), 0)
  const grain = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(won, 1))) - 1)
  const goalMinor = Math.ceil((won * growth) / grain) * grain
  const { id, version } = await beginQuotaPlan(ctx, { on: today(ctx), goalMinor })
  await approveQuotaPlan({ ...ctx, version }, id)
  return [{ id }]
}

/** What a deal was worth at last, in minor units. */
function amountOf({ happenings }: Played['scene']): number {
  const last = happenings.findLast(({ kind }) => kind === 'lined')
  if (last?.kind !== 'lined') return 0
  return last.lines.reduce((sum, line) => sum + line.quantity * line.price_minor, 0)
}
