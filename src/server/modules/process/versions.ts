import { type RawBuilder, sql } from 'kysely'
import type { ProcessVersion, Stage, StageDraft } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { fail } from '../../kernel/fail.ts'
import { newId } from '../../kernel/id.ts'
import { seen } from '../../kernel/seen.ts'
import { draftProblems } from './stages-rule.ts'

export interface HeldVersion {
  readonly id: string
  readonly process_id: string
  readonly number: number
  readonly status: ProcessVersion['status']
  readonly overrides: ProcessVersion['overrides']
  readonly created_at: Date
  readonly published_at: Date | null
  readonly published_by: string | null
  readonly publisher: string | null
  readonly retired_at: Date | null
  readonly open_deals: number
  readonly version: number
  readonly field_versions: Record<string, number>
  readonly stages: Stage[]
}

/** The columns of `process_versions v` that `showVersion` reads, stages included; its deals are those that the actor sees. */
export const versionColumns = (ctx: Context): RawBuilder<HeldVersion> => sql`
  v.id, v.process_id, v.number, v.status, v.overrides, v.created_at, v.published_at, v.published_by, v.retired_at, v.version,
  v.field_versions,
  coalesce((select m.name from members m where m.workspace_id = v.workspace_id and m.id = v.published_by),
    (select k.name from api_keys k where k.workspace_id = v.workspace_id and k.id = v.published_by)) as publisher,
  (select count(*) from deals d
    where d.workspace_id = v.workspace_id and d.process_id = v.process_id and d.outcome = 'open'
      and d.stage_id in (select s.id from stages s where s.workspace_id = v.workspace_id and s.version_id = v.id)
      and ${seen(ctx.actor, sql.ref('d.owner_id'))}
  ) as open_deals,
  (select json_agg(json_build_object(
      'id', s.id, 'position', s.position, 'key', s.key, 'name', s.name, 'phases', s.phases, 'purpose', s.purpose,
      'buyerStep', s.buyer_step, 'script', s.script, 'playbook', s.playbook, 'gate', s.gate, 'entryCriteria', s.entry_criteria,
      'exitCriteria', s.exit_criteria, 'touchpoints', s.touchpoints, 'targets', json_build_object(
        'durationDays', s.target_duration_days, 'conversionPercent', s.target_conversion_percent, 'deals', s.target_deals)
    ) order by s.position)
    from stages s where s.workspace_id = v.workspace_id and s.version_id = v.id
  ) as stages`

export function showVersion(row: HeldVersion): ProcessVersion {
  return {
    id: row.id,
    processId: row.process_id,
    number: row.number,
    status: row.status,
    overrides: row.overrides,
    createdAt: row.created_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy:
      row.published_by === null || row.publisher === null ? null : { id: row.published_by, name: row.publisher },
    retiredAt: row.retired_at?.toISOString() ?? null,
    openDeals: row.open_deals,
    version: row.version,
    // A touchpoint of an older version does not say who makes it.
    stages: row.stages.map((stage) => ({
      ...stage,
      touchpoints: stage.touchpoints.map((touchpoint) => ({ ...touchpoint, by: touchpoint.by ?? null })),
    })),
    problems: row.status === 'draft' ? draftProblems(row.stages) : [],
  }
}

/** A version, locked against everybody else who would edit, publish or discard it. */
export async function holdVersion(ctx: Context, id: string): Promise<HeldVersion> {
  const { rows } = await sql<HeldVersion>`
    select ${versionColumns(ctx)} from process_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.id = ${id} for update of v`.execute(ctx.tx)
  return rows[0] ?? fail('not_found', { kind: 'process_version' })
}

export async function readVersion(ctx: Context, id: string): Promise<ProcessVersion> {
  const { rows } = await sql<HeldVersion>`
    select ${versionColumns(ctx)} from process_versions v
    where v.workspace_id = ${ctx.workspace.id} and v.id = ${id}`.execute(ctx.tx)
  return rows[0] ? showVersion(rows[0]) : fail('not_found', { kind: 'process_version' })
}

/** Writes the stages of a version that has none. */
export async function insertStages(
  ctx: Context,
  version: { readonly id: string; readonly processId: string },
  stages: readonly StageDraft[],
): Promise<void> {
  const rows = stages.map((stage, position) => ({
    workspace_id: ctx.workspace.id,
    id: newId(),
    version_id: version.id,
    process_id: version.processId,
    key: stage.key,
    position,
    name: stage.name,
    phases: stage.phases,
    purpose: stage.purpose,
    buyer_step: stage.buyerStep,
    script: stage.script,
    playbook: JSON.stringify(stage.playbook),
    gate: stage.gate,
    entry_criteria: JSON.stringify(stage.entryCriteria),
    exit_criteria: JSON.stringify(stage.exitCriteria),
    touchpoints: JSON.stringify(stage.touchpoints),
    target_duration_days: stage.targets.durationDays,
    target_conversion_percent: stage.targets.conversionPercent,
    target_deals: stage.targets.deals,
  }))
  await ctx.tx.insertInto('stages').values(rows).execute()
}
