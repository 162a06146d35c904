import type { ProcessVersion } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { holdProcess, putInUse, refuseProblems, refuseWhileOnTrial, setStatus } from './drafts.ts'
import { holdVersion, readVersion } from './versions.ts'

/**
 * Fixes a draft, or takes a former version out again, so that an experiment can open deals in it beside the published one.
 * Refuses `experiment_running` where another one is on trial, `experiment_version_unfit` for the published one.
 */
export async function beginTrial(ctx: Context, id: string): Promise<ProcessVersion> {
  const { processId } = await readVersion(ctx, id)
  await holdProcess(ctx, processId)
  await refuseWhileOnTrial(ctx, processId)
  const version = await holdVersion(ctx, id)
  if (version.status === 'published') fail('experiment_version_unfit')
  refuseProblems(version.stages)
  await setStatus(ctx, version, { status: 'trial' })
  return readVersion(ctx, id)
}

/** What became of a version on trial: it is taken into use, or no more deals begin in it. */
export async function endTrial(ctx: Context, id: string, outcome: 'published' | 'retired'): Promise<void> {
  const { processId } = await readVersion(ctx, id)
  await holdProcess(ctx, processId)
  const version = await holdVersion(ctx, id)
  if (outcome === 'published') {
    if (version.status !== 'trial') await refuseWhileOnTrial(ctx, processId)
    if (version.status !== 'published') await putInUse(ctx, version)
    return
  }
  if (version.status === 'trial') await setStatus(ctx, version, { status: 'retired', retired_at: ctx.now })
}
