import { type RawBuilder, sql } from 'kysely'
import type { ProcessVersion } from '../../../contract/process.ts'
import type { Context } from '../../kernel/context.ts'
import { assert } from '../../kernel/fail.ts'
import type { GateStage } from './gate.ts'

/** What a change needs of the process version that a deal is pinned to. */
export interface PinnedVersion extends Pick<ProcessVersion, 'id' | 'processId' | 'number' | 'overrides'> {
  /** In their order. */
  readonly stages: readonly GateStage[]
}

// A version that deals are pinned to never changes again, so it may be kept. The one not used for longest goes first.
const kept = new Map<string, PinnedVersion>()
const keptVersions = 500

/** The version that a deal is pinned to, with its stages: read once, since what was published stays. */
export async function versionOf(ctx: Context, versionId: string): Promise<PinnedVersion> {
  const version = kept.get(versionId) ?? (await readVersion(ctx, versionId))
  kept.delete(versionId)
  kept.set(versionId, version)
  const [oldest] = kept.keys()
  if (kept.size > keptVersions && oldest !== undefined) kept.delete(oldest)
  return version
}

async function readVersion(ctx: Context, versionId: string): Promise<PinnedVersion> {
  const version = await versionWithStatus(ctx, versionId)
  assert(version && version.status !== 'draft', 'a deal is pinned to a version that was published')
  return version
}

export interface VersionWithStatus extends PinnedVersion, Pick<ProcessVersion, 'status'> {}

/** Any version as it is now, a draft too; undefined if there is none. */
export async function versionWithStatus(ctx: Context, versionId: string): Promise<VersionWithStatus | undefined> {
  const { rows } = await sql<VersionWithStatus>`
    select v.id, v.process_id as "processId", v.number, v.overrides, v.status,
      (select json_agg(json_build_object('id', s.id, 'key', s.key, 'name', s.name, 'position', s.position,
          'phases', s.phases, 'gate', s.gate, 'entryCriteria', s.entry_criteria, 'exitCriteria', s.exit_criteria)
          order by s.position)
        from stages s where s.workspace_id = v.workspace_id and s.version_id = v.id) as stages
    from process_versions v where v.workspace_id = ${ctx.workspace.id} and v.id = ${versionId}`.execute(ctx.tx)
  return rows[0]
}

/** The id of a process, of the default one unless said. */
export function processOr(ctx: Context, process: string | undefined): RawBuilder<string> {
  if (process) return sql`${process}::uuid`
  return sql`(select p.id from processes p where p.workspace_id = ${ctx.workspace.id} and p.is_default)`
}
