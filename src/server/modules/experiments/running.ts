import type { Updateable } from 'kysely'
import type { BodyOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/experiments.ts'
import type { Tables } from '../../database/tables.ts'
import { leaveChange } from '../../kernel/changes.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { audit } from '../access/index.ts'
import { drawSellers } from '../assignment/index.ts'
import { scopeOf } from '../measurement/index.ts'
import { beginAlone, beginTrial, endTrial } from '../process/index.ts'
import { versionsOf } from './audience.ts'
import { requireStillMeasured } from './measures.ts'
import { planOf } from './plan.ts'
import { showExperiment } from './planned.ts'
import { type ExperimentRow, readRow, statusOf } from './rows.ts'
import { readingOn } from './shown.ts'

/**
 * Begins an experiment: from now on new deals come to one arm or the other. Only for whom has seen how long it takes; and
 * with one other at most on the process, so that one thing changes at a time.
 */
export async function startExperiment(
  ctx: Context,
  id: string,
  { weeksSeen }: BodyOf<typeof contract.startExperiment>,
): Promise<contract.Experiment> {
  const row = await requireStatus(ctx, id, ['planned'])
  const measureStageKey = row.measureStage?.key ?? null
  const isOnSequences = row.sequences !== null
  const design = {
    ...row,
    processId: row.process.id,
    changedVersionId: isOnSequences ? null : row.changed.id,
    controlSequenceId: row.sequences?.control.id ?? null,
    changedSequenceId: row.sequences?.changed.id ?? null,
    measureStageKey,
  }
  // What is now, now: the process may have been published since the experiment was planned.
  const { controlVersionId, changedVersionId } = await versionsOf(ctx, design, 'for share')
  await requireStillMeasured(ctx, measureStageKey, [...new Set([controlVersionId, changedVersionId])])
  const { plan, sellerIds } = await planOf(ctx, design)
  if (plan.weeks !== weeksSeen) fail('experiment_plan_changed', { weeks: plan.weeks })
  await (isOnSequences ? beginAlone(ctx, row.process.id) : beginTrial(ctx, row.changed.id))
  const sellerArms = row.unit === 'seller' ? drawSellers(id, sellerIds, row.changedPercent) : null
  return change(ctx, row, 'experiment.started', {
    control_version_id: controlVersionId,
    changed_version_id: changedVersionId,
    plan: JSON.stringify(plan),
    seller_arms: sellerArms && JSON.stringify(sellerArms),
    started_at: ctx.now,
    started_by: ctx.actor.id,
  })
}

/** Lets no more deals in. Those inside go on in their version or sequence, and count. */
export async function endExperiment(ctx: Context, id: string): Promise<contract.Experiment> {
  const row = await requireStatus(ctx, id, ['running'])
  if (row.sequences === null) await endTrial(ctx, row.changed.id, 'retired')
  return change(ctx, row, 'experiment.ended', { ended_at: ctx.now, ended_by: ctx.actor.id })
}

/** Records a decision with the numbers it was made on; a running experiment ends with it. */
export async function decideExperiment(
  ctx: Context,
  id: string,
  { decision, reason }: BodyOf<typeof contract.decideExperiment>,
): Promise<contract.Experiment> {
  const row = await requireStatus(ctx, id, ['running', 'ended'])
  const reading = await readingOn(ctx, row, scopeOf(ctx, {}))
  if (row.sequences === null) await endTrial(ctx, row.changed.id, decision === 'adopt' ? 'published' : 'retired')
  return change(ctx, row, 'experiment.decided', {
    decision,
    decision_reason: reason,
    decided_at: ctx.now,
    decided_by: ctx.actor.id,
    decided_reading: JSON.stringify(reading),
    ...(row.ended_at === null ? { ended_at: ctx.now, ended_by: ctx.actor.id } : {}),
  })
}

async function requireStatus(
  ctx: Context,
  id: string,
  wanted: readonly contract.ExperimentStatus[],
): Promise<ExperimentRow> {
  const row = await readRow(ctx, id, 'for update')
  const status = statusOf(row)
  return wanted.includes(status) ? row : fail('experiment_not_so', { status })
}

async function change(
  ctx: Context,
  { id, name, process }: ExperimentRow,
  action: 'experiment.started' | 'experiment.ended' | 'experiment.decided',
  set: Updateable<Tables['experiments']>,
): Promise<contract.Experiment> {
  await ctx.tx
    .updateTable('experiments')
    .set(set)
    .where('workspace_id', '=', ctx.workspace.id)
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action, subject: { kind: 'experiment', id }, data: { name } })
  await leaveChange(ctx, { kind: 'processes', id: process.id, fields: [] })
  await leaveChange(ctx, { kind: 'experiments', id, fields: [] })
  return showExperiment(ctx, id)
}
