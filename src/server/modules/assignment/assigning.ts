import { type RawBuilder, sql } from 'kysely'
import type { Arm } from '../../../contract/experiment-reading.ts'
import type { FactData } from '../../../contract/facts.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import { armInBlock, armOf, takesPart } from './arms.ts'

/** An experiment that deals of a process come into, as JSON brings it. */
export interface RunningExperiment {
  readonly id: string
  readonly startedAt: string
  readonly versions: Readonly<Record<Arm, string>>
  /** The keys of the stages that both versions have. */
  readonly stages: readonly string[]
  readonly unit: 'deal' | 'seller'
  readonly bySource: boolean
  readonly changedPercent: number
  readonly sourceIds: readonly string[] | null
  readonly teamIds: readonly string[] | null
  readonly ownerIds: readonly string[] | null
  readonly sellerArms: Readonly<Record<string, Arm>> | null
  /** The team of the deal's owner. */
  readonly ownerTeamId: string | null
}

/** A deal that is being opened. */
export interface OpeningDeal {
  readonly id: string
  readonly ownerId: string | null
  readonly sourceId: string | null
  readonly openedAt: Date
  /** The key of the stage that it is opened in; undefined for the first one. */
  readonly stage: string | undefined
}

export type Assigned = FactData<'deal.assigned_to_arm'>

/** Part of a select: the running experiment of a process, as JSON, or null. A process has one at most. */
export function runningExperiment(
  ctx: Context,
  processId: RawBuilder<string>,
  ownerId: string | null,
): RawBuilder<RunningExperiment | null> {
  return sql`(
    select json_build_object('id', e.id, 'startedAt', e.started_at, 'unit', e.unit, 'bySource', e.by_source,
      'changedPercent', e.changed_percent, 'sourceIds', e.source_ids, 'teamIds', e.team_ids, 'ownerIds', e.owner_ids,
      'sellerArms', e.seller_arms,
      'versions', json_build_object('control', e.control_version_id, 'changed', e.changed_version_id),
      'stages', (select coalesce(json_agg(s.key), '[]') from stages s
        join stages o on o.workspace_id = s.workspace_id and o.version_id = e.changed_version_id and o.key = s.key
        where s.workspace_id = e.workspace_id and s.version_id = e.control_version_id),
      'ownerTeamId', (select m.team_id from members m where m.workspace_id = e.workspace_id and m.id = ${ownerId}))
    from experiments e
    where e.workspace_id = ${ctx.workspace.id} and e.process_id = ${processId}
      and e.started_at is not null and e.ended_at is null)`
}

/**
 * The arm that a new deal comes to, with the version it is opened in; null when it takes no part. A deal that is opened
 * further on takes part only where both versions have that stage: else its place would decide its arm.
 */
export async function assignArm(
  ctx: Context,
  experiment: RunningExperiment | null,
  deal: OpeningDeal,
): Promise<Assigned | null> {
  if (experiment === null || (deal.stage !== undefined && !experiment.stages.includes(deal.stage))) return null
  if (!takesPart(experiment, { ...deal, ownerTeamId: experiment.ownerTeamId })) return null
  const arm = await draw(ctx, experiment, deal)
  return { experimentId: experiment.id, arm, versionId: experiment.versions[arm], ownerId: deal.ownerId }
}

async function draw(ctx: Context, experiment: RunningExperiment, deal: OpeningDeal): Promise<Arm> {
  const { id, unit, bySource, changedPercent, sellerArms } = experiment
  if (unit === 'seller') {
    const seller = deal.ownerId ?? ''
    // Whoever came after the start is drawn by themselves.
    return sellerArms?.[seller] ?? armOf(id, seller, changedPercent)
  }
  if (!bySource) return armOf(id, deal.id, changedPercent)
  const stratum = deal.sourceId ?? 'none'
  return armInBlock(id, stratum, await nextIn(ctx, id, stratum), changedPercent)
}

/** The number of the next deal of a stratum: two that are opened at once take turns. */
async function nextIn(ctx: Context, experimentId: string, stratum: string): Promise<number> {
  const { rows } = await sql<{ assigned: number }>`
    insert into experiment_strata (workspace_id, experiment_id, stratum, assigned)
    values (${ctx.workspace.id}, ${experimentId}, ${stratum}, 1)
    on conflict (workspace_id, experiment_id, stratum)
      do update set assigned = experiment_strata.assigned + 1
    returning assigned`.execute(ctx.tx)
  const [row] = rows
  assert(row, 'an upsert returns its row')
  return row.assigned
}
