import { sql } from 'kysely'
import type { BodyOf, QueryOf } from '../../../contract/endpoint.ts'
import type * as contract from '../../../contract/experiments.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { decodeCursor, idCursor, pageOf } from '../../kernel/page.ts'
import { requireAudience, versionsOf } from './audience.ts'
import { requireMeasure } from './measures.ts'
import { type SummaryRow, readRow, showRow, statusOf, summaryColumns } from './rows.ts'

export async function listExperiments(ctx: Context, query: QueryOf<typeof contract.listExperiments>) {
  const after = decodeCursor(query.after, idCursor)
  const { rows } = await sql<SummaryRow>`
    select ${summaryColumns} from experiments e
    where e.workspace_id = ${ctx.workspace.id} ${after ? sql`and e.id < ${after[0]}` : sql``}
    order by e.id desc limit ${query.limit + 1}`.execute(ctx.tx)
  return pageOf(rows, query.limit, (row) => [row.id], showRow)
}

export async function showExperiment(ctx: Context, id: string): Promise<contract.Experiment> {
  return showRow(await readRow(ctx, id))
}

/** Keeps what is to be tested; nothing begins. */
export async function addExperiment(
  ctx: Context,
  input: BodyOf<typeof contract.addExperiment>,
): Promise<contract.Experiment> {
  await requireAudience(ctx, input)
  const { controlVersionId, changedVersionId } = await versionsOf(ctx, input)
  await requireMeasure(ctx, input, [...new Set([controlVersionId, changedVersionId])])
  const id = newId()
  await ctx.tx
    .insertInto('experiments')
    .values({
      workspace_id: ctx.workspace.id,
      id,
      name: input.name,
      hypothesis: input.hypothesis,
      kind: input.kind,
      process_id: input.processId,
      control_version_id: controlVersionId,
      changed_version_id: changedVersionId,
      control_sequence_id: input.controlSequenceId,
      changed_sequence_id: input.changedSequenceId,
      source_ids: input.sourceIds,
      team_ids: input.teamIds,
      owner_ids: input.ownerIds,
      unit: input.unit,
      by_source: input.bySource,
      changed_percent: input.changedPercent,
      measure: input.measure,
      measure_stage: input.measureStageKey,
      horizon_days: input.horizonDays,
      smallest_effect: input.smallestEffect,
      created_at: ctx.now,
      created_by: ctx.actor.id,
    })
    .execute()
  return showExperiment(ctx, id)
}

export async function removeExperiment(ctx: Context, id: string): Promise<Record<string, never>> {
  const status = statusOf(await readRow(ctx, id, 'for update'))
  if (status !== 'planned') fail('experiment_not_so', { status })
  await ctx.tx.deleteFrom('experiments').where('workspace_id', '=', ctx.workspace.id).where('id', '=', id).execute()
  return {}
}
