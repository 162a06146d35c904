import { sql } from 'kysely'
import type { ErrorData } from '../../../contract/errors.ts'
import type { ProcessVersion } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { holdProcess, putInUse, refuseProblems, refuseWhileOnTrial, setStatus } from './drafts.ts'
import { holdVersion, readVersion } from './versions.ts'

/**
 * Fixes a draft, or takes a former version out again, so that an experiment can open deals in it beside the published one.
 * Refuses `experiment_running` where another one is on trial, `change_under_way` where an improvement is, `experiment_version_unfit` for the published one.
 */
export async function beginTrial(ctx: Context, id: string): Promise<ProcessVersion> {
  const { processId } = await readVersion(ctx, id)
  await beginAlone(ctx, processId)
  const version = await holdVersion(ctx, id)
  if (version.status === 'published') fail('experiment_version_unfit')
  refuseProblems(version.stages)
  await setStatus(ctx, version, { status: 'trial' })
  return readVersion(ctx, id)
}

/** Holds a process for a change of it: `experiment_running` or `change_under_way` where another one is. */
export async function beginAlone(ctx: Context, processId: string): Promise<void> {
  await holdProcess(ctx, processId)
  await refuseWhileOnTrial(ctx, processId)
  await refuseWhileChanged(ctx, processId)
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

/**
 * Refuses another change of a process while one is under way, an improvement or an experiment: nobody could tell which did what.
 * Whoever asks holds the process.
 */
export async function refuseWhileChanged(ctx: Context, processId: string): Promise<void> {
  const { rows } = await sql<ErrorData<'change_under_way'>>`
    select 'improvement' as kind, i.id, i.title as name from improvements i
    where i.workspace_id = ${ctx.workspace.id} and i.process_id = ${processId} and i.state = 'under_way'
    union all
    select 'experiment', e.id, e.name from experiments e
    where e.workspace_id = ${ctx.workspace.id} and e.process_id = ${processId}
      and e.started_at is not null and e.ended_at is null
    limit 1`.execute(ctx.tx)
  const [first] = rows
  if (first) fail('change_under_way', first)
}
