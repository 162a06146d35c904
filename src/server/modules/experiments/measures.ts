import type { ExperimentMeasure } from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail, failFields } from '../../kernel/fail.ts'
import { type Goal, processMap } from '../measurement/index.ts'

interface Measured {
  readonly processId: string
  readonly measure: ExperimentMeasure
  readonly measureStageKey: string | null
}

/** What the deals of an experiment are followed to. */
export async function goalOf(ctx: Context, { processId, measure, measureStageKey }: Measured): Promise<Goal> {
  if (measure !== 'reached' || measureStageKey === null) return { kind: measure === 'replied' ? 'replied' : 'won' }
  return { kind: 'reached', process: await processMap(ctx, processId), key: measureStageKey }
}

/** Refuses a stage where none is asked for, and one that deals of both versions do not come to on their way to the win. */
export async function requireMeasure(
  ctx: Context,
  { measure, measureStageKey }: Pick<Measured, 'measure' | 'measureStageKey'>,
  versionIds: readonly string[],
): Promise<void> {
  const refuse = (code: 'required' | 'choice') => failFields([{ field: 'measureStageKey', code }])
  if (measure !== 'reached') return measureStageKey === null ? undefined : refuse('choice')
  if (measureStageKey === null) return refuse('required')
  if (!(await isStageOfAll(ctx, measureStageKey, versionIds))) refuse('choice')
}

/** Refuses to begin where a version has lost the stage since it was planned. */
export async function requireStillMeasured(
  ctx: Context,
  measureStageKey: string | null,
  versionIds: readonly string[],
): Promise<void> {
  if (measureStageKey === null || (await isStageOfAll(ctx, measureStageKey, versionIds))) return
  fail('experiment_stage_gone')
}

async function isStageOfAll(ctx: Context, key: string, versionIds: readonly string[]): Promise<boolean> {
  const stages = await ctx.tx
    .selectFrom('stages')
    .select(['position', 'phases'])
    .where('workspace_id', '=', ctx.workspace.id)
    .where('version_id', 'in', versionIds)
    .where('key', '=', key)
    .execute()
  // Every deal is in the first stage from its start.
  return stages.filter(({ position, phases }) => position > 0 && !phases.includes('care')).length === versionIds.length
}
