import type { WinRate } from '../../../contract/measurement.ts'
import { winRate } from '../../../statistics/index.ts'
import type { Context } from '../../kernel/context.ts'
import { cohortOf, told } from './cohort.ts'
import { type Asked, scopeOf } from './scope.ts'

/** What has become of a deal so many days after it was opened: each end competes with the others. */
export async function showWinRate(
  ctx: Context,
  { by_day: byDay, ...asked }: Asked & { by_day: number },
): Promise<WinRate> {
  const scope = scopeOf(ctx, asked)
  const cohort = await cohortOf(ctx, scope)
  const { n: _, ...counts } = cohort.counts
  return { ...told(scope, cohort, 'win_rate'), ...winRate(cohort.rows, byDay), counts }
}
